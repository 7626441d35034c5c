package dev.wheelsweep.core.system;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The libraries that are on every installation of a system, for one architecture, by the name that files need them by. */
public final class BaseLibraries {
    private final Supplier<Collection<BaseLibrary>> libraries;
    private volatile Map<String, BaseLibrary> bySoname;

    public BaseLibraries(Collection<BaseLibrary> libraries) {
        this(() -> libraries);
    }

    /** @param libraries asked for at first use, because most systems of a catalogue are never asked about */
    BaseLibraries(Supplier<Collection<BaseLibrary>> libraries) {
        this.libraries = libraries;
    }

    /** @return the library that the loader finds for a DT_NEEDED of this name */
    public Optional<BaseLibrary> named(String soname) {
        return Optional.ofNullable(bySoname().get(soname));
    }

    public Collection<BaseLibrary> all() {
        return List.copyOf(bySoname().values());
    }

    private Map<String, BaseLibrary> bySoname() {
        Map<String, BaseLibrary> known = bySoname;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (BaseLibrary library : libraries.get()) {
                known.put(library.soname(), library);
            }
            bySoname = known;
        }
        return known;
    }
}
