package dev.wheelsweep.spark.tables;

import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A wheel that a sweep read; tables are made from it.
 *
 * @param facts a row of {@link SweptSchema#facts}
 * @param verdict a row of {@link SweptSchema#verdict}; empty if the wheel could not be read
 */
public record SweptWheel(InternalRow facts, Optional<InternalRow> verdict) {}
