/**
 * The main job: from a mirror to a published dataset.
 *
 * <pre>
 *   MirrorListing     one walk; or a Manifest instead
 *   SweepPlanner      what of it changed since the last sweep; written down, and nothing else is read
 *   FactsReading      one scan of every file of the plan, written to Parquet as nested facts, task by task
 *   WheelJudge        the verdict on every wheel that could be read, from the staged facts; no wheel is opened again
 *   FlatTable         the tables people query, derived from the staged facts and verdicts
 *   TableStaging      writes them: by the driver if they are few, else by Spark
 *   Publication       everything moved into place by rename, sweeps/ID.json last
 *   Compaction        once in a while, the rows of many sweeps in few files
 * </pre>
 *
 * <p>Any process of these may die at any moment. {@link dev.wheelsweep.spark.sweep.StagedSweep} says what is on disk then,
 * and the next sweep of the same mirrors goes on with it; {@code DatasetLock} keeps two of them apart. A wheel that takes
 * its JVM down is found by {@code InFlightWheels}.
 *
 * <p>A sweep holds the rows of what it read. Rows of files that did not change stand under the sweep that read them, and
 * {@code mirror_files} says for each file which one that is.
 *
 * <p>A dataset folder ({@link dev.wheelsweep.spark.dataset.DatasetLayout}) only ever grows: what is published is never
 * rewritten, and a sweep without its JSON did not happen.
 *
 * <p>Other policies judge a published sweep afterwards ({@link dev.wheelsweep.spark.judge.Rejudgement}): from its facts, into
 * a folder of their own under {@code verdicts/}. The tables, and the record, keep the verdicts that the sweep was published
 * with; so a query over {@code tables/} sees one policy set per sweep, named in {@code policy_id}, and who asks for another
 * reads {@code verdicts/policy=ID/sweep=ID}, where the same columns stand nested, a row per wheel.
 */
package dev.wheelsweep.spark.sweep;
