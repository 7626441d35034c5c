package dev.wheelsweep.spark.listing;

import java.util.Objects;

/**
 * A listed file that has not changed since an earlier sweep read it: its rows are unchanged.
 *
 * @param file as this sweep listed it
 * @param factsSweep the id of the sweep that read it
 */
public record UnchangedFile(WheelFile file, String factsSweep) {
    /** Converts between a line and an unchanged file. */
    public static final JsonLines<UnchangedFile> LINES = new JsonLines<>(UnchangedFile.class);

    public UnchangedFile {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(factsSweep, "factsSweep");
    }
}
