package dev.wheelsweep.spark.query;

/** The embedded engine cannot read a dataset, and Spark can; the message is the reason. */
public final class NotEmbeddedException extends Exception {
    private static final long serialVersionUID = 1L;

    NotEmbeddedException(String reason) {
        super(reason);
    }
}
