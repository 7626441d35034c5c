package dev.wheelsweep.spark.columns;

import java.util.Optional;

/**
 * The source of one row of {@code mirror_files} for a file that was not read.
 *
 * @param file what is known from the listing and the name
 * @param status {@link MirrorFileColumns#UNCHANGED}, {@link MirrorFileColumns#NOT_CHOSEN} or {@code vanished}
 * @param factsSweep the sweep that read it and has its rows; empty if it vanished or is not chosen
 */
record UnreadFile(NamedFile file, String status, Optional<String> factsSweep) {}
