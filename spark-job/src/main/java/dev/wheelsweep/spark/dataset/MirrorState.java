package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.columns.FindingColumns;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelColumns;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * All files of a mirror as a sweep left them, whichever sweep read them.
 *
 * @param statuses how many of the listed files have which status; an unchanged file has that of the sweep that read it
 * @param verdicts how many wheels have which verdict, every verdict there is
 * @param findings how many findings there are of each severity, every severity there is
 * @param unread the first of the wheels that could not be read, or not all of them, by name
 * @param unreadCount how many of those there are
 */
public record MirrorState(
        Map<String, Long> statuses,
        Map<String, Long> verdicts,
        Map<String, Long> findings,
        List<UnreadWheel> unread,
        long unreadCount) {
    /** Most wheels that are named: as many as fit on a screen with the rest. */
    public static final int MOST_NAMED = 10;

    private static final Set<String> UNREAD = Arrays.stream(WheelStatus.values())
            .filter(WheelStatus::isUnread)
            .map(WheelStatus::column)
            .collect(Collectors.toUnmodifiableSet());

    /** A wheel that could not be read, or not all of it, and why. */
    public record UnreadWheel(String filename, String status, String reason) implements Comparable<UnreadWheel> {
        @Override
        public int compareTo(UnreadWheel other) {
            return (filename + status + reason).compareTo(other.filename + other.status + other.reason);
        }
    }

    public MirrorState {
        unread = List.copyOf(unread);
    }

    public static MirrorState of(CurrentRows rows) throws IOException {
        Map<String, Long> statuses = new TreeMap<>();
        Map<String, Long> verdicts =
                zeros(Arrays.stream(Verdict.values()).map(Verdict::column).toList());
        Map<String, Long> findings =
                zeros(Arrays.stream(Severity.values()).map(Severity::column).toList());
        TreeSet<UnreadWheel> unread = new TreeSet<>();
        long[] unreadCount = {0};
        // What vanished has no other rows.
        rows.forEachFile(columns(MirrorFileColumns.STATUS.field(), MirrorFileColumns.FACTS_SWEEP.field()), file -> {
            if (file.isNullAt(1)) {
                statuses.merge(file.getUTF8String(0).toString(), 1L, Long::sum);
            }
        });
        rows.forEach(
                FlatTable.WHEELS,
                columns(
                        WheelColumns.STATUS.field(),
                        VerdictColumns.VERDICT.field(),
                        NameColumns.FILENAME.field(),
                        WheelColumns.REASON.field()),
                wheel -> {
                    String status = wheel.getUTF8String(0).toString();
                    statuses.merge(status, 1L, Long::sum);
                    if (!wheel.isNullAt(1)) {
                        verdicts.merge(wheel.getUTF8String(1).toString(), 1L, Long::sum);
                    }
                    if (UNREAD.contains(status)) {
                        unreadCount[0]++;
                        unread.add(new UnreadWheel(
                                wheel.getUTF8String(2).toString(),
                                status,
                                wheel.getUTF8String(3).toString()));
                        if (unread.size() > MOST_NAMED) {
                            unread.pollLast();
                        }
                    }
                });
        rows.forEach(
                FlatTable.FINDINGS,
                columns(FindingColumns.SEVERITY.field()),
                finding -> findings.merge(finding.getUTF8String(0).toString(), 1L, Long::sum));
        return new MirrorState(statuses, verdicts, findings, List.copyOf(unread), unreadCount[0]);
    }

    private static Map<String, Long> zeros(List<String> words) {
        Map<String, Long> counts = new LinkedHashMap<>();
        words.forEach(word -> counts.put(word, 0L));
        return counts;
    }

    private static StructType columns(StructField... columns) {
        return new StructType(columns);
    }

    /** @return whether every wheel that is there was read, and all of it */
    public boolean isReadWhole() {
        return unreadCount == 0;
    }
}
