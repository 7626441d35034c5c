package dev.wheelsweep.spark.query;

import java.util.List;

/**
 * A table that a dataset does not have, and that a question needs: it is made from what the user gives.
 *
 * @param name a word
 * @param columns words; all are texts
 * @param rows without nulls
 */
public record GivenTable(String name, List<String> columns, List<List<String>> rows) {}
