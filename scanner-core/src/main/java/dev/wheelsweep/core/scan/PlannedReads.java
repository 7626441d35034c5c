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
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Fetches what the scan of a wheel over a network will view, so that few of its views wait for an answer. It changes no
 * fact: what it does not foresee is fetched when it is viewed.
 *
 * <pre>
 *   1   the end of the file                                          RangedFile.open
 *   2   local headers, dist-info files, both ends of the first       begin
 *       entries that are named like ELF files
 *   3.. what reading these runs into, and the next entries           EntriesAhead.run
 *   ..  what the few entries miss that are left to their turn        when it is viewed
 * </pre>
 */
final class PlannedReads {
    /** Bytes that are fetched before some of them are used. */
    private static final long BATCH = 3 << 20;

    private final RangedFile file;
    private final List<ZipEntry> entries;
    private final LocalHeaders locals;
    private final EntryReader reader;
    private final EntryRanges ranges;
    private final EntriesAhead ahead;
    /** Entries that are no ELF files. */
    private final BitSet others = new BitSet();

    PlannedReads(RangedFile file, CentralDirectory directory, LocalHeaders locals, EntryReader reader) {
        this.locals = locals;
        this.file = file;
        this.entries = directory.entries();
        this.reader = reader;
        this.ranges = new EntryRanges(file.size(), entries);
        this.ahead = new EntriesAhead(file, reader, ranges);
    }

    /**
     * Fetches what is viewed before the entries are read, and the first of them. The local headers are remembered, and so
     * is whether an entry may be an ELF file, so that their bytes need not be held.
     */
    void begin() throws IOException, FormatException {
        List<Range> wanted = new ArrayList<>();
        long bytes = 0;
        int first = 0;
        for (int next = 0; next < entries.size(); next++) {
            ZipEntry entry = entries.get(next);
            List<Range> some = DistInfo.isReadFrom(entry.name()) ? ranges.ofText(entry) : ranges.ofOther(entry);
            wanted.addAll(some);
            bytes += some.stream().mapToLong(Range::length).sum();
            if (bytes > BATCH) {
                file.fetch(wanted);
                look(first, next + 1);
                wanted.clear();
                bytes = 0;
                first = next + 1;
            }
        }
        entries.stream().filter(EntryRanges::isLikelyElf).forEach(ahead::add);
        wanted.addAll(ahead.next());
        file.fetch(wanted);
        look(first, entries.size());
    }

    private void look(int from, int to) throws IOException, FormatException {
        for (int i = from; i < to; i++) {
            ZipEntry entry = entries.get(i);
            locals.at(entry.headerOffset());
            others.set(i, !reader.mayBeginWith(ElfReader.FIRST_BYTE, locals, entry) || isKnownToBeOther(entry));
            if (others.get(i) && !entry.hasDescriptor() && !DistInfo.isReadFrom(entry.name())) {
                file.drop(ranges.probe(entry));
            }
        }
    }

    /** @return whether the first bytes are held, and are not those of an ELF file; an entry that may be bad is read later */
    private boolean isKnownToBeOther(ZipEntry entry) throws IOException {
        if (EntryRanges.isLikelyElf(entry)) {
            return false;
        }
        BitSet isOther = new BitSet();
        List<Range> stopped = reader.rehearse(() -> file.rehearse(() -> {
            EntryBytes bytes = reader.openWhole(locals, entry);
            isOther.set(0, !bytes.read(ElfReader::isElf) && bytes.oddEnd().isEmpty());
        }));
        return stopped.isEmpty() && isOther.get(0);
    }

    /** Reads entries before their turn. */
    void readAhead(EntriesAhead.Reading reading) throws IOException {
        for (int i = 0; i < entries.size(); i++) {
            if (!others.get(i) && !EntryRanges.isLikelyElf(entries.get(i))) {
                ahead.add(entries.get(i));
            }
        }
        ahead.run(reading);
    }

    /** @return whether the entry with this index is no ELF file, as {@link EntryReader#mayBeginWith} knows */
    boolean isOther(int index) {
        return others.get(index);
    }

    /** @return what the entry has in it, if it was read before its turn and still counts */
    Optional<EarlyRead> take(ZipEntry entry) {
        return ahead.take(entry);
    }

    /** The entry was read in its turn. */
    void done(ZipEntry entry) {
        ahead.done(entry);
    }
}
