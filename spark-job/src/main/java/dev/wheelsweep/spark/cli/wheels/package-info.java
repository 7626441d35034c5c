/**
 * Where a command finds its wheels: below paths of the command line, in a manifest, or in a small mirror that pip downloads.
 */
package dev.wheelsweep.spark.cli.wheels;
