package dev.wheelsweep.core.load;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.Libc;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A strong import of one file. No loader stops for a weak one.
 *
 * @param need the version that it is bound to
 * @param inWheel whether a file of the wheel defines it
 */
record Import(String symbol, Optional<VersionNeed> need, boolean inWheel) {

    /**
     * @param libc glibc looks up data before functions, musl after them
     * @return the imports in the order of the loader; in that of the tables if the relocations are unknown
     */
    static Stream<Import> of(ElfFacts.Symbols symbols, Libc libc) {
        List<Optional<Import>> all = all(symbols);
        Optional<Stream<Optional<Import>>> ordered = symbols.lookups()
                .map(lookups -> (libc == Libc.MUSL ? lookups.pltFirst() : lookups.dataFirst())
                        .stream().map(all::get));
        return ordered.orElseGet(all::stream).flatMap(Optional::stream);
    }

    /** By place; nothing in the place of a weak one. */
    private static List<Optional<Import>> all(ElfFacts.Symbols symbols) {
        Set<Integer> inWheel = new HashSet<>(symbols.inWheel().orElse(List.of()));
        List<Optional<Import>> all = new ArrayList<>();
        for (ImportedSymbol symbol : symbols.unversionedImports()) {
            all.add(strong(symbol, Optional.empty(), inWheel.contains(all.size())));
        }
        for (VersionNeed need : symbols.versionNeeds()) {
            for (ImportedSymbol symbol : need.symbols()) {
                all.add(strong(symbol, Optional.of(need), inWheel.contains(all.size())));
            }
        }
        return all;
    }

    private static Optional<Import> strong(ImportedSymbol symbol, Optional<VersionNeed> need, boolean inWheel) {
        return symbol.weak() ? Optional.empty() : Optional.of(new Import(symbol.name(), need, inWheel));
    }
}
