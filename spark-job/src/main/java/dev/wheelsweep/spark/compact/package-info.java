/**
 * The rows of many sweeps in few files, so that a year of nightly sweeps is as fast to read as one sweep.
 *
 * <pre>
 *   _staging/compact-UUID/    a generation while it is written, or a folder while it is removed
 *   generations/ID/           all sweeps up to ID; appears by one rename, and is never written again
 * </pre>
 *
 * <p>{@link dev.wheelsweep.spark.compact.Compaction#run} removes nothing, so readers that are at work are not disturbed.
 * {@link dev.wheelsweep.spark.compact.Compaction#prune}, at a later time, removes the files whose rows the last generation
 * has. The next run deletes what a killed run left in {@code _staging/}.
 */
package dev.wheelsweep.spark.compact;
