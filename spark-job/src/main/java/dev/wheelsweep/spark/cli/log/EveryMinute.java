package dev.wheelsweep.spark.cli.log;

import java.time.Duration;

/** Keeps lines about progress rare: at most one a minute, the first when a minute has passed. */
final class EveryMinute {
    private static final Duration PACE = Duration.ofMinutes(1);

    private Duration next = PACE;

    /** @param elapsed since the beginning; never less than before */
    boolean isDue(Duration elapsed) {
        boolean due = elapsed.compareTo(next) >= 0;
        if (due) {
            next = elapsed.plus(PACE);
        }
        return due;
    }
}
