package dev.wheelsweep.spark.cli.log;

import java.time.Duration;

/** Limits progress lines to one a minute, the first after one minute. */
final class EveryMinute {
    private static final Duration PACE = Duration.ofMinutes(1);

    private Duration next = PACE;

    /** @param elapsed since the start; never less than in the call before */
    boolean isDue(Duration elapsed) {
        boolean due = elapsed.compareTo(next) >= 0;
        if (due) {
            next = elapsed.plus(PACE);
        }
        return due;
    }
}
