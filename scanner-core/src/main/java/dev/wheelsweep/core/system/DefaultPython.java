package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Optional;

/**
 * The package {@code python3} of a system.
 *
 * @param version such as 3.6
 * @param pip the release of its package {@code python3-pip}, such as 9.0.3; empty if that is unknown
 */
public record DefaultPython(DottedNumber version, Optional<DottedNumber> pip) {}
