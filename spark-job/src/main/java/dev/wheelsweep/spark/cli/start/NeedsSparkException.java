package dev.wheelsweep.spark.cli.start;

/** A command that was started without Spark cannot do without it. */
public final class NeedsSparkException extends Exception {
    /** Asks the launcher to start the command again, with Spark on the class path. */
    public static final int EXIT_CODE = 75;

    private static final long serialVersionUID = 1L;

    NeedsSparkException(String reason) {
        super(reason);
    }
}
