package dev.wheelsweep.core.policy;

import java.util.List;

/**
 * What a wheel needs of one versioned library.
 *
 * @param library the soname
 * @param versions every version needed of it, weak ones too, sorted as texts
 */
public record LibraryVersions(String library, List<String> versions) {
    public LibraryVersions {
        versions = List.copyOf(versions);
    }
}
