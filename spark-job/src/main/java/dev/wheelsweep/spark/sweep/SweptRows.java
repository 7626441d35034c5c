package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.source.MirrorFileColumns;
import dev.wheelsweep.spark.source.ReportSchema;
import dev.wheelsweep.spark.source.VerdictColumns;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the tables of a sweep are made of.
 *
 * @param sweep the sweep
 * @param facts rows of {@link dev.wheelsweep.spark.source.ReportSchema}
 * @param verdicts rows of {@link dev.wheelsweep.spark.source.VerdictColumns}, at most one for a row of facts
 * @param unread rows of {@link dev.wheelsweep.spark.source.MirrorFileColumns}, none of a file that has a row of facts
 */
public record SweptRows(SweepId sweep, Dataset<Row> facts, Dataset<Row> verdicts, Dataset<Row> unread) {

    /** @return the rows of a mirror without files: what has columns, but no row */
    static SweptRows none(SparkSession spark) {
        return new SweptRows(
                new SweepId(""),
                spark.createDataFrame(List.of(), ReportSchema.schema()),
                spark.createDataFrame(List.of(), VerdictColumns.schema()),
                spark.createDataFrame(List.of(), MirrorFileColumns.schema()));
    }
}
