package dev.wheelsweep.core.load;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The imports of each file that may be undefined: the C library must define them and does not, or a library of the wheel may
 * define them. Most files have few. They are the same in every load that maps the file, and some wheels have hundreds of
 * loads that map the same libraries. Not safe for use by several threads.
 */
final class DoubtfulImports {
    private final Libc libc;
    /** Sets and facts are compared by identity, because they are large. */
    private final IdentityHashMap<ElfFacts.Symbols, List<Import>> forAnyRelease = new IdentityHashMap<>();
    /** By what a release of the C library exports. */
    private final IdentityHashMap<Set<String>, IdentityHashMap<ElfFacts.Symbols, List<Import>>> doubtful =
            new IdentityHashMap<>();

    DoubtfulImports(Libc libc) {
        this.libc = libc;
    }

    /**
     * @param exported what the system's C library exports
     * @return in the order in which the loader looks them up
     */
    List<Import> of(ElfFacts.Symbols symbols, Set<String> exported) {
        return doubtful.computeIfAbsent(exported, release -> new IdentityHashMap<>())
                .computeIfAbsent(
                        symbols,
                        file -> forAnyRelease(file)
                                .filter(symbol -> mayBeLost(symbol) || !exported.contains(symbol.symbol()))
                                .toList());
    }

    /** @return those that some release of the C library may not define */
    private Stream<Import> forAnyRelease(ElfFacts.Symbols symbols) {
        return forAnyRelease
                .computeIfAbsent(
                        symbols,
                        file -> Import.of(file, libc)
                                .filter(symbol -> mayBeLost(symbol)
                                        || (isOfLibc(symbol) && !LibPython.mayDefine(symbol.symbol())))
                                .toList())
                .stream();
    }

    private boolean isOfLibc(Import symbol) {
        return libc == Libc.MUSL || symbol.need().map(VersionNeed::ofGlibc).orElse(true);
    }

    /** @return whether glibc may find no symbol of the version, whatever the symbol's name is */
    private boolean mayBeLost(Import symbol) {
        return libc == Libc.GLIBC
                && symbol.need()
                        .filter(need -> need.weak() || need.version().isMarker())
                        .isPresent();
    }
}
