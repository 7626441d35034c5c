package dev.wheelsweep.core.system;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The libraries that are on every installation of a system, for one architecture, by the name that files need them by. */
public final class BaseLibraries {
    private final Supplier<Collection<BaseLibrary>> libraries;
    private volatile Map<String, BaseLibrary> bySoname;
    private volatile Set<String> symbols;

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

    /** @return what they export together, of those of which that is known; the same object for all systems with one release */
    public Set<String> symbols() {
        Set<String> known = symbols;
        if (known == null) {
            List<Set<String>> each = bySoname().values().stream()
                    .map(BaseLibrary::symbols)
                    .flatMap(Optional::stream)
                    .toList();
            known = each.size() == 1
                    ? each.get(0)
                    : each.stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());
            symbols = known;
        }
        return known;
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
