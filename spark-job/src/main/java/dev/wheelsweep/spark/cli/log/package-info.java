/**
 * Messages on standard error: notes, progress and problems, as text for people or as JSON lines for programs. Data never
 * goes there; see {@code cli.output}.
 */
package dev.wheelsweep.spark.cli.log;
