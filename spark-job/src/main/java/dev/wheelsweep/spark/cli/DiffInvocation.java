package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.cli.options.BaselineOption;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.FailOn;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.RunMetrics;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.output.DiffJson;
import dev.wheelsweep.spark.cli.output.DiffText;
import dev.wheelsweep.spark.cli.start.PublishedDataset;
import dev.wheelsweep.spark.cli.start.SparkStart;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.diff.ChangeKind;
import dev.wheelsweep.spark.diff.KnownFindings;
import dev.wheelsweep.spark.diff.SweepDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * A valid command line of {@code diff}.
 *
 * @param from the earlier sweep's id; empty for the sweep before {@code to}
 * @param to the later sweep's id; empty for the last sweep
 */
record DiffInvocation(
        DatasetLocation dataset,
        Optional<String> from,
        Optional<String> to,
        OutputFormat format,
        BaselineOption baseline,
        SparkOptions spark,
        FailOn failOn) {

    /** Compares the two sweeps, and prints what differs. */
    ExitCode run(RunLog log, PrintWriter out, RunMetrics metrics) throws IOException, CommandException {
        Baseline known = baseline.load(log);
        ComparedSweeps sweeps =
                ComparedSweeps.of(PublishedDataset.of(dataset, spark, "compare"), dataset.toString(), from, to);
        if (!sweeps.areAlike()) {
            log.note("the two sweeps are not of the same whole mirrors; what only one of them listed is reported as"
                    + " new or vanished");
        }
        SparkSession session = SparkStart.with(spark);
        try {
            PublishedRows rows = new PublishedRows(session, dataset.path());
            KnownFindings findings = new KnownFindings(session, rows, known);
            try (SweepDiff diff = SweepDiff.between(session, rows, Optional.of(sweeps.from()), sweeps.to(), findings)) {
                print(sweeps, diff, out);
                baseline.reportUnused(findings.unused(sweeps.to()), log);
                Map<String, Long> counts = diff.counts().findings(ChangeKind.NEW);
                metrics.count(RunMetrics.Count.FINDINGS, counts);
                return failOn.reachedBy(counts) ? ExitCode.FINDINGS : ExitCode.CLEAN;
            }
        } finally {
            session.stop();
        }
    }

    private void print(ComparedSweeps sweeps, SweepDiff diff, PrintWriter out) throws IOException {
        String earlier = sweeps.from().sweep();
        String later = sweeps.to().sweep();
        switch (format) {
            case TEXT -> new DiffText(out).print(earlier, later, diff);
            case JSON -> new DiffJson(out).print(earlier, later, diff);
        }
    }
}
