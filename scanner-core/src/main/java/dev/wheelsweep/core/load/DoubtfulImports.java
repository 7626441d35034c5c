package dev.wheelsweep.core.load;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The imports of each file that may be undefined: the C library must define them and does not, or a library of the wheel may
 * define them. Most files have few. They are the same in every load that maps the file, and some wheels have hundreds of
 * loads that map the same libraries. Not safe for use by several threads.
 */
final class DoubtfulImports {
    private final Libc libc;
    /** By what a release of the C library exports. Sets and facts are compared by identity, because they are large. */
    private final Map<Set<String>, Map<ElfFacts.Symbols, List<Import>>> byRelease = new IdentityHashMap<>();

    DoubtfulImports(Libc libc) {
        this.libc = libc;
    }

    /**
     * @param exported what the system's C library exports
     * @return in the order in which the loader looks them up
     */
    List<Import> of(ElfFacts.Symbols symbols, Set<String> exported) {
        return byRelease
                .computeIfAbsent(exported, release -> new IdentityHashMap<>())
                .computeIfAbsent(
                        symbols,
                        file -> Import.of(file, libc)
                                .filter(symbol -> isDoubtful(symbol, exported))
                                .toList());
    }

    private boolean isDoubtful(Import symbol, Set<String> exported) {
        Optional<VersionNeed> need = libc == Libc.GLIBC ? symbol.need() : Optional.empty();
        if (need.isPresent() && (need.get().weak() || need.get().version().isMarker())) {
            return true; // glibc may find no symbol of this version, whatever its name is.
        }
        return need.map(VersionNeed::ofGlibc).orElse(true)
                && !exported.contains(symbol.symbol())
                && !LibPython.mayDefine(symbol.symbol());
    }
}
