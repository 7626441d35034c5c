package dev.wheelsweep.core.policy;

import java.util.List;

/**
 * The versions that a wheel needs of one library.
 *
 * @param library the soname
 * @param versions every version needed of it, also weak ones, sorted as texts
 */
public record LibraryVersions(String library, List<String> versions) {
    public LibraryVersions {
        versions = List.copyOf(versions);
    }
}
