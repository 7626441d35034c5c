package dev.wheelsweep.spark.tables;

import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A wheel that a sweep read.
 *
 * @param facts a row of {@link dev.wheelsweep.spark.columns.ReportSchema}
 * @param verdict a row of {@link dev.wheelsweep.spark.columns.VerdictColumns}; empty if the wheel could not be read
 */
record SweptWheel(InternalRow facts, Optional<InternalRow> verdict) {}
