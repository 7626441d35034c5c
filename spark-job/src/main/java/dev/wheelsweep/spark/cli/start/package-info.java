/** What commands start from: a session of Spark, a published dataset, an engine that answers questions about it. */
package dev.wheelsweep.spark.cli.start;
