package dev.wheelsweep.spark.sweep;

import java.time.Duration;
import java.util.Optional;

/**
 * What a sweep would do.
 *
 * @param reads number of files that it would read
 * @param bytes their size
 * @param unchanged number of files whose rows are unchanged
 * @param vanished number of files that are gone since the last sweep, or missing from their mirror
 * @param time how long reading would take, at the rate of the sweep that read most; empty if no sweep has read any file
 */
public record SweepForecast(long reads, long bytes, long unchanged, long vanished, Optional<Duration> time) {}
