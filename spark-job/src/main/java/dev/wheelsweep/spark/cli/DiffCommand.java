package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.cli.options.BaselineOption;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.DatasetParameter;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.RunMetrics;
import dev.wheelsweep.spark.cli.options.RunOptions;
import dev.wheelsweep.spark.cli.output.DiffJson;
import dev.wheelsweep.spark.cli.output.DiffText;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.diff.ChangeKind;
import dev.wheelsweep.spark.diff.KnownFindings;
import dev.wheelsweep.spark.diff.SweepDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wheelsweep diff}: what changed between two nights. */
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
            "5:an error of wheelsweep itself",
            "130:interrupted"
        })
final class DiffCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetParameter parameter;

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
    private BaselineOption baseline;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws Exception {
        return run.measured(dataset(), this::diff);
    }

    private ExitCode diff(RunMetrics metrics) throws IOException, CommandException {
        RunLog log = run.log();
        Baseline known = baseline.load(log);
        ComparedSweeps sweeps = ComparedSweeps.of(
                PublishedDataset.of(dataset(), run.spark(), "compare"),
                dataset().toString(),
                from,
                to);
        if (!sweeps.areAlike()) {
            log.note("the two sweeps are not of the same whole mirrors; what only one of them listed is reported as"
                    + " new or vanished");
        }
        SparkSession spark = SparkStart.with(run.spark());
        try {
            PublishedRows rows = new PublishedRows(spark, dataset().path());
            KnownFindings findings = new KnownFindings(spark, rows, known);
            try (SweepDiff diff = SweepDiff.between(spark, rows, Optional.of(sweeps.from()), sweeps.to(), findings)) {
                print(sweeps, diff);
                baseline.reportUnused(findings.unused(sweeps.to()), log);
                Map<String, Long> counts = diff.counts().findings(ChangeKind.NEW);
                metrics.count(RunMetrics.Count.FINDINGS, counts);
                return run.failOn().reachedBy(counts) ? ExitCode.FINDINGS : ExitCode.CLEAN;
            }
        } finally {
            spark.stop();
        }
    }

    private void print(ComparedSweeps sweeps, SweepDiff diff) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        String earlier = sweeps.from().sweep();
        String later = sweeps.to().sweep();
        switch (format) {
            case TEXT -> new DiffText(out).print(earlier, later, diff);
            case JSON -> new DiffJson(out).print(earlier, later, diff);
        }
    }

    private DatasetLocation dataset() {
        return parameter.location();
    }
}
