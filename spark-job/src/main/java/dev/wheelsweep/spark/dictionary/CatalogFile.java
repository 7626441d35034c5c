package dev.wheelsweep.spark.dictionary;

/**
 * What a release knows without a mirror, as a file of JSON lines in the dataset; it has a view of its own.
 *
 * @param path below the dataset's folder
 */
public record CatalogFile(TableDescription table, String path) {}
