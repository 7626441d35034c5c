package dev.wheelsweep.spark.query;

/** SQL that an engine does not run; the message is the reason, on one line. */
public final class WrongSqlException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongSqlException(String reason) {
        super(reason);
    }
}
