package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.options.BaselineOption;
import dev.wheelsweep.spark.cli.options.DatasetParameter;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.OutputOption;
import dev.wheelsweep.spark.cli.options.RunOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wheelsweep diff}: parses its options into a {@link DiffInvocation}. */
@Command(
        name = "diff",
        description = "Lists the differences between two sweeps of a dataset: wheels that are new, changed or vanished,"
                + " findings that are new or gone, and verdicts that changed.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the sweeps are compared",
            "1:they are, and there are new findings at or above --fail-on that --baseline does not accept",
            "2:wrong usage",
            "3:there is no such dataset, or there are no such sweeps in it",
            "5:an error of wheelsweep itself, or of the machine",
            "130:interrupted by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        })
final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetParameter dataset;

    @Option(
            names = "--from",
            paramLabel = "SWEEP",
            description = "The earlier sweep's id (default: the one before --to of the same mirrors).")
    private Optional<String> from = Optional.empty();

    @Option(names = "--to", paramLabel = "SWEEP", description = "The later sweep's id (default: the last one).")
    private Optional<String> to = Optional.empty();

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description =
                    "${COMPLETION-CANDIDATES}; text shows the first few of each kind, json all, an object per line"
                            + " (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Mixin
    private OutputOption output;

    @Mixin
    private BaselineOption baseline;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws Exception {
        DiffInvocation invocation =
                new DiffInvocation(dataset.location(), from, to, format, baseline, run.spark(), run.failOn());
        return run.measured(
                dataset.location(),
                metrics -> output.print(spec.commandLine().getOut(), out -> invocation.run(run.log(), out, metrics)));
    }
}
