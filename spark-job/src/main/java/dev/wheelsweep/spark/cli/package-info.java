/**
 * The commands. Data goes to standard output, everything else to standard error; {@link
 * dev.wheelsweep.spark.cli.options.ExitCode} has the codes for schedulers; errors name the problem, its cause and the
 * remedy.
 *
 * <p>A command class parses options. {@code check}, {@code diff}, {@code judge} and {@code sweep} make an invocation of
 * them, a record whose values are valid, which does the work.
 *
 * <p>{@code check} must not load a class of Spark: people wait for it, and its class path has no Spark. Help and usage
 * errors look at all commands, also without Spark. So the commands use Spark's types only inside their methods, not in
 * fields or signatures, which reflection resolves. {@link dev.wheelsweep.spark.cli.ShortMain} has the commands that do not
 * even need Spark to be compiled.
 */
package dev.wheelsweep.spark.cli;
