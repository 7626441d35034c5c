package dev.wheelsweep.core.loader;

import java.util.Optional;

/**
 * A file that the loader has mapped.
 *
 * @param location as in {@link Found}; the loader's messages call the file so
 * @param loader the one that needed it first; empty for the first of all
 */
record Mapped(LoadableFile file, String location, Optional<Mapped> loader) {

    /** @return the value of {@code $ORIGIN} in it: its folder */
    String origin() {
        return location.substring(0, Math.max(location.lastIndexOf('/'), 0));
    }
}
