package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Map;

/**
 * The highest version of each namespace that the libraries of a system define.
 *
 * @param byNamespace such as 3.4.25 for {@code "GLIBCXX"}; no entry if no library has a version of the namespace
 */
record Ceilings(Map<String, DottedNumber> byNamespace) {
    Ceilings {
        byNamespace = Map.copyOf(byNamespace);
    }

    boolean reaches(String namespace, DottedNumber version) {
        DottedNumber ceiling = byNamespace.get(namespace);
        return ceiling != null && version.compareTo(ceiling) <= 0;
    }
}
