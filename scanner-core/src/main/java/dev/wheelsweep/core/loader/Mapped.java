package dev.wheelsweep.core.loader;

import java.util.Optional;

/**
 * A file that the loader has mapped.
 *
 * @param loader the one that needed it first; empty for the first of all
 */
record Mapped(LoadableFile file, Optional<Mapped> loader) {}
