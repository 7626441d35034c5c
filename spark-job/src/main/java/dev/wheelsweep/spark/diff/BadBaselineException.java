package dev.wheelsweep.spark.diff;

/** A baseline file with a mistake; used anyway, it could hide other findings than intended. */
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
