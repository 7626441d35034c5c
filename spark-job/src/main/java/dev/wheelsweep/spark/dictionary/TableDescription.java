package dev.wheelsweep.spark.dictionary;

import org.apache.spark.sql.types.StructType;

/**
 * Describes a table to its readers.
 *
 * @param name the name of its folder and its view
 * @param rowMeaning what one row is about, and what it contains
 * @param schema its columns, each described by its metadata (see
 *     {@link dev.wheelsweep.spark.columns.ColumnSpec})
 */
public record TableDescription(String name, String rowMeaning, StructType schema) {}
