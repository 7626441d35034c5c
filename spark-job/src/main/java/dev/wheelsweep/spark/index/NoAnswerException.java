package dev.wheelsweep.spark.index;

import java.io.IOException;

/** A server gave no usable answer to any attempt, but can be reached: other requests may succeed. */
public final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswerException(Address address, int attempts, IOException last) {
        super(
                "%s gave no usable answer in %d attempts; at the last, %s"
                        .formatted(address, attempts, last.getMessage()),
                last);
    }
}
