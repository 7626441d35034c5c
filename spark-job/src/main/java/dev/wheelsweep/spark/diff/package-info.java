/**
 * What changed between two published sweeps, and which of the changes a baseline accepts.
 *
 * <p>The table {@code mirror_files} of a sweep names each file, and the sweep that has its rows. If two sweeps name the same
 * rows for a file, nothing differs; so only files that were read between the two are compared; see {@link
 * dev.wheelsweep.spark.diff.SweepDiff}. A {@link dev.wheelsweep.spark.diff.Baseline} has the findings that a team has accepted
 * until a given day.
 */
package dev.wheelsweep.spark.diff;
