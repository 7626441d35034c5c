/**
 * A dataset as it is on disk; {@link dev.wheelsweep.spark.dataset.DatasetLayout} draws the tree.
 *
 * <pre>
 *   DatasetLock        one writer at a time
 *   DatasetFolder      publishes by rename, so that readers see all of a folder or nothing
 *   DurableFiles       syncs what a step rests on, so that a power cut loses no published sweep
 *   SweepRecord        sweeps/ID.json, written last: a sweep without it was not published
 *   PublishedSweeps    the records
 *   PublishedRows      the rows, in the last Generation or in the sweep's own files
 *   ParquetFolder      Parquet files, read and written in the driver
 *   DatasetDocuments   README, data dictionary and SQL views of the data
 * </pre>
 *
 * <p>Published folders are never rewritten. A sweep has the rows of the files that it read; for a file that did not change,
 * {@code mirror_files} names the earlier sweep that has its rows.
 */
package dev.wheelsweep.spark.dataset;
