package dev.wheelsweep.spark.index;

import java.time.Duration;

/** Access for tests: fast, and with times that a test can wait for. */
public final class Access {
    public static final HttpAccess FAST = new HttpAccess(
            8,
            100_000,
            4,
            Duration.ofMillis(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            1L << 20,
            Credentials.NONE);

    private Access() {}
}
