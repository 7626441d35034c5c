package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.spark.columns.ClaimColumns;
import dev.wheelsweep.spark.columns.ElfColumns;
import dev.wheelsweep.spark.columns.FailureColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.WheelColumns;
import dev.wheelsweep.spark.dataset.ColumnCounts;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What a sweep found, on one screen, read from its published tables. */
public final class SweepSummary {
    private static final int OFFENDERS_SHOWN = 3;
    private static final int REASONS_SHOWN = 8;
    private static final int ARCHS_SHOWN = 12;
    private static final int FLOORS_SHOWN = 5;
    private static final String ARCH = "arch";
    private static final String OTHER = "other";
    private static final String LINE = "  %-12s %8s %10s   %s%n";

    private final Configuration hadoop;
    private final DatasetLayout dataset;
    private final SweepRecord record;
    private final SweepId id;

    /** @param hadoop with the settings of {@link SweepSession} */
    public SweepSummary(Configuration hadoop, Path dataset, SweepRecord record) {
        this.hadoop = hadoop;
        this.dataset = new DatasetLayout(dataset);
        this.record = record;
        this.id = new SweepId(record.sweep());
    }

    public String text() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("%,d wheels: %s%n".formatted(record.listed(), counts(record.statuses())));
        if (record.rows().get(FlatTable.WHEELS.folder()) > 0) {
            appendRead(text);
        }
        return text.append("%npublished as sweep %s in %s%n".formatted(id, DatasetLayout.forPeople(dataset.root())))
                .toString();
    }

    /** What there is to say of the wheels that this sweep read. */
    private void appendRead(StringBuilder text) throws IOException {
        Map<String, Long> reasons = reasons();
        if (!reasons.isEmpty()) {
            text.append("failures: %s%n".formatted(counts(MostFrequent.of(reasons, REASONS_SHOWN))));
        }
        text.append("verdicts: %s%n".formatted(VerdictCounts.text(record.verdicts())));
        worstOffenders().ifPresent(text::append);
        text.append("%n".formatted())
                .append(LINE.formatted(ARCH, "wheels", "ELF files", "C library and the version that wheels need"));
        SortedMap<String, Long> elfFiles = elfFiles();
        SortedMap<String, Map<String, Long>> floors = floors();
        Map<String, Long> wheels = new TreeMap<>();
        floors.forEach((arch, byVersion) -> wheels.put(
                arch, byVersion.values().stream().mapToLong(Long::longValue).sum()));
        MostFrequent.of(wheels, ARCHS_SHOWN)
                .forEach((arch, count) -> text.append(LINE.formatted(
                        arch,
                        "%,d".formatted(count),
                        elfFiles.containsKey(arch) ? "%,d".formatted(elfFiles.get(arch)) : "",
                        MostFrequent.of(floors.getOrDefault(arch, Map.of()), FLOORS_SHOWN).entrySet().stream()
                                .map(floor -> "%s: %,d".formatted(floor.getKey(), floor.getValue()))
                                .collect(Collectors.joining(", ")))));
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(one -> "%s %,d".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The wheels with the most needs that a claimed tag does not promise, and how many more there are. */
    private Optional<String> worstOffenders() throws IOException {
        List<Offender> worst = new ArrayList<>();
        table(FlatTable.VERDICTS)
                .forEach(
                        fields(
                                ClaimColumns.SATISFIED.field(),
                                NameColumns.FILENAME.field(),
                                ClaimColumns.VIOLATION_COUNT.field()),
                        row -> {
                            if (!row.isNullAt(0) && !row.getBoolean(0)) {
                                new Offender(row.getUTF8String(1).toString(), row.getInt(2)).joinTo(worst);
                            }
                        });
        long more = record.verdicts().get(Verdict.OVERCLAIMS.column()) - worst.size();
        return worst.isEmpty()
                ? Optional.empty()
                : Optional.of("worst offenders, by violations: %s%s%n"
                        .formatted(
                                worst.stream()
                                        .map(offender -> "%s %,d".formatted(offender.filename(), offender.violations()))
                                        .collect(Collectors.joining(", ")),
                                more > 0 ? ", +%,d".formatted(more) : ""));
    }

    /** A wheel, and the most violations of a tag that it claims. */
    private record Offender(String filename, int violations) {
        private static final Comparator<Offender> WORST_FIRST =
                Comparator.comparingInt(Offender::violations).reversed().thenComparing(Offender::filename);

        /** Keeps only as many wheels as are shown; a dropped wheel is added again if a later row has more violations of it. */
        void joinTo(List<Offender> worst) {
            if (worst.stream().anyMatch(known -> known.filename.equals(filename) && known.violations >= violations)) {
                return;
            }
            worst.removeIf(known -> known.filename.equals(filename));
            worst.add(this);
            worst.sort(WORST_FIRST);
            if (worst.size() > OFFENDERS_SHOWN) {
                worst.remove(OFFENDERS_SHOWN);
            }
        }
    }

    private ParquetFolder table(FlatTable table) {
        return new ParquetFolder(hadoop, dataset.table(table, id));
    }

    private static StructType fields(StructField... fields) {
        return new StructType(fields);
    }

    private Map<String, Long> reasons() throws IOException {
        return ColumnCounts.of(table(FlatTable.FAILURES), FailureColumns.REASON.field())
                .get(0);
    }

    private SortedMap<String, Long> elfFiles() throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        table(FlatTable.ELF_FILES)
                .forEach(
                        fields(ElfColumns.ARCH.field()),
                        row -> counts.merge(
                                row.isNullAt(0) ? OTHER : row.getUTF8String(0).toString(), 1L, Long::sum));
        return counts;
    }

    /** By architecture, the wheels that need each C library, oldest version first. */
    private SortedMap<String, Map<String, Long>> floors() throws IOException {
        record Group(String arch, String libc, Optional<DottedNumber> floor) {}
        Map<Group, Long> wheels = new HashMap<>();
        table(FlatTable.WHEELS)
                .forEach(
                        fields(WheelColumns.ARCHS.field(), WheelColumns.LIBC.field(), WheelColumns.FLOOR_GLIBC.field()),
                        row -> {
                            ArrayData archs = row.getArray(0);
                            for (int i = 0; i < archs.numElements(); i++) {
                                Optional<DottedNumber> floor = row.isNullAt(2)
                                        ? Optional.empty()
                                        : DottedNumber.parse(
                                                row.getUTF8String(2).toString());
                                wheels.merge(
                                        new Group(
                                                archs.getUTF8String(i).toString(),
                                                row.getUTF8String(1).toString(),
                                                floor),
                                        1L,
                                        Long::sum);
                            }
                        });
        List<Group> groups = new ArrayList<>(wheels.keySet());
        groups.sort(Comparator.comparing(Group::libc)
                .thenComparing(group -> group.floor().orElse(DottedNumber.of(0))));
        SortedMap<String, Map<String, Long>> byArch = new TreeMap<>();
        for (Group group : groups) {
            String label = group.libc()
                    + (group.libc().equals(Libc.GLIBC.column())
                            ? group.floor().map(floor -> " " + floor).orElse(" any")
                            : "");
            byArch.computeIfAbsent(group.arch(), arch -> new LinkedHashMap<>())
                    .merge(label, wheels.get(group), Long::sum);
        }
        return byArch;
    }
}
