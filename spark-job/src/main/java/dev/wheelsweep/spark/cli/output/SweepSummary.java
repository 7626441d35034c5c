package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.spark.columns.ClaimColumns;
import dev.wheelsweep.spark.columns.FailureColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.dataset.CurrentRows;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.MirrorState;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import dev.wheelsweep.spark.tables.FlatTable;
import dev.wheelsweep.spark.text.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The state of the mirror after a sweep, and what the sweep changed, on one screen. It is read from the published tables,
 * also from those of earlier sweeps.
 */
public final class SweepSummary {
    private static final int OFFENDERS_SHOWN = 3;
    private static final int REASONS_SHOWN = 8;
    private static final int ARCHS_SHOWN = 12;
    private static final int FLOORS_SHOWN = 5;
    private static final String ARCH = "arch";
    private static final String LINE = "  %-12s %8s %10s   %s%n";

    private final DatasetLayout dataset;
    private final SweepRecord record;
    private final MirrorState state;
    private final CurrentRows rows;

    /**
     * @param state of the mirror after the sweep
     * @param rows that it was counted from
     */
    public SweepSummary(Path dataset, SweepRecord record, MirrorState state, CurrentRows rows) {
        this.dataset = new DatasetLayout(dataset);
        this.record = record;
        this.state = state;
        this.rows = rows;
    }

    /** @param hadoop with the settings of {@link SweepSession} */
    public static SweepSummary of(Configuration hadoop, Path dataset, SweepRecord record) throws IOException {
        CurrentRows rows = new CurrentRows(hadoop, dataset, record);
        return new SweepSummary(dataset, record, MirrorState.of(rows), rows);
    }

    public String text() throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("%,d wheels: %s%n".formatted(record.listed(), counts(state.statuses())));
        appendState(text);
        text.append("%nthis sweep: %s%s%n"
                .formatted(
                        counts(record.statuses()),
                        sum(record.verdicts()) == 0 ? "" : "; verdicts: " + VerdictCounts.text(record.verdicts())));
        return text.append("published as sweep %s in %s%n"
                        .formatted(record.sweep(), DatasetLayout.forPeople(dataset.root())))
                .toString();
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void appendState(StringBuilder text) throws IOException {
        Map<String, Long> reasons = reasons();
        if (!reasons.isEmpty()) {
            text.append("failures: %s%n".formatted(counts(MostFrequent.of(reasons, REASONS_SHOWN))));
        }
        if (!state.isReadWhole()) {
            appendUnread(text);
        }
        text.append("verdicts: %s%n".formatted(VerdictCounts.text(state.verdicts())));
        worstOffenders().ifPresent(text::append);
        text.append("%n".formatted())
                .append(LINE.formatted(ARCH, "wheels", "ELF files", "C library and the version that ELF files need"));
        SortedMap<String, ArchRow> archs = ArchRow.of(rows);
        Map<String, Long> wheels = new TreeMap<>();
        archs.forEach((arch, row) -> wheels.put(arch, row.wheels()));
        MostFrequent.of(wheels, ARCHS_SHOWN).forEach((arch, count) -> {
            Optional<ArchRow> row = Optional.ofNullable(archs.get(arch));
            text.append(LINE.formatted(
                    arch,
                    "%,d".formatted(count),
                    row.map(it -> "%,d".formatted(it.elfFiles())).orElse(""),
                    row.map(it -> MostFrequent.of(it.floors(), FLOORS_SHOWN)).orElse(Map.of()).entrySet().stream()
                            .map(floor -> "%s: %,d".formatted(floor.getKey(), floor.getValue()))
                            .collect(Collectors.joining(", "))));
        });
    }

    /** The first wheels by name, and how many more there are. */
    private void appendUnread(StringBuilder text) {
        text.append("unread, or not read whole: %,d%n".formatted(state.unreadCount()));
        state.unread()
                .forEach(wheel -> text.append(
                        "  %s (%s, %s)%n".formatted(Printable.of(wheel.filename()), wheel.status(), wheel.reason())));
        long more = state.unreadCount() - state.unread().size();
        if (more > 0) {
            text.append("  and %,d more: wheelsweep query unreadable-wheels lists them%n".formatted(more));
        }
    }

    private static String counts(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(one -> "%s %,d".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The wheels with the most needs that a claimed tag does not promise, and how many more there are. */
    private Optional<String> worstOffenders() throws IOException {
        List<Offender> worst = new ArrayList<>();
        rows.forEach(
                FlatTable.VERDICTS,
                fields(
                        ClaimColumns.SATISFIED.field(),
                        NameColumns.FILENAME.field(),
                        ClaimColumns.VIOLATION_COUNT.field()),
                row -> {
                    if (!row.isNullAt(0) && !row.getBoolean(0)) {
                        new Offender(row.getUTF8String(1).toString(), row.getInt(2)).joinTo(worst);
                    }
                });
        long more = state.verdicts().get(Verdict.OVERCLAIMS.column()) - worst.size();
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

    private static StructType fields(StructField... fields) {
        return new StructType(fields);
    }

    private Map<String, Long> reasons() throws IOException {
        Map<String, Long> reasons = new TreeMap<>();
        rows.forEach(
                FlatTable.FAILURES,
                fields(FailureColumns.REASON.field()),
                row -> reasons.merge(row.getUTF8String(0).toString(), 1L, Long::sum));
        return reasons;
    }
}
