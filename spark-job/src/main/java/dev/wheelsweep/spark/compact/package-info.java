/**
 * The rows of many sweeps in few files. They become a folder of their own, a {@link
 * dev.wheelsweep.spark.dataset.Generation}, because no file system replaces several files at once: a reader of the same
 * folder would see rows twice or not at all. A later compaction removes what this one replaced, so that queries that began
 * before it still find their files.
 */
package dev.wheelsweep.spark.compact;
