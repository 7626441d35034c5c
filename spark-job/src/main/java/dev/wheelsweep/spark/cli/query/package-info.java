/** The commands that only ask a dataset. */
package dev.wheelsweep.spark.cli.query;
