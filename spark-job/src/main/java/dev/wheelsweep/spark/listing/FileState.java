package dev.wheelsweep.spark.listing;

import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.scan.WheelStatus;
import java.util.Optional;

/** What is known of what lies behind a wheel's name, without opening it. */
public enum FileState {
    /** A regular file, perhaps behind a link. */
    REGULAR(WheelStatus.OK, null),
    /** A folder, pipe, socket or device: opening it could wait for ever. */
    SPECIAL(WheelStatus.UNSUPPORTED, Reason.NOT_A_REGULAR_FILE),
    /** A link to nothing, or to itself. */
    DANGLING(WheelStatus.VANISHED, Reason.FILE_VANISHED),
    /** A name that the system tells nothing about: its folder may be listed, but not entered. */
    DENIED(WheelStatus.FAILED, Reason.ACCESS_DENIED),
    /** A file at which JVMs died; no walk says so, an earlier attempt of the same sweep does. */
    QUARANTINED(WheelStatus.KILLED_SCANNER, Reason.KILLED_SCANNER);

    private final WheelStatus status;
    private final Reason reason;

    FileState(WheelStatus status, Reason reason) {
        this.status = status;
        this.reason = reason;
    }

    /** @return the status of its row; for a regular file the best that its scan can bring */
    public WheelStatus status() {
        return status;
    }

    /** @return why there is nothing to open; empty for a regular file */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }
}
