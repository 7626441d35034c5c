package dev.wheelsweep.core.install;

import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Optional;

/** One file of a release, as PyPI or a mirror lists it. */
public sealed interface ReleaseFile {
    /** @return the value of Requires-Python, if the file has one */
    Optional<String> requiresPython();

    /** @return whether the file was yanked (PEP 592) */
    boolean yanked();

    record Wheel(WheelFilename name, Optional<String> requiresPython, boolean yanked) implements ReleaseFile {}

    record Sdist(Optional<String> requiresPython, boolean yanked) implements ReleaseFile {}
}
