/**
 * Options that several commands share, as picocli mixins, and the contract with the caller: {@link
 * dev.wheelsweep.spark.cli.options.ExitCode}, the three parts of an error ({@link
 * dev.wheelsweep.spark.cli.options.CommandException}), and the metrics file. Knows no command.
 */
package dev.wheelsweep.spark.cli.options;
