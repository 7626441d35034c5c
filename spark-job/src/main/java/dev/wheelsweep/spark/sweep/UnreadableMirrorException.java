package dev.wheelsweep.spark.sweep;

/** So many files of a mirror cannot be read that the mirror is at fault, not the files. Nothing is published. */
public final class UnreadableMirrorException extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param cause how many files, and the errors of some of them */
    UnreadableMirrorException(String cause) {
        super(cause);
    }
}
