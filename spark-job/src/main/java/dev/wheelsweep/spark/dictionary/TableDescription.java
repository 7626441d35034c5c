package dev.wheelsweep.spark.dictionary;

import org.apache.spark.sql.types.StructType;

/**
 * A table as its readers need to know it.
 *
 * @param name as folders and views are called
 * @param rowMeaning what there is one row of, and what it tells
 * @param schema its columns without {@code sweep}, each described by its metadata (see
 *     {@link dev.wheelsweep.spark.columns.ColumnSpec})
 */
public record TableDescription(String name, String rowMeaning, StructType schema) {}
