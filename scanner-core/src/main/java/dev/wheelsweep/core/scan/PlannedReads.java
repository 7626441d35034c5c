package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader.Range;
import dev.wheelsweep.core.input.RangedFile;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.EntryBytes;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Local;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Fetches what the scan of a wheel over a network will view, so that few of its views wait for an answer. It changes no
 * fact: what it does not foresee is fetched when it is viewed.
 *
 * <pre>
 *   1  the end of the file                             RangedFile.open
 *   2  local headers, dist-info files, both ends of    begin
 *      the entries that are named like ELF files
 *   3  what reading these runs into, all at once,      before, again for the next entries
 *      found by reading them without keeping anything
 * </pre>
 */
final class PlannedReads {
    /** Bytes of the extra field of a local header, which may be longer than that of the central one. */
    private static final int USUAL_EXTRA = 64;

    /** Bytes at the start of an entry that show whether it may be an ELF file. */
    private static final int PROBE = USUAL_EXTRA + EntryReader.LONGEST_PROBE;

    /** Compressed bytes up to which an ELF file is fetched whole. */
    private static final long SMALL = 128 << 10;

    /** Bytes for both ends of all larger ELF files of a wheel, if each then has more than {@link #SHORTEST_END}. */
    private static final long ENDS = 2 << 20;

    private static final long SHORTEST_END = 32 << 10;
    private static final long LONGEST_END = 1 << 20;

    /** Bytes that are fetched before some of them are used; what rehearsing ELF files finds must have room too. */
    private static final long BATCH = 3 << 20;

    /** How often what stops a rehearsal is fetched. */
    private static final int ROUNDS = 12;

    private final RangedFile file;
    private final List<ZipEntry> entries;
    private final LocalHeaders locals;
    private final EntryReader reader;
    /** Entries that are no ELF files. */
    private final BitSet others = new BitSet();

    private final Deque<Batch> batches = new ArrayDeque<>();

    /** The entries of the latest batch, which are read once another one begins. */
    private List<ZipEntry> read = List.of();

    /** Entries that are fetched together, in the order in which they are read. */
    private record Batch(List<ZipEntry> entries, List<Range> ranges) {}

    /** {@link ContentsScan} reads an entry, and forgets what it found. */
    interface Rehearsal {
        void read(ZipEntry entry) throws IOException, FormatException;
    }

    PlannedReads(RangedFile file, CentralDirectory directory, LocalHeaders locals, EntryReader reader) {
        this.locals = locals;
        this.file = file;
        this.entries = directory.entries();
        this.reader = reader;
        long large = entries.stream()
                .filter(PlannedReads::isLikelyElf)
                .filter(entry -> entry.compressedSize() > SMALL)
                .count();
        long end = Math.max(SHORTEST_END, Math.min(LONGEST_END, ENDS / Math.max(1, 2 * large)));
        divide(end);
    }

    private void divide(long end) {
        long bytes = 0;
        for (ZipEntry entry : entries) {
            if (!isLikelyElf(entry)) {
                continue;
            }
            List<Range> ranges = entry.compressedSize() <= SMALL
                    ? List.of(whole(entry))
                    : List.of(start(entry, USUAL_EXTRA + end), end(entry, end));
            long more = ranges.stream().mapToLong(Range::length).sum();
            if (batches.isEmpty() || bytes + more > BATCH) {
                batches.add(new Batch(new ArrayList<>(), new ArrayList<>()));
                bytes = 0;
            }
            batches.getLast().entries().add(entry);
            batches.getLast().ranges().addAll(ranges);
            bytes += more;
        }
    }

    /**
     * Fetches what is viewed before the entries are read, and the first of them. The local headers are remembered, and so
     * is whether an entry may be an ELF file, so that their bytes need not be held.
     */
    void begin() throws IOException, FormatException {
        List<Range> ranges = new ArrayList<>();
        long bytes = 0;
        int first = 0;
        for (int next = 0; next < entries.size(); next++) {
            ranges.addAll(beforeReading(entries.get(next)));
            bytes += ranges.get(ranges.size() - 1).length();
            if (bytes > BATCH) {
                file.fetch(ranges);
                look(first, next + 1);
                ranges.clear();
                bytes = 0;
                first = next + 1;
            }
        }
        if (!batches.isEmpty()) {
            ranges.addAll(batches.getFirst().ranges());
        }
        file.fetch(ranges);
        look(first, entries.size());
    }

    private List<Range> beforeReading(ZipEntry entry) {
        if (DistInfo.isReadFrom(entry.name()) && entry.compressedSize() <= LONGEST_END) {
            return List.of(whole(entry));
        }
        return entry.hasDescriptor() ? List.of(end(entry, 0), start(entry, PROBE)) : List.of(start(entry, PROBE));
    }

    private void look(int from, int to) throws IOException, FormatException {
        for (int i = from; i < to; i++) {
            ZipEntry entry = entries.get(i);
            locals.at(entry.headerOffset());
            others.set(i, !reader.mayBeginWith(ElfReader.FIRST_BYTE, locals, entry) || isKnownToBeOther(entry));
            if (others.get(i) && !entry.hasDescriptor() && !DistInfo.isReadFrom(entry.name())) {
                file.drop(start(entry, PROBE));
            }
        }
    }

    /** @return whether the first bytes are held, and are not those of an ELF file; an entry that may be bad is read later */
    private boolean isKnownToBeOther(ZipEntry entry) throws IOException {
        if (isLikelyElf(entry)) {
            return false;
        }
        BitSet isOther = new BitSet();
        Optional<Range> stopped = reader.rehearse(() -> file.rehearse(() -> {
            EntryBytes bytes = reader.openWhole(locals, entry);
            isOther.set(0, !bytes.read(ElfReader::isElf) && bytes.oddEnd().isEmpty());
        }));
        return stopped.isEmpty() && isOther.get(0);
    }

    /** @return whether the entry with this index is no ELF file, as {@link EntryReader#mayBeginWith} knows */
    boolean isOther(int index) {
        return others.get(index);
    }

    /** Fetches what an entry and those after it need; called for each entry, in order. */
    void before(ZipEntry entry, Rehearsal rehearsal) throws IOException {
        if (batches.isEmpty() || !batches.getFirst().entries().get(0).equals(entry)) {
            return;
        }
        Batch batch = batches.removeFirst();
        read.forEach(done -> file.drop(whole(done)));
        read = batch.entries();
        file.fetch(batch.ranges());
        List<ZipEntry> stopped = batch.entries();
        for (int round = 0; round < ROUNDS && stopped.size() > 1; round++) {
            stopped = rehearse(stopped, rehearsal);
        }
    }

    /** @return the entries that were stopped; those whose bytes had no room are not among them */
    private List<ZipEntry> rehearse(List<ZipEntry> batch, Rehearsal rehearsal) throws IOException {
        List<ZipEntry> stopped = new ArrayList<>();
        List<Range> missing = new ArrayList<>();
        long room = file.room();
        for (ZipEntry entry : batch) {
            Optional<Range> range = reader.rehearse(() -> file.rehearse(() -> rehearsal.read(entry)));
            if (range.isPresent() && range.get().length() <= room) {
                room -= range.get().length();
                stopped.add(entry);
                missing.add(range.get());
            }
        }
        // One alone costs as many round trips when it is really read.
        if (stopped.size() > 1) {
            file.fetch(missing);
        }
        return stopped;
    }

    /** By its name; a wrong guess costs bytes or round trips. */
    private static boolean isLikelyElf(ZipEntry entry) {
        String file = entry.name().substring(entry.name().lastIndexOf('/') + 1);
        boolean isProgram = file.indexOf('.') < 0 && entry.compressedSize() > SMALL;
        return file.endsWith(".so") || file.contains(".so.") || isProgram;
    }

    private Range whole(ZipEntry entry) {
        return start(entry, USUAL_EXTRA + entry.compressedSize());
    }

    /** @param count bytes after the name */
    private Range start(ZipEntry entry, long count) {
        return range(entry, entry.headerOffset(), dataOffset(entry) + count);
    }

    private Range end(ZipEntry entry, long count) {
        long end = dataOffset(entry) + entry.compressedSize();
        return range(entry, end - count, end + USUAL_EXTRA);
    }

    /** @return where the data would begin if the local header had no extra field */
    private static long dataOffset(ZipEntry entry) {
        return entry.headerOffset() + Local.LENGTH + entry.headerName().getBytes(StandardCharsets.UTF_8).length;
    }

    /** Cut to what can be the entry's: declared offsets and sizes may be any numbers, and sums of them may wrap. */
    private Range range(ZipEntry entry, long from, long to) {
        long first = Math.max(0, Math.min(entry.headerOffset(), file.size()));
        long last = Math.max(first, Math.min(entry.dataLimit(), file.size()));
        long start = Math.max(first, Math.min(from, last));
        return new Range(start, (int) Math.min(Integer.MAX_VALUE, Math.max(start, Math.min(to, last)) - start));
    }
}
