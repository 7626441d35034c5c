package dev.wheelsweep.spark.cli.output;

/**
 * Nobody reads standard output any more. An error, because {@link java.io.PrintWriter} hides every {@code IOException}, and
 * picocli prints the stack trace of an exception that help meets.
 */
public final class ClosedOutputException extends Error {
    private static final long serialVersionUID = 1L;

    public ClosedOutputException(Throwable refusal) {
        super("standard output is closed", refusal);
    }
}
