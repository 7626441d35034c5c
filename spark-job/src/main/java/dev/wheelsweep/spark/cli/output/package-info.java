/**
 * What commands print on standard output: texts, tables, CSV, JSON and SARIF. Writers take results and know neither
 * options nor exit codes. Names from wheels go through {@link dev.wheelsweep.spark.text.Printable} before a person sees
 * them.
 */
package dev.wheelsweep.spark.cli.output;
