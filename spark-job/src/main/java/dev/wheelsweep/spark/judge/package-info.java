/**
 * From stored facts to verdicts. A sweep and {@code wheelsweep judge} take this same path, so {@code judge} with the same
 * policies gives the verdicts of the sweep. No wheel is opened.
 *
 * <p>Spark judges sweeps of any size. A small, uncompacted sweep is judged by the driver alone, because starting Spark would
 * take five times as long as judging.
 */
package dev.wheelsweep.spark.judge;
