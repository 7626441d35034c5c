/**
 * What a dataset says of itself, made from the columns in code and nothing else:
 *
 * <pre>
 *   schema.json                   tables and columns for programs           SchemaJson
 *   README.md                     the same for people; a dataset card       DatasetCard
 *   views.sql, views-spark.sql    names for what people ask of it           Views, Dialect
 * </pre>
 *
 * <p>A column's meaning, example and meaning of null are metadata of its field: Spark carries them from the data source
 * through every view to here, and into the footer of every Parquet file.
 *
 * <p>Views come in pairs. {@code wheels_history} holds the rows of every sweep, {@code wheels} those that hold now: of each
 * file that the last sweep listed, the rows of the sweep that read it last. Both see only sweeps that happened, which is
 * told by their record.
 */
package dev.wheelsweep.spark.dictionary;
