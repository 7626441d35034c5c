package dev.wheelsweep.core.wheel;

import java.util.Optional;

/**
 * One DT_NEEDED of one file.
 *
 * @param library as written, usually a soname
 * @param resolvedTo the path of the file in the same wheel that the loader takes for it: one that is already loaded, or
 *     that it finds through search paths; empty if only the system can provide it
 */
public record NeededLibrary(String library, Optional<String> resolvedTo) {}
