package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the libraries of a release of glibc export together, from {@code glibc-symbols.tsv}. A process of Python has loaded all
 * of them, so it does not matter which one has a symbol.
 */
final class GlibcSymbols {
    private static final String TABLE = "glibc-symbols.tsv";
    private static final Map<Release, Optional<Set<String>>> RELEASES = new ConcurrentHashMap<>();

    private record Release(Arch arch, DottedNumber version) {}

    private GlibcSymbols() {}

    /** @return the symbols that a file finds in this release; empty if those of the architecture are not known */
    static Optional<Set<String>> of(Arch arch, DottedNumber version) {
        return RELEASES.computeIfAbsent(new Release(arch, version), GlibcSymbols::read);
    }

    private static Optional<Set<String>> read(Release release) {
        Set<String> symbols = new HashSet<>();
        for (List<String> row : Table.rows(TABLE)) {
            boolean is = DottedNumber.parse(row.get(0)).orElseThrow().compareTo(release.version()) <= 0
                    && Arrays.asList(row.get(1).split(Table.SPACE, -1))
                            .contains(release.arch().name());
            if (is) {
                symbols.addAll(Arrays.asList(row.get(2).split(Table.SPACE, -1)));
            }
        }
        return symbols.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(symbols));
    }
}
