package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Table;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What releases of musl export, from {@code musl-symbols.tsv}. */
final class MuslSymbols {
    private static final String TABLE = "musl-symbols.tsv";
    private static final int COLUMNS = 4;

    private MuslSymbols() {}

    /** @return the symbols that a file finds in this release; empty if the architecture was not measured */
    static Optional<Set<String>> of(Arch arch, DottedNumber release) {
        Set<String> symbols = new HashSet<>();
        for (List<String> row : Table.rows(MuslSymbols.class, TABLE, COLUMNS)) {
            boolean measured = Arrays.asList(row.get(2).split(Table.SPACE, -1)).contains(arch.name());
            if (measured && isIn(row.get(0), row.get(1), release)) {
                symbols.addAll(Arrays.asList(row.get(3).split(Table.SPACE, -1)));
            }
        }
        return symbols.isEmpty() ? Optional.empty() : Optional.of(Set.copyOf(symbols));
    }

    private static boolean isIn(String first, String last, DottedNumber release) {
        return DottedNumber.parse(first).orElseThrow().compareTo(release) <= 0
                && DottedNumber.parse(last)
                        .map(it -> it.compareTo(release) >= 0)
                        .orElse(true);
    }
}
