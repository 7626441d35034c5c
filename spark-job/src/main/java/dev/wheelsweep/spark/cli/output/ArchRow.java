package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.spark.columns.ElfColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.dataset.CurrentRows;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * What the ELF files of one architecture need. A wheel counts once for each architecture that it has files of, with the
 * newest version that those files need.
 *
 * @param floors number of wheels by C library and version, the oldest version first
 */
record ArchRow(long wheels, long elfFiles, Map<String, Long> floors) {
    private static final String OTHER = "other";

    /** A C library, and the version of it that is needed, if one is known. */
    private record Need(String libc, Optional<DottedNumber> floor) implements Comparable<Need> {
        private static final Need NOTHING = new Need(Libc.NONE.column(), Optional.empty());
        private static final Comparator<Need> ORDER = Comparator.comparing(Need::libc)
                .thenComparing(need -> need.floor().orElse(DottedNumber.of(0)));

        /** @return what two files need together */
        Need and(Need other) {
            boolean first = other.libc.equals(NOTHING.libc);
            boolean second = libc.equals(NOTHING.libc);
            String together = first ? libc : second || libc.equals(other.libc) ? other.libc : Libc.MIXED.column();
            return new Need(
                    together,
                    floor.isPresent() && other.floor.isPresent()
                            ? Optional.of(
                                    floor.get().compareTo(other.floor.get()) > 0 ? floor.get() : other.floor.get())
                            : floor.or(() -> other.floor));
        }

        @Override
        public int compareTo(Need other) {
            return ORDER.compare(this, other);
        }

        String text() {
            return libc.equals(Libc.GLIBC.column())
                    ? libc + floor.map(version -> " " + version).orElse(" any")
                    : libc;
        }
    }

    /** Counts of one architecture. */
    private static final class Counter {
        private long elfFiles;
        private final SortedMap<Need, Long> wheels = new TreeMap<>();

        ArchRow sum() {
            Map<String, Long> floors = new LinkedHashMap<>();
            wheels.forEach((need, count) -> floors.merge(need.text(), count, Long::sum));
            return new ArchRow(
                    wheels.values().stream().mapToLong(Long::longValue).sum(), elfFiles, floors);
        }
    }

    /** @return by architecture; the rows of one wheel follow each other in the table */
    static SortedMap<String, ArchRow> of(CurrentRows rows) throws IOException {
        Map<String, Counter> counters = new HashMap<>();
        Map<String, Need> ofWheel = new HashMap<>();
        UTF8String[] wheel = {UTF8String.EMPTY_UTF8};
        rows.forEach(
                FlatTable.ELF_FILES,
                new StructType(new StructField[] {
                    NameColumns.WHEEL_PATH.field(),
                    ElfColumns.ARCH.field(),
                    ElfColumns.LIBC.field(),
                    ElfColumns.FLOOR_GLIBC.field()
                }),
                row -> {
                    if (!row.getUTF8String(0).equals(wheel[0])) {
                        count(ofWheel, counters);
                        wheel[0] = row.getUTF8String(0).copy();
                    }
                    String arch = row.isNullAt(1) ? OTHER : row.getUTF8String(1).toString();
                    Need need = new Need(
                            row.getUTF8String(2).toString(),
                            row.isNullAt(3)
                                    ? Optional.empty()
                                    : DottedNumber.parse(row.getUTF8String(3).toString()));
                    counters.computeIfAbsent(arch, first -> new Counter()).elfFiles++;
                    ofWheel.merge(arch, need, Need::and);
                });
        count(ofWheel, counters);
        SortedMap<String, ArchRow> archs = new TreeMap<>();
        counters.forEach((arch, counter) -> archs.put(arch, counter.sum()));
        return archs;
    }

    private static void count(Map<String, Need> ofWheel, Map<String, Counter> counters) {
        ofWheel.forEach((arch, need) -> counters.get(arch).wheels.merge(need, 1L, Long::sum));
        ofWheel.clear();
    }
}
