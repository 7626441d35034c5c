package dev.wheelsweep.spark.index;

import java.io.IOException;

/** A server cannot be reached at all: what it has is not known, and other requests will fail in the same way. */
public final class UnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    UnreachableException(Address address, String reason, Throwable cause) {
        super("%s cannot be reached: %s".formatted(address, reason), cause);
        this.reason = reason;
    }

    /** @return why, in a sentence whose subject is the server */
    public String reason() {
        return reason;
    }
}
