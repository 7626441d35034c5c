package dev.wheelsweep.core.input;

import java.io.IOException;

/**
 * The state of a whole file ends the reading of it, whatever was being read: it has changed, vanished or been closed to
 * us. Not a {@link FormatException}, which a reader of one entry takes for a fault of that entry.
 */
public final class FileStateException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient FormatException state;

    FileStateException(FormatException state) {
        super(state.getMessage(), state);
        this.state = state;
    }

    /** @return what becomes the row of the file */
    public FormatException state() {
        return state;
    }
}
