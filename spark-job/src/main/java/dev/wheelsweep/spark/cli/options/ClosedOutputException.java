package dev.wheelsweep.spark.cli.options;

/** Nobody reads standard output any more. Unchecked, because {@link java.io.PrintWriter} hides every {@code IOException}. */
public final class ClosedOutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClosedOutputException(Throwable refusal) {
        super("standard output is closed", refusal);
    }
}
