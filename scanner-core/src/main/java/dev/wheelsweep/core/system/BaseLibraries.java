package dev.wheelsweep.core.system;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The libraries that are on every installation of a system, for one architecture, by the name that files need them by. */
public final class BaseLibraries {
    private final Map<String, BaseLibrary> bySoname = new LinkedHashMap<>();

    public BaseLibraries(Collection<BaseLibrary> libraries) {
        libraries.forEach(library -> bySoname.put(library.soname(), library));
    }

    /** @return the library that the loader finds for a DT_NEEDED of this name */
    public Optional<BaseLibrary> named(String soname) {
        return Optional.ofNullable(bySoname.get(soname));
    }

    public Collection<BaseLibrary> all() {
        return bySoname.values();
    }
}
