package dev.wheelsweep.spark.compact;

import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * A published generation.
 *
 * @param folder where it is
 * @param sweeps how many sweeps are in it
 * @param rows number of rows per table
 */
public record Compacted(Path folder, int sweeps, Map<String, Long> rows) {}
