/**
 * A dataset on disk: which folder has what, how it is published, and how it is read back.
 *
 * <pre>
 *   DatasetLayout       the names of all folders and files
 *   SweepRecord         sweeps/ID.json: without it the sweep is not published
 *   PublishedSweeps     the records; PublishedRows: the rows of facts, verdicts and tables
 *   Generation          the rows of many sweeps in few files
 *   DatasetLock         one writer at a time
 *   DatasetDocuments    README.md, schema.json, views
 * </pre>
 *
 * <p>Parquet is written with one folder per sweep, because every reader opens that, and publishing it is a rename. The
 * record's counts are read from the written columns, not from a query: this takes a second per million rows, and counts
 * what is really there.
 */
package dev.wheelsweep.spark.dataset;
