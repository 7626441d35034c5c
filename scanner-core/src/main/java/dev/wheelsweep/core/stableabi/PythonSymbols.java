package dev.wheelsweep.core.stableabi;

import dev.wheelsweep.core.platform.DottedNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The symbols of CPython, from {@code python-symbols.tsv}. */
final class PythonSymbols {
    private static final String TABLE = "python-symbols.tsv";
    private static final String COMMENT = "#";
    private static final String TAB = "\t";
    private static final String NEVER = "-";

    /** Read at first use: most wheels promise no stable ABI. */
    private static final Map<String, Optional<DottedNumber>> SINCE = read();

    private PythonSymbols() {}

    private static Map<String, Optional<DottedNumber>> read() {
        Map<String, Optional<DottedNumber>> since = new HashMap<>();
        try (BufferedReader table = new BufferedReader(
                new InputStreamReader(PythonSymbols.class.getResourceAsStream(TABLE), StandardCharsets.UTF_8))) {
            for (String line = table.readLine(); line != null; line = table.readLine()) {
                if (!line.startsWith(COMMENT)) {
                    String[] row = line.split(TAB, -1);
                    since.put(
                            row[0],
                            row[1].equals(NEVER)
                                    ? Optional.empty()
                                    : Optional.of(DottedNumber.parse(row[1]).orElseThrow()));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return since;
    }

    /** @return the Python with which the symbol entered the stable ABI; empty if no stable ABI has it */
    static Optional<DottedNumber> stableSince(String symbol) {
        return SINCE.getOrDefault(symbol, Optional.empty());
    }
}
