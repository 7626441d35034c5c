package dev.wheelsweep.spark.sweep;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the tables of a sweep are made of.
 *
 * @param sweep the sweep
 * @param facts rows of {@link dev.wheelsweep.spark.source.ReportSchema}
 * @param verdicts rows of {@link dev.wheelsweep.spark.source.VerdictColumns}, at most one for a row of facts
 * @param unread rows of {@link dev.wheelsweep.spark.source.MirrorFileColumns}, none of a file that has a row of facts
 */
public record SweptRows(SweepId sweep, Dataset<Row> facts, Dataset<Row> verdicts, Dataset<Row> unread) {}
