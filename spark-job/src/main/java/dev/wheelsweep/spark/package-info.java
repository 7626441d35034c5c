/**
 * From a mirror to Parquet, on Apache Spark. Read the packages in the order of the data:
 *
 * <pre>
 *   listing      the files of a mirror that are named like wheels
 *   columns      every column, declared once
 *   source       one nested row per file: {@code spark.read().format("wheel")}
 *   dictionary   what a dataset says about itself
 *   tables       flat tables from nested rows
 *   dataset      the folders of a dataset
 *   judge        verdicts from stored facts
 *   sweep        all of the above in one run, published in one step
 *   compact      the rows of many sweeps in few files
 *   diff         what changed between two sweeps
 *   query        questions as SQL files, and their answers
 *   report       a dataset on one page
 *   cli          the commands
 * </pre>
 *
 * <p>This module does not parse files: {@code dev.wheelsweep.core.scan} does, and returns records.
 */
package dev.wheelsweep.spark;
