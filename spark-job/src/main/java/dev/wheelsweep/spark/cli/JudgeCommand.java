package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetParameter;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.OutputOption;
import dev.wheelsweep.spark.cli.options.PolicyOption;
import dev.wheelsweep.spark.cli.options.RunOptions;
import dev.wheelsweep.spark.judge.PolicySource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wheelsweep judge}: parses its options into a {@link JudgeInvocation}. */
@Command(
        name = "judge",
        description =
                "Judges the wheels of a published sweep again, from its stored facts: opens no wheel. The verdicts are"
                        + " added to the dataset below verdicts/; tables/ keeps the sweep's own verdicts.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the wheels are judged",
            "1:they are, and there are findings at or above --fail-on",
            "2:wrong usage",
            "3:there is no such dataset, sweep or policy file, or it cannot be read",
            "5:an error of wheelsweep itself, or of the machine",
            "130:interrupted by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        })
final class JudgeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetParameter dataset;

    @Mixin
    private PolicyOption policy;

    @Option(names = "--sweep", paramLabel = "ID", description = "The sweep to judge (default: the latest).")
    private Optional<String> sweep = Optional.empty();

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; json is one object (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Mixin
    private OutputOption output;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws Exception {
        return run.measured(
                dataset.location(),
                metrics -> output.print(
                        spec.commandLine().getOut(), out -> invocation().run(out, metrics)));
    }

    /** @throws CommandException if the policy file cannot be used; found before Spark starts, which takes seconds */
    private JudgeInvocation invocation() throws CommandException {
        return new JudgeInvocation(
                dataset.location(),
                sweep,
                policy.load(PolicySource::file).orElse(PolicySource.BUILT_IN),
                format,
                run.spark(),
                run.failOn());
    }
}
