package dev.wheelsweep.spark.listing;

/**
 * A listed file that an earlier sweep read and nobody changed since: its rows stand.
 *
 * @param file as it was listed now
 * @param factsSweep the id of the sweep that read it
 */
public record StandingFile(WheelFile file, String factsSweep) {
    /** How a line becomes such a file, and back. */
    public static final JsonLines<StandingFile> LINES = new JsonLines<>(StandingFile.class);
}
