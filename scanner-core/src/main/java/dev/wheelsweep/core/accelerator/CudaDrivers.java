package dev.wheelsweep.core.accelerator;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The oldest driver for Linux with which programs of a release of CUDA run, from {@code drivers.tsv}. */
final class CudaDrivers {
    private static final String TABLE = "drivers.tsv";
    private static final int COLUMNS = 2;

    /** Read at first use: few wheels use CUDA. */
    private static final SortedMap<DottedNumber, String> OLDEST = read();

    private CudaDrivers() {}

    private static SortedMap<DottedNumber, String> read() {
        SortedMap<DottedNumber, String> oldest = new TreeMap<>();
        for (List<String> row : Table.rows(CudaDrivers.class, TABLE, COLUMNS)) {
            oldest.put(DottedNumber.parse(row.get(0)).orElseThrow(), row.get(1));
        }
        return oldest;
    }

    /** @return the driver of the oldest release that may be meant; empty for releases that the table does not have */
    static Optional<String> oldest(Releases cuda) {
        return OLDEST.entrySet().stream()
                .filter(line -> Releases.isIn(cuda.low(), line.getKey()) || Releases.isIn(line.getKey(), cuda.low()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
