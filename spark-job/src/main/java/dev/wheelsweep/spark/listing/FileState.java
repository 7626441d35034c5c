package dev.wheelsweep.spark.listing;

import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.scan.WheelStatus;
import java.util.Optional;

/** What a wheel's name refers to, as far as known without opening it. */
public enum FileState {
    /** A regular file, or a link to one. */
    REGULAR(WheelStatus.OK, null),
    /** A folder, pipe, socket or device: opening it could block forever. */
    SPECIAL(WheelStatus.UNSUPPORTED, Reason.NOT_A_REGULAR_FILE),
    /** A link whose target does not exist, or that refers to itself. */
    DANGLING(WheelStatus.VANISHED, Reason.FILE_VANISHED),
    /** The file's attributes cannot be read: its folder may be listed but not entered. */
    DENIED(WheelStatus.FAILED, Reason.ACCESS_DENIED),
    /** Reading the file killed JVMs in an earlier attempt of the same sweep; a walk never finds this state. */
    QUARANTINED(WheelStatus.KILLED_SCANNER, Reason.KILLED_SCANNER);

    private final WheelStatus status;
    private final Reason reason;

    FileState(WheelStatus status, Reason reason) {
        this.status = status;
        this.reason = reason;
    }

    /** @return the status of its row; for a regular file the best possible outcome of its scan */
    public WheelStatus status() {
        return status;
    }

    /** @return why it is not opened; empty for a regular file */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }
}
