/**
 * The commands. Data goes to standard output, everything else to standard error; {@link
 * dev.wheelsweep.spark.cli.ExitCode} has the codes for schedulers; errors name the problem, its cause and the remedy.
 *
 * <p>{@code check} must not load a single Spark class: people wait for it, and its class path has none. That goes for
 * the commands that use Spark too, since help and usage errors look at all of them: Spark's types may be used inside their
 * methods, not in fields or signatures, which reflection resolves.
 */
package dev.wheelsweep.spark.cli;
