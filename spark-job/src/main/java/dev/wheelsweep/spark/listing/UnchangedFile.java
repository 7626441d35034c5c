package dev.wheelsweep.spark.listing;

/**
 * A listed file that an earlier sweep read and nobody changed since: its rows stand.
 *
 * @param file as it was listed now
 * @param factsSweep the id of the sweep that read it
 */
public record UnchangedFile(WheelFile file, String factsSweep) {
    /** How a line becomes such a file, and back. */
    public static final JsonLines<UnchangedFile> LINES = new JsonLines<>(UnchangedFile.class);
}
