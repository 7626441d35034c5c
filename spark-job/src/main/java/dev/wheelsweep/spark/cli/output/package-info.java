/** What commands write to standard output: text, JSON, SARIF, CSV and tables. */
package dev.wheelsweep.spark.cli.output;
