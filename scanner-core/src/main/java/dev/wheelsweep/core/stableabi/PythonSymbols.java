package dev.wheelsweep.core.stableabi;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Table;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The symbols of CPython, from {@code python-symbols.tsv}. */
final class PythonSymbols {
    private static final String TABLE = "python-symbols.tsv";
    private static final int COLUMNS = 2;
    private static final String NEVER = "-";

    /** Read at first use: most wheels promise no stable ABI. */
    private static final Map<String, Optional<DottedNumber>> SINCE = read();

    private PythonSymbols() {}

    private static Map<String, Optional<DottedNumber>> read() {
        Map<String, Optional<DottedNumber>> since = new HashMap<>();
        for (List<String> row : Table.rows(PythonSymbols.class, TABLE, COLUMNS)) {
            since.put(
                    row.get(0),
                    row.get(1).equals(NEVER)
                            ? Optional.empty()
                            : Optional.of(DottedNumber.parse(row.get(1)).orElseThrow()));
        }
        return since;
    }

    static List<PythonSymbol> all() {
        return SINCE.entrySet().stream()
                .map(symbol -> new PythonSymbol(symbol.getKey(), symbol.getValue()))
                .sorted(Comparator.comparing(PythonSymbol::name))
                .toList();
    }

    /** @return the Python with which the symbol entered the stable ABI; empty if no stable ABI has it */
    static Optional<DottedNumber> stableSince(String symbol) {
        return SINCE.getOrDefault(symbol, Optional.empty());
    }
}
