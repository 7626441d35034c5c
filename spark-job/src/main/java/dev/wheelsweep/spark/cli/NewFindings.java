package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.output.DiffText;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.diff.ChangeKind;
import dev.wheelsweep.spark.diff.DiffCounts;
import dev.wheelsweep.spark.diff.KnownFindings;
import dev.wheelsweep.spark.diff.SweepDiff;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** What a night is about: the findings that the last sweep of the same mirrors did not have. */
record NewFindings(SparkSession spark, Path dataset, KnownFindings known) {

    /**
     * Prints the worst of them.
     *
     * @return how many there are that no baseline knows, by severity
     */
    Map<String, Long> of(SweepRecord sweep, PrintWriter out) throws IOException {
        PublishedSweeps sweeps =
                new PublishedSweeps(dataset, spark.sparkContext().hadoopConfiguration());
        try (SweepDiff diff =
                SweepDiff.between(spark, new PublishedRows(spark, dataset), sweeps.before(sweep), sweep, known)) {
            DiffCounts counts = diff.counts();
            new DiffText(out).printNew(diff, counts);
            return counts.findings(ChangeKind.NEW);
        }
    }
}
