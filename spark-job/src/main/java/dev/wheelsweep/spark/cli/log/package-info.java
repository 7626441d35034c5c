/** What commands write to standard error: progress, and problems with their cause and remedy; as text or as JSON lines. */
package dev.wheelsweep.spark.cli.log;
