package dev.wheelsweep.spark.query;

/** An answer that needs more memory than its engine may have; the message says how much that is. */
public final class NeedsMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NeedsMemoryException(String reason) {
        super(reason);
    }
}
