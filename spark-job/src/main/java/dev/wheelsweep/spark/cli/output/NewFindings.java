package dev.wheelsweep.spark.cli.output;

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

/** The findings of a sweep that the sweep before it, of the same mirrors, did not have. */
public record NewFindings(SparkSession spark, Path dataset, KnownFindings known) {

    /**
     * Prints the first of them, the worst first.
     *
     * @return the number of those that no baseline suppresses, by severity
     */
    public Map<String, Long> of(SweepRecord sweep, PrintWriter out) throws IOException {
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
