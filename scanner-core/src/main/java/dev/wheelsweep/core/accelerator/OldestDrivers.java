package dev.wheelsweep.core.accelerator;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The oldest driver for Linux with which programs of a release of CUDA or ROCm run, from {@code drivers.tsv}. */
final class OldestDrivers {
    private static final String TABLE = "drivers.tsv";
    private static final int COLUMNS = 3;

    /** By stack and release. Read at first use: few wheels use an accelerator. */
    private static final Map<String, SortedMap<DottedNumber, String>> OLDEST = read();

    private OldestDrivers() {}

    private static Map<String, SortedMap<DottedNumber, String>> read() {
        Map<String, SortedMap<DottedNumber, String>> oldest = new HashMap<>();
        for (List<String> row : Table.rows(OldestDrivers.class, TABLE, COLUMNS)) {
            oldest.computeIfAbsent(row.get(0), stack -> new TreeMap<>())
                    .put(DottedNumber.parse(row.get(1)).orElseThrow(), row.get(2));
        }
        return oldest;
    }

    /**
     * @param stack such as {@code cuda}
     * @return the driver of the oldest release that may be meant; empty for stacks and releases that the table does not have
     */
    static Optional<String> of(String stack, Releases releases) {
        return OLDEST.getOrDefault(stack, new TreeMap<>()).entrySet().stream()
                .filter(line ->
                        Releases.isIn(releases.low(), line.getKey()) || Releases.isIn(line.getKey(), releases.low()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
