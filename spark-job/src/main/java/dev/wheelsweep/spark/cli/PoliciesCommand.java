package dev.wheelsweep.spark.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Policy;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.PolicyOption;
import dev.wheelsweep.spark.cli.output.JsonOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wheelsweep policies}: the promises that wheels are held to. */
@Command(
        name = "policies",
        description = "Lists the policies that wheels are judged by, the most compatible first.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the policies are listed",
            "2:wrong usage",
            "3:the policy file cannot be read",
            "5:an error of wheelsweep itself, or of the machine"
        })
final class PoliciesCommand implements Callable<Integer> {

    private static final List<Libc> LIBCS = List.of(Libc.GLIBC, Libc.MUSL, Libc.BIONIC);

    @Spec
    private CommandSpec spec;

    @Mixin
    private PolicyOption policy;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Override
    public Integer call() throws IOException, CommandException {
        PolicyCatalog catalog = policy.catalog();
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case TEXT -> text(catalog, out);
            case JSON -> json(catalog, out);
        }
        out.flush();
        return ExitCode.CLEAN.code();
    }

    private static void text(PolicyCatalog catalog, PrintWriter out) {
        out.println("policy set " + catalog.id());
        for (Libc libc : LIBCS) {
            List<Policy> policies = catalog.policies(libc);
            if (!policies.isEmpty()) {
                out.printf("%n%-16s %-14s %-16s %s%n", "POLICY", "OLDEST", "ALSO CALLED", "ARCHITECTURES");
            }
            for (Policy each : policies) {
                out.printf(
                        "%-16s %-14s %-16s %s%n",
                        each.name(),
                        unit(libc) + each.libcVersion(),
                        String.join(", ", each.aliases()),
                        each.architectures().stream().map(Arch::name).collect(Collectors.joining(" ")));
            }
        }
    }

    /** Android counts API levels, not versions of its C library. */
    private static String unit(Libc libc) {
        return libc == Libc.BIONIC ? "API level " : libc.column() + " ";
    }

    private static void json(PolicyCatalog catalog, PrintWriter out) throws IOException {
        try (JsonOutput output = JsonOutput.lines(out)) {
            JsonGenerator json = output.generator();
            json.writeStartObject();
            json.writeStringField("id", catalog.id());
            json.writeArrayFieldStart("policies");
            for (Libc libc : LIBCS) {
                for (Policy each : catalog.policies(libc)) {
                    json.writeStartObject();
                    json.writeStringField("name", each.name());
                    output.texts("aliases", each.aliases());
                    json.writeStringField("libc", libc.column());
                    json.writeStringField("libc_version", each.libcVersion().toString());
                    output.texts(
                            "architectures",
                            each.architectures().stream().map(Arch::name).toList());
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }
}
