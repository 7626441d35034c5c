package dev.wheelsweep.spark.sweep;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the tables of a sweep are made of.
 *
 * @param facts rows of {@link dev.wheelsweep.spark.source.ReportSchema}
 * @param verdicts rows of {@link dev.wheelsweep.spark.source.VerdictColumns}, at most one for a row of facts
 */
public record SweptRows(Dataset<Row> facts, Dataset<Row> verdicts) {}
