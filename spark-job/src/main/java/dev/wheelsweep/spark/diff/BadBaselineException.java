package dev.wheelsweep.spark.diff;

/** A baseline file that must not be used, since it would hide something else than was meant. */
public final class BadBaselineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    /** @param line from 1 */
    BadBaselineException(int line, String cause, String remedy) {
        super("line %d: %s".formatted(line, cause));
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
