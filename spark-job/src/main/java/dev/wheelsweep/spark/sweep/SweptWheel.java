package dev.wheelsweep.spark.sweep;

import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A wheel that a sweep read.
 *
 * @param facts a row of {@link dev.wheelsweep.spark.source.ReportSchema}
 * @param verdict a row of {@link dev.wheelsweep.spark.source.VerdictColumns}; empty if the wheel could not be read
 */
record SweptWheel(InternalRow facts, Optional<InternalRow> verdict) {}
