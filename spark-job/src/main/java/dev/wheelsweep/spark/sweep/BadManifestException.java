package dev.wheelsweep.spark.sweep;

/** The file given as a manifest is none. */
public final class BadManifestException extends Exception {
    private static final long serialVersionUID = 1L;

    BadManifestException(String message) {
        super(message);
    }
}
