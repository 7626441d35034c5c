/**
 * From a mirror to Parquet, on Apache Spark. Read the packages in the order of the data:
 *
 * <pre>
 *   listing    folders on disk            to a list of files named like wheels
 *   source     that list                  to one nested row per file: {@code spark.read().format("wheel")}
 *   sweep      those rows                 to the tables of a dataset, published in one step
 *   diff       two sweeps                 to what changed between them
 *   report     a dataset                  to answers for people
 *   cli        words on a command line    to one of the above and an exit code
 * </pre>
 *
 * <p>What a wheel, a zip or an ELF file is, this module does not know: it calls {@code dev.wheelsweep.core.scan} and
 * passes records on.
 */
package dev.wheelsweep.spark;
