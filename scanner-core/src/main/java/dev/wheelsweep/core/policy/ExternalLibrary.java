package dev.wheelsweep.core.policy;

import java.util.List;

/**
 * A library that the wheel does not contain and the most compatible policy does not grant.
 *
 * @param name the soname, as DT_NEEDED writes it
 * @param policy the most compatible policy that grants it; {@code linux_ARCH} if none does
 * @param neededBy paths of the files that need it, sorted
 */
public record ExternalLibrary(String name, String policy, List<String> neededBy) {
    public ExternalLibrary {
        neededBy = List.copyOf(neededBy);
    }
}
