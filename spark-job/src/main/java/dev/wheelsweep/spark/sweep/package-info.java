/**
 * The main job: from a mirror to a published dataset.
 *
 * <pre>
 *   MirrorListing     walks the mirror; or a Manifest lists the wheels
 *   SweepPlanner      compares the listing with the last sweep, and writes the plan
 *   FactsStaging      reads every file of the plan once, and writes nested facts to Parquet, task by task
 *   WheelJudge        judges every wheel that could be read, from the staged facts
 *   FlatTable         makes the tables that people query, from the staged facts and verdicts
 *   TableStaging      writes them: DriverTableWriter for few wheels, SparkTableWriter for many
 *   Publication       moves everything into place by rename, sweeps/ID.json last
 * </pre>
 *
 * <p>The process may die at any of these steps. {@link dev.wheelsweep.spark.sweep.StagedSweep} draws what is on disk then,
 * and the next sweep of the same mirrors resumes it; {@code DatasetLock} keeps two sweeps apart. {@code InFlightWheels} finds
 * a wheel that kills the JVM that reads it.
 *
 * <p>A sweep has the rows of the files that it read. For a file that did not change, {@code mirror_files} names the earlier
 * sweep that has its rows.
 *
 * <p>{@link dev.wheelsweep.spark.judge.SweepJudge} judges a published sweep by another policy set, from its facts. The
 * tables and the record keep the verdicts that the sweep was published with; {@code policy_id} names their policy set. The
 * other verdicts are in {@code verdicts/POLICY/ID/}: the same columns, nested, a row per wheel.
 */
package dev.wheelsweep.spark.sweep;
