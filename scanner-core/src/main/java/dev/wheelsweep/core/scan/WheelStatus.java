package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.input.Reason;

/** The result of one listed file; the {@code status} column. Every listed file has exactly one. */
public enum WheelStatus implements ColumnWord {
    /** Read to the end: every entry that may be an ELF file was read. */
    OK,
    /**
     * An entry cannot be read and may be an ELF file, or one of our own limits stopped the reading of a part, which the reason
     * names. The facts of everything else are there.
     */
    PARTIAL,
    /** The name or the zip container cannot be read. */
    FAILED,
    /** Not a wheel: not a regular file, or not a zip. */
    UNSUPPORTED,
    /**
     * One of our own limits stops the reading of the whole file: too long a name, or too many entries; or it is not even known
     * which entries cannot be read, because their names are too long. The reason names the limit.
     */
    LIMIT,
    /** The file changed while it was read; nothing read from it counts. */
    CHANGED,
    /** Listed, but deleted before it was read. */
    VANISHED,
    /** A JVM died twice while it read this wheel; later sweeps skip it. */
    KILLED_SCANNER,
    /** The operating system fails to read the file: a bad disk, a lost mount. The next sweep tries again. */
    UNREADABLE_NOW;

    /** @return whether policies judge what was read */
    public boolean isJudged() {
        return this == OK || this == PARTIAL;
    }

    /** @return whether something of a wheel stays unread until the file changes */
    public boolean isUnread() {
        return switch (this) {
            case PARTIAL, FAILED, LIMIT, KILLED_SCANNER, UNREADABLE_NOW -> true;
            case OK, UNSUPPORTED, CHANGED, VANISHED -> false;
        };
    }

    /** @return the status of a wheel that cannot be read for this reason */
    static WheelStatus of(Reason reason) {
        if (reason.isLimit()) {
            return LIMIT;
        }
        return switch (reason) {
            case NOT_A_REGULAR_FILE, NOT_A_ZIP -> UNSUPPORTED;
            case FILE_CHANGED -> CHANGED;
            case FILE_VANISHED -> VANISHED;
            case KILLED_SCANNER -> KILLED_SCANNER;
            case UNREADABLE_NOW -> UNREADABLE_NOW;
            default -> FAILED;
        };
    }
}
