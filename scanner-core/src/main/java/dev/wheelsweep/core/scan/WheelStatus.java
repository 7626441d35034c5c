package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.input.Reason;

/** What became of one listed file; the {@code status} column. Every listed file has exactly one. */
public enum WheelStatus implements ColumnWord {
    /** Read to the end; single entries may be bad. */
    OK,
    /** The name or the zip container cannot be read. */
    FAILED,
    /** Not a wheel at all: not a regular file, or no zip. */
    UNSUPPORTED,
    /** One of our own limits was reached, which the reason names; what was read before it is there, but is not all. */
    LIMIT,
    /** Written while it was read; nothing read from it counts. */
    CHANGED,
    /** Listed, but gone when its turn came. */
    VANISHED,
    /** Whatever reads it dies: it was being read when a JVM died, twice, and is left alone since. */
    KILLED_SCANNER;

    /** @return what becomes of a wheel that as a whole is bad for this reason */
    static WheelStatus of(Reason reason) {
        if (reason.isLimit()) {
            return LIMIT;
        }
        return switch (reason) {
            case NOT_A_REGULAR_FILE, NOT_A_ZIP -> UNSUPPORTED;
            case FILE_CHANGED -> CHANGED;
            case FILE_VANISHED -> VANISHED;
            case KILLED_SCANNER -> KILLED_SCANNER;
            default -> FAILED;
        };
    }
}
