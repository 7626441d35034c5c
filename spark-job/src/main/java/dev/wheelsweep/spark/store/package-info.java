/**
 * Mirrors in file systems that Hadoop knows, such as HDFS and object stores: which wheels there are, and their bytes by
 * range. Credentials and everything else come from Hadoop's own configuration ({@code spark.hadoop.fs...}).
 *
 * <pre>
 *   listFiles(mirror, recursive)   wheels        {@link dev.wheelsweep.spark.store.StoreListing}
 *   readVectored(ranges)           bytes a to b  {@link dev.wheelsweep.spark.store.StoreRangeReader}
 * </pre>
 */
package dev.wheelsweep.spark.store;
