package dev.wheelsweep.spark.sweep;

import java.time.Duration;
import java.util.Optional;

/**
 * What a sweep would do.
 *
 * @param reads number of files that it would read
 * @param bytes their size
 * @param unchanged number of files whose rows stand
 * @param vanished number of files that are gone since the last sweep, or missing from their mirror
 * @param time how long reading would take, at the rate of the last sweep that read a good deal; empty if there is none
 */
public record SweepForecast(long reads, long bytes, long unchanged, long vanished, Optional<Duration> time) {

    /** For people. */
    public String text() {
        return "%,d files to read, %,d bytes; %,d unchanged, %,d vanished%n%s%n"
                .formatted(
                        reads,
                        bytes,
                        unchanged,
                        vanished,
                        time.map(it -> "about %d min %02d s at the rate of the last sweep"
                                        .formatted(it.toMinutes(), it.toSecondsPart()))
                                .orElse("no earlier sweep tells how long that takes"));
    }
}
