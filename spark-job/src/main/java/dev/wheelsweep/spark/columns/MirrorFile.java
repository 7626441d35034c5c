package dev.wheelsweep.spark.columns;

import java.util.Optional;

/**
 * The record behind a row of {@code mirror_files} for a file that was not read.
 *
 * @param listed what the listing and the name tell
 * @param status {@link MirrorFileColumns#UNCHANGED} or {@code vanished}
 * @param factsSweep the sweep under which its rows stand
 */
record MirrorFile(NamedFile listed, String status, Optional<String> factsSweep) {}
