/**
 * Questions about a dataset: SQL files in {@code resources/queries}, one each, the question as first comment. They are
 * written in the SQL that Spark and DuckDB share, over the views of {@link dev.wheelsweep.spark.dictionary.Views}, so that a
 * question asked here, in a notebook and in a report is the same text.
 */
package dev.wheelsweep.spark.query;
