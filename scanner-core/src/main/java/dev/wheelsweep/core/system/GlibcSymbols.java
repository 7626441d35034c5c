package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Table;
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
    private static final int COLUMNS = 3;
    private static final Map<Release, Optional<Set<String>>> RELEASES = new ConcurrentHashMap<>();

    private record Release(Arch arch, DottedNumber version) {}

    private GlibcSymbols() {}

    /** @return the symbols that a file finds in this release; empty if those of the architecture are not known */
    static Optional<Set<String>> of(Arch arch, DottedNumber version) {
        return RELEASES.computeIfAbsent(new Release(arch, version), GlibcSymbols::read);
    }

    private static Optional<Set<String>> read(Release release) {
        Set<String> symbols = new HashSet<>();
        for (Addition addition : Additions.ALL) {
            if (addition.since().compareTo(release.version()) <= 0
                    && addition.archs().contains(release.arch().name())) {
                symbols.addAll(Arrays.asList(addition.symbols().split(Table.SPACE, -1)));
            }
        }
        return symbols.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(symbols));
    }

    /**
     * A line of the table: symbols that a release brought to some architectures.
     *
     * @param symbols with spaces between them: most lines are of architectures that nobody asks for
     */
    private record Addition(DottedNumber since, List<String> archs, String symbols) {}

    /** Read at first use, once for all releases. */
    private static final class Additions {
        static final List<Addition> ALL = Table.rows(GlibcSymbols.class, TABLE, COLUMNS).stream()
                .map(row -> new Addition(
                        DottedNumber.parse(row.get(0)).orElseThrow(),
                        Arrays.asList(row.get(1).split(Table.SPACE, -1)),
                        row.get(2)))
                .toList();
    }
}
