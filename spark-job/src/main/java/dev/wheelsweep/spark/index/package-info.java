/**
 * Package indexes over HTTP, for people who have no mirror: which wheels an index lists, and their bytes by range.
 *
 * <pre>
 *   GET /simple/                   projects      {@link dev.wheelsweep.spark.index.SimpleClient}
 *   GET /simple/numpy/             its files     {@link dev.wheelsweep.spark.index.WheelListing}
 *   GET /files/numpy-1.whl         bytes a to b, c to d, ...  {@link dev.wheelsweep.spark.index.HttpRangeReader}
 * </pre>
 *
 * <p>Pages are JSON (PEP 691) or HTML (PEP 503). All requests of a process go through one {@link
 * dev.wheelsweep.spark.index.HttpSession}, which limits their rate, repeats failed ones and follows redirects.
 */
package dev.wheelsweep.spark.index;
