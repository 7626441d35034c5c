package dev.wheelsweep.spark.sweep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.spark.source.ClaimColumns;
import dev.wheelsweep.spark.source.ElfColumns;
import dev.wheelsweep.spark.source.FailureColumns;
import dev.wheelsweep.spark.source.NameColumns;
import dev.wheelsweep.spark.source.WheelColumns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What a person wants to know at the end of a sweep, on one screen; read back from what was published. */
public final class SweepSummary {
    private static final int OFFENDERS_SHOWN = 3;
    private static final int REASONS_SHOWN = 8;
    private static final int ARCHS_SHOWN = 12;
    private static final int FLOORS_SHOWN = 5;
    private static final String ARCH = "arch";
    private static final String LINE = "  %-12s %8s %10s   %s%n";

    private final SparkSession spark;
    private final DatasetLayout dataset;
    private final SweepRecord record;
    private final SweepId id;

    public SweepSummary(SparkSession spark, Path dataset, SweepRecord record) {
        this.spark = spark;
        this.dataset = new DatasetLayout(dataset);
        this.record = record;
        this.id = new SweepId(record.sweep());
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("%,d wheels: %s%n".formatted(record.listed(), counts(record.statuses())));
        if (record.rows().get(FlatTable.WHEELS.folder()) > 0) {
            appendRead(text);
        }
        return text.append("%npublished as sweep %s in %s%n".formatted(id, dataset.root()))
                .toString();
    }

    /** What there is to say of the wheels that this sweep read. */
    private void appendRead(StringBuilder text) {
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
    private Optional<String> worstOffenders() {
        String worst = "worst";
        Dataset<Row> verdicts = table(FlatTable.VERDICTS);
        List<Row> wheels = verdicts.where(not(verdicts.col(ClaimColumns.SATISFIED.name())))
                .groupBy(NameColumns.FILENAME.name())
                .agg(max(ClaimColumns.VIOLATION_COUNT.name()).as(worst))
                .orderBy(desc(worst), col(NameColumns.FILENAME.name()))
                .limit(OFFENDERS_SHOWN)
                .collectAsList();
        long more = record.verdicts().get(Verdict.OVERCLAIMS.column()) - wheels.size();
        return wheels.isEmpty()
                ? Optional.empty()
                : Optional.of("worst offenders, by violations: %s%s%n"
                        .formatted(
                                wheels.stream()
                                        .map(row -> "%s %,d".formatted(row.getString(0), row.getInt(1)))
                                        .collect(Collectors.joining(", ")),
                                more > 0 ? ", +%,d".formatted(more) : ""));
    }

    private Dataset<Row> table(FlatTable table) {
        return spark.read().parquet(dataset.table(table, id).toString());
    }

    private SortedMap<String, Long> reasons() {
        return counted(table(FlatTable.FAILURES).groupBy(FailureColumns.REASON.name()));
    }

    private SortedMap<String, Long> elfFiles() {
        return counted(table(FlatTable.ELF_FILES).groupBy(ElfColumns.ARCH.name()));
    }

    private static SortedMap<String, Long> counted(org.apache.spark.sql.RelationalGroupedDataset groups) {
        SortedMap<String, Long> counts = new TreeMap<>();
        groups.count().collectAsList().forEach(row -> counts.put(archOf(row), row.getLong(1)));
        return counts;
    }

    private static String archOf(Row row) {
        return row.isNullAt(0) ? "other" : row.getString(0);
    }

    /** By architecture, the wheels that need each C library, oldest version first. */
    private SortedMap<String, Map<String, Long>> floors() {
        record Group(String arch, String libc, Optional<DottedNumber> floor, long wheels) {}
        List<Group> groups = new ArrayList<>();
        Dataset<Row> wheels = table(FlatTable.WHEELS);
        wheels.select(
                        explode(wheels.col(WheelColumns.ARCHS.name())).as(ARCH),
                        wheels.col(WheelColumns.LIBC.name()),
                        wheels.col(WheelColumns.FLOOR_GLIBC.name()))
                .groupBy(ARCH, WheelColumns.LIBC.name(), WheelColumns.FLOOR_GLIBC.name())
                .agg(count(lit(1)))
                .collectAsList()
                .forEach(row -> groups.add(new Group(
                        row.getString(0),
                        row.getString(1),
                        Optional.ofNullable(row.getString(2)).flatMap(DottedNumber::parse),
                        row.getLong(3))));
        groups.sort(Comparator.comparing(Group::libc)
                .thenComparing(group -> group.floor().orElse(DottedNumber.of(0))));
        SortedMap<String, Map<String, Long>> byArch = new TreeMap<>();
        for (Group group : groups) {
            String label = group.libc()
                    + (group.libc().equals(Libc.GLIBC.column())
                            ? group.floor().map(floor -> " " + floor).orElse(" any")
                            : "");
            byArch.computeIfAbsent(group.arch(), arch -> new java.util.LinkedHashMap<>())
                    .merge(label, group.wheels(), Long::sum);
        }
        return byArch;
    }
}
