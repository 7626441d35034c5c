/**
 * Verdicts from stored facts; no wheel is opened.
 *
 * <pre>
 *   PolicySource     the policy set, as it is sent to executors
 *   WheelJudge       facts of one wheel -> its verdict
 *   FactsJudge       facts of one sweep -> a folder of verdicts, and their counts
 *     DriverJudge      in the driver, if the sweep is small and not compacted
 *     SparkJudge       by Spark otherwise
 *   SweepJudge       judges a published sweep by another policy set, and publishes the verdicts
 *   SweepVerdicts    the result, with the PolicyDifference from the sweep's own verdicts
 * </pre>
 *
 * <p>New verdicts are written to {@code _staging/judge-UUID/} and moved by one rename to
 * {@code verdicts/POLICY/ID/}; to {@code rejudged/} if the same policies judged before and their verdicts lack
 * columns. Facts, tables and records keep the verdicts that the sweep was published with.
 */
package dev.wheelsweep.spark.judge;
