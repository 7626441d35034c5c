package dev.wheelsweep.spark.index;

import java.io.IOException;

/** An index cannot be listed, for a reason that will not pass by itself. */
public final class BadIndexException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    BadIndexException(String cause, String remedy) {
        super(cause);
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
