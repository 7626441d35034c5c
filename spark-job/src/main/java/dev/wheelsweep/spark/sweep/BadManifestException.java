package dev.wheelsweep.spark.sweep;

/** A file that was given as a manifest is no manifest. */
public final class BadManifestException extends Exception {
    private static final long serialVersionUID = 1L;

    BadManifestException(String message) {
        super(message);
    }
}
