package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.List;

/**
 * One promise about systems, for several architectures.
 *
 * @param name without architecture, such as {@code manylinux_2_17}
 * @param aliases older names of the same promise, such as {@code manylinux2014}
 * @param libcVersion the oldest version of the C library it allows; for Android the API level
 * @param architectures sorted
 */
public record Policy(String name, List<String> aliases, DottedNumber libcVersion, List<Arch> architectures) {
    public Policy {
        aliases = List.copyOf(aliases);
        architectures = architectures.stream().sorted().toList();
    }
}
