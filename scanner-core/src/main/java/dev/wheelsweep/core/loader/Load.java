package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the loader does when one file of a wheel is the first to be loaded.
 *
 * @param needs the files of the wheel that are mapped, in the order of the loader, each with its DT_NEEDED
 * @param names every name that was asked for or that a mapped file satisfies, with the file of the wheel that has it;
 *     without a file where only the system can have it
 * @param locations where each mapped file is installed, below the folder of the environment, written as the loader composed it
 *     from search paths: its messages call the file so
 */
public record Load(
        Map<String, List<NeededLibrary>> needs, Map<String, Optional<String>> names, Map<String, String> locations) {

    public Load {
        needs = Collections.unmodifiableMap(needs);
        names = Collections.unmodifiableMap(names);
        locations = Collections.unmodifiableMap(locations);
    }

    /** @return the file of the wheel that is mapped for a name; empty if the system provides it, or nothing does */
    public Optional<String> file(String name) {
        return names.getOrDefault(name, Optional.empty());
    }
}
