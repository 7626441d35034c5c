package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.OutputOption;
import dev.wheelsweep.spark.cli.options.PolicyOption;
import dev.wheelsweep.spark.cli.output.PoliciesText;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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

    @Spec
    private CommandSpec spec;

    @Mixin
    private PolicyOption policy;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; json is the policy file, which --policy takes back"
                    + " (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Option(names = "--schema", description = "Print the JSON Schema of policy files instead.")
    private boolean schema;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws Exception {
        return output.print(spec.commandLine().getOut(), this::print).code();
    }

    private ExitCode print(PrintWriter out) throws CommandException {
        if (schema) {
            out.print(PolicyCatalog.schema());
        } else {
            PolicyCatalog catalog = policy.catalog();
            switch (format) {
                case TEXT -> PoliciesText.write(catalog, out);
                case JSON -> out.print(catalog.json());
            }
        }
        return ExitCode.CLEAN;
    }
}
