package dev.wheelsweep.spark.cli.log;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of a mirror was read.
 *
 * @param wheels how many were read
 * @param ofWheels how many there are
 * @param bytes the size of the wheels read, including parts that were skipped
 * @param ofBytes the size of all
 * @param elapsed since the reading began
 */
record ReadProgress(long wheels, long ofWheels, long bytes, long ofBytes, Duration elapsed) {
    private static final double MILLIS_PER_SECOND = 1e3;
    private static final double MB = 1e6;

    /** @return whether every wheel was read */
    boolean isDone() {
        return wheels == ofWheels;
    }

    /** @return bytes per second so far */
    double rate() {
        return bytes * MILLIS_PER_SECOND / Math.max(1, elapsed.toMillis());
    }

    /** @return the time left; empty until the rate is known */
    Optional<Duration> left() {
        return bytes == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) ((ofBytes - bytes) / rate() * MILLIS_PER_SECOND)));
    }

    String wheelsText() {
        return "%,d of %,d wheels".formatted(wheels, ofWheels);
    }

    String text() {
        if (isDone()) {
            return "read all %,d wheels, %,.0f MB; judging them and writing tables".formatted(wheels, bytes / MB);
        }
        return "reading: %s, %,.0f of %,.0f MB, %,.1f MB/s%s"
                .formatted(
                        wheelsText(),
                        bytes / MB,
                        ofBytes / MB,
                        rate() / MB,
                        left().map(left -> ", %s left".formatted(text(left))).orElse(""));
    }

    private static String text(Duration left) {
        return left.toHours() > 0
                ? "%d h %d min".formatted(left.toHours(), left.toMinutesPart())
                : left.toMinutes() > 0
                        ? "%d min %d s".formatted(left.toMinutes(), left.toSecondsPart())
                        : "%d s".formatted(left.toSeconds());
    }
}
