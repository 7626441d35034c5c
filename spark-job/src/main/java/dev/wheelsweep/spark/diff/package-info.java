/**
 * What changed between two published sweeps, and which of it is known already.
 *
 * <p>A sweep's state is what its {@code mirror_files} name: each file that was there, and the sweep that has its rows.
 * Where two sweeps name the same rows nothing can differ, so that only what was read in between is compared; see {@link
 * dev.wheelsweep.spark.diff.SweepDiff}. A {@link dev.wheelsweep.spark.diff.Baseline} holds the findings that somebody
 * accepted, for a while.
 */
package dev.wheelsweep.spark.diff;
