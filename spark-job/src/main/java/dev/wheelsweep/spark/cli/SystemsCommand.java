package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.system.SystemCatalog;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.OutputOption;
import dev.wheelsweep.spark.cli.options.SystemsOption;
import dev.wheelsweep.spark.cli.output.SystemsText;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wheelsweep systems}: the Linux systems that are known. */
@Command(
        name = "systems",
        description = "Lists Linux systems: C library, Python, pip, and until when each is supported.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the systems are listed",
            "2:wrong usage",
            "3:the file of systems cannot be read",
            "5:an error of wheelsweep itself, or of the machine"
        })
final class SystemsCommand implements Callable<Integer> {

    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SystemsOption systems;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; json is a file that --systems takes back"
                    + " (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Option(names = "--schema", description = "Print the JSON Schema of files of systems instead.")
    private boolean schema;

    @Mixin
    private OutputOption output;

    /** @param clock says what day it is, so which systems have reached their end */
    SystemsCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        return output.print(spec.commandLine().getOut(), this::print).code();
    }

    private ExitCode print(PrintWriter out) throws CommandException {
        if (schema) {
            out.print(SystemCatalog.schema());
        } else {
            SystemCatalog catalog = systems.catalog();
            switch (format) {
                case TEXT -> SystemsText.write(catalog, LocalDate.now(clock), out);
                case JSON -> out.print(catalog.json());
            }
        }
        return ExitCode.CLEAN;
    }
}
