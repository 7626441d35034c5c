package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.UnchangedFile;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Finds the listed files that have not changed since they were last read. The rows of the last sweep are streamed, a part
 * at a time; memory holds only the files that are listed now, and a number for each of them.
 */
final class Comparison {
    /** Files of the last sweep that are held at a time: some tens of megabytes. */
    private static final long FILES_PER_PART = 100_000;

    /** Files with these statuses have no facts, and may be readable at the next attempt without having changed. */
    private static final Set<String> UNREAD = Set.of(
            WheelStatus.CHANGED.column(),
            WheelStatus.VANISHED.column(),
            WheelStatus.UNREADABLE_NOW.column(),
            MirrorFileColumns.NOT_CHOSEN);

    /** The same for these reasons. */
    private static final Set<String> PASSING = Set.of(Reason.ACCESS_DENIED.column(), Reason.SERVER_FAILED.column());

    /** What a weak entity tag begins with. */
    private static final String WEAK = "W/";

    /** Receives each file that is not read. Files that it does not receive are read. */
    interface Outcome {
        /** For callers that only count. */
        Outcome IGNORED = new Outcome() {
            @Override
            public void unchanged(UnchangedFile file) {}

            @Override
            public void vanished(WheelFile file) {}

            @Override
            public void notChosen(WheelFile file) {}
        };

        void unchanged(UnchangedFile file) throws IOException;

        void vanished(WheelFile file) throws IOException;

        void notChosen(WheelFile file) throws IOException;
    }

    private final List<WheelFile> listed;
    private final boolean isComplete;
    private final Map<String, WheelFile> absent = new LinkedHashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final BitSet unchanged = new BitSet();
    private final Map<String, Long> unchangedBySweep = new TreeMap<>();
    private final Set<String> unchosen;
    private long vanished;
    private long notChosen;

    /** @param isComplete whether all files are listed, so that files that are not listed have vanished */
    Comparison(SweepInput input, boolean isComplete) {
        this.listed = input.files();
        this.isComplete = isComplete;
        this.unchosen = input.notChosen();
        input.absent().forEach(file -> absent.put(file.wheelPath(), file));
        for (int position = 0; position < listed.size(); position++) {
            positions.put(listed.get(position).wheelPath(), position);
        }
    }

    /**
     * @param last the {@code mirror_files} of the last sweep over the same mirrors
     * @param versions the release that made each sweep
     */
    void with(Dataset<Row> last, Map<String, String> versions, Outcome outcome) throws IOException {
        long rows = last.count();
        Iterator<Row> known = last.where(
                        functions.not(last.col(MirrorFileColumns.STATUS.name()).equalTo(WheelStatus.VANISHED.column())))
                .select(
                        last.col(NameColumns.WHEEL_PATH.name()),
                        functions.coalesce(last.col(NameColumns.SIZE.name()), functions.lit(0L)),
                        functions.coalesce(
                                functions.unix_micros(last.col(NameColumns.MTIME.name())), functions.lit(0L)),
                        last.col(NameColumns.SHA256.name()),
                        last.col(MirrorFileColumns.STATUS.name()),
                        last.col(MirrorFileColumns.FACTS_SWEEP.name()),
                        last.col(MirrorFileColumns.REASON.name()),
                        functions.coalesce(last.col(NameColumns.ETAG.name()), functions.lit("")),
                        last.col(NameColumns.FILENAME.name()))
                .repartition((int) (1 + rows / FILES_PER_PART))
                .toLocalIterator();
        while (known.hasNext()) {
            compare(known.next(), versions, outcome);
        }
    }

    private void compare(Row known, Map<String, String> versions, Outcome outcome) throws IOException {
        IndexEntry index = new IndexEntry(
                Optional.of(known.getString(8)),
                Optional.ofNullable(known.getString(3)),
                Optional.empty(),
                Optional.empty());
        // Where the file was is not known, and need not be.
        WheelFile before = new WheelFile(
                        known.getString(0), known.getLong(1), known.getLong(2), FileState.REGULAR, index)
                .tagged(known.getString(7));
        Integer position = positions.get(before.wheelPath());
        if (position == null) {
            // A file that the index still lists is reported once, with the index entry.
            if (isComplete && unchosen.contains(before.wheelPath())) {
                notChosen++;
                outcome.notChosen(before);
            } else if (isComplete && !absent.containsKey(before.wheelPath())) {
                vanished++;
                outcome.vanished(before);
            }
        } else if (isSame(before, listed.get(position)) && wasRead(known, versions)) {
            String sweep = known.getString(5);
            unchanged.set(position);
            unchangedBySweep.merge(sweep, 1L, Long::sum);
            outcome.unchanged(new UnchangedFile(listed.get(position), sweep));
        }
    }

    /**
     * Times are ignored where an index has both checksums: copying a mirror changes the times. They are also ignored where a
     * server gave both entity tags. A server that names no time says nothing of what changed.
     */
    private static boolean isSame(WheelFile before, WheelFile now) {
        if (now.state() != FileState.REGULAR || before.size() != now.size()) {
            return false;
        }
        Optional<String> sha256 = before.index().sha256();
        if (sha256.isPresent() && now.index().sha256().isPresent()) {
            return sha256.equals(now.index().sha256());
        }
        boolean isTagged = isStrong(before.etag()) && isStrong(now.etag());
        return isTagged ? before.etag().equals(now.etag()) : hasSameTime(before, now);
    }

    /** Files with equal weak tags may have different bytes (RFC 9110 section 8.8.1). */
    private static boolean isStrong(String etag) {
        return !etag.isEmpty() && !etag.startsWith(WEAK);
    }

    private static boolean hasSameTime(WheelFile before, WheelFile now) {
        return before.modifiedMicros() == now.modifiedMicros() && (now.modifiedMicros() != 0 || !now.hasAddress());
    }

    private static boolean wasRead(Row known, Map<String, String> versions) {
        return !UNREAD.contains(known.getString(4))
                && (known.isNullAt(6) || !PASSING.contains(known.getString(6)))
                && ScannerVersion.CURRENT.equals(versions.get(known.getString(5)));
    }

    /** Reports the files that an index lists but that do not exist. */
    void reportAbsent(Outcome outcome) throws IOException {
        if (isComplete) {
            for (WheelFile file : absent.values()) {
                vanished++;
                outcome.vanished(file);
            }
        }
    }

    /** @return the files to read, in the order of the listing */
    List<WheelFile> toRead() {
        List<WheelFile> files = new ArrayList<>(listed.size() - unchanged.cardinality());
        for (int i = unchanged.nextClearBit(0); i < listed.size(); i = unchanged.nextClearBit(i + 1)) {
            files.add(listed.get(i));
        }
        return files;
    }

    /** @return how many files are unchanged, by the sweep that read them */
    Map<String, Long> unchanged() {
        return unchangedBySweep;
    }

    /** @return number of files that the index still lists and that are no longer chosen */
    long notChosen() {
        return notChosen;
    }

    /** @return number of files that have vanished */
    long vanished() {
        return vanished;
    }
}
