/** Text that comes out of wheels, made fit for people's screens. */
package dev.wheelsweep.spark.text;
