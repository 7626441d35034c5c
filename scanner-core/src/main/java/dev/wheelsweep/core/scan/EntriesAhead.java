package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader.Range;
import dev.wheelsweep.core.input.RangedFile;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the ELF files of a wheel over a network before their turn. Many are under way at a time, each is read until it views
 * bytes that are not held, and what all of them miss is one request. So a wheel takes about as many round trips as its file
 * that takes most, however many files it has:
 *
 * <pre>
 *   request    a b c d e f g       - held, ? waits for the next request, * read: makes room for others
 *      1       ? ? ?
 *      2       * ? * ? ?
 *      3         *   ? * ?
 *      4             *   * ?
 * </pre>
 *
 * <p>A file that was read counts, and is not read again. A file that is bad, that takes many round trips or much memory is
 * left to its turn: reading it again and again from its start would cost more than it saves.
 */
final class EntriesAhead {
    /** Bytes that may be held of all files under way. */
    private static final long HELD = 8 << 20;

    /** How often a file is read up to what it misses. */
    private static final int ROUNDS = 16;

    private final RangedFile file;
    private final EntryReader reader;
    private final EntryRanges ranges;
    private final Deque<ZipEntry> coming = new ArrayDeque<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<ZipEntry, EarlyRead> read = new HashMap<>();

    /** Bytes of the files that are waiting. */
    private long held;

    /** {@link ContentsScan} reads an entry, and forgets what it found unless it is returned. */
    interface Reading {
        /** @return empty if there is no room for the result */
        Optional<EarlyRead> read(ZipEntry entry) throws IOException, FormatException;
    }

    /** A file under way. */
    private static final class Waiting {
        private final ZipEntry entry;
        private List<Range> missing;
        private long held;
        private int rounds;
        private boolean fetched;

        Waiting(ZipEntry entry, List<Range> missing) {
            this.entry = entry;
            this.missing = missing;
        }

        private long misses() {
            return missing.stream().mapToLong(Range::length).sum();
        }
    }

    EntriesAhead(RangedFile file, EntryReader reader, EntryRanges ranges) {
        this.file = file;
        this.reader = reader;
        this.ranges = ranges;
    }

    /** Has another entry read, after those that were added before it. */
    void add(ZipEntry entry) {
        coming.add(entry);
    }

    /** @return the next request; empty if no file can go on. {@link #run} begins with what the first one brought */
    List<Range> next() {
        List<Range> request = new ArrayList<>();
        long room = file.sizes().answer();
        for (Waiting each : waiting) {
            room -= admit(each, room, request);
        }
        while (!coming.isEmpty()) {
            Waiting next = new Waiting(coming.getFirst(), ranges.ofElf(coming.getFirst()));
            long taken = admit(next, room, request);
            if (!next.fetched) {
                break;
            }
            room -= taken;
            waiting.add(next);
            coming.removeFirst();
        }
        return request;
    }

    /** @return the bytes that were added to the request: all that a file misses, or none */
    private long admit(Waiting each, long room, List<Range> request) {
        long misses = each.misses();
        boolean fits = request.isEmpty() || misses <= room;
        if (!fits || (held > 0 && held + misses > HELD)) {
            return 0;
        }
        each.fetched = true;
        each.held += misses;
        held += misses;
        request.addAll(each.missing);
        return misses;
    }

    /** Reads what can be read before its turn. The bytes of the first request are there already. */
    void run(Reading reading) throws IOException {
        readWaiting(reading);
        // One alone costs as many round trips when it is its turn.
        while (waiting.size() + coming.size() > 1) {
            file.fetch(next());
            readWaiting(reading);
        }
    }

    private void readWaiting(Reading reading) throws IOException {
        boolean anyFetched = false;
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting one = each.next();
            if (one.fetched) {
                anyFetched = true;
                one.fetched = false;
                if (!goesOn(one, reading)) {
                    each.remove();
                    held -= one.held;
                }
            }
        }
        if (!anyFetched && !waiting.isEmpty()) {
            held -= waiting.remove(waiting.size() - 1).held;
        }
    }

    /** @return whether the file waits for more */
    private boolean goesOn(Waiting one, Reading reading) throws IOException {
        List<EarlyRead> result = new ArrayList<>(1);
        List<Range> stopped = reader.rehearse(
                () -> file.rehearse(() -> reading.read(one.entry).ifPresent(result::add)));
        if (!result.isEmpty()) {
            read.put(one.entry, result.get(0).counting(reader.rehearsed()));
            file.drop(ranges.whole(one.entry));
        }
        boolean hadRoom = !one.missing.equals(stopped);
        one.missing = stopped;
        return !stopped.isEmpty() && hadRoom && ++one.rounds < ROUNDS && one.held + one.misses() <= HELD;
    }

    /** @return what the entry has in it, if it was read before its turn and still counts */
    Optional<EarlyRead> take(ZipEntry entry) {
        return Optional.ofNullable(read.remove(entry)).filter(early -> reader.spend(early.counted()));
    }

    /** The entry was read in its turn. */
    void done(ZipEntry entry) {
        file.drop(ranges.whole(entry));
    }
}
