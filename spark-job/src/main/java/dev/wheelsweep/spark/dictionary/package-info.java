/**
 * Describes a dataset to its readers, from the column declarations alone:
 *
 * <pre>
 *   schema.json                   tables and columns for programs           SchemaJson
 *   README.md                     the same for people: a dataset card       DatasetCard
 *   views.sql, views-spark.sql    views over the tables                     Views, Dialect
 * </pre>
 *
 * <p>A column's meaning, example and meaning of null are metadata of its field. Spark passes them from the data source
 * through every view to this package, and into the footer of every Parquet file.
 *
 * <p>Each table has two views. {@code wheels_history} has the rows of every sweep. {@code wheels} has the current rows: for
 * each file that the last sweep listed, the rows of the sweep that read it last. Both contain only published sweeps, those
 * with a record in {@code sweeps/}.
 */
package dev.wheelsweep.spark.dictionary;
