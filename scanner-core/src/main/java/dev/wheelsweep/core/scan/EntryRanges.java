package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.RangeReader.Range;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Local;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where the bytes of an entry are that its scan will view, as far as the central directory shows it.
 *
 * <pre>
 *   | local header, name, extra field | data ................................ | descriptor |
 *   |== probe: enough to see that it is no ELF file ==|
 *   |== start of a large ELF file ======|                    |== its end =================|
 *   |== a small file, whole ==============================================================|
 * </pre>
 */
final class EntryRanges {
    /** Bytes of the extra field of a local header, which may be longer than that of the central one. */
    private static final int USUAL_EXTRA = 64;

    /** Bytes at the start of an entry that show whether it may be an ELF file. */
    private static final int PROBE = USUAL_EXTRA + EntryReader.LONGEST_PROBE;

    /** Compressed bytes up to which an ELF file is fetched whole. */
    private static final long SMALL = 128 << 10;

    /** Bytes for both ends of all larger ELF files of a wheel, if each then has more than {@link #SHORTEST_END}. */
    private static final long ENDS = 2 << 20;

    private static final long SHORTEST_END = 32 << 10;
    private static final long LONGEST_END = 512 << 10;

    /** Compressed bytes up to which a file of text is fetched whole. */
    private static final long LONGEST_TEXT = 1 << 20;

    private final long fileSize;
    /** Bytes of each of the two ends of a large ELF file. */
    private final long end;

    /** @param entries of one file */
    EntryRanges(long fileSize, List<ZipEntry> entries) {
        this.fileSize = fileSize;
        long large = entries.stream()
                .filter(entry -> isLikelyElf(entry) && entry.compressedSize() > SMALL)
                .count();
        this.end = Math.max(SHORTEST_END, Math.min(LONGEST_END, ENDS / Math.max(1, 2 * large)));
    }

    /** By its name; a wrong guess costs bytes or round trips. */
    static boolean isLikelyElf(ZipEntry entry) {
        String file = entry.name().substring(entry.name().lastIndexOf('/') + 1);
        boolean isProgram = file.indexOf('.') < 0 && entry.compressedSize() > SMALL;
        return file.endsWith(".so") || file.contains(".so.") || isProgram;
    }

    /** @return what is viewed first of an ELF file */
    List<Range> ofElf(ZipEntry entry) {
        return entry.compressedSize() <= SMALL
                ? List.of(whole(entry))
                : List.of(start(entry, USUAL_EXTRA + end), end(entry, end));
    }

    /** @return what is viewed of a file of text; if it is long, its probe */
    List<Range> ofText(ZipEntry entry) {
        return entry.compressedSize() <= LONGEST_TEXT ? List.of(whole(entry)) : ofOther(entry);
    }

    /** @return what is viewed of an entry to see that it is none of the others */
    List<Range> ofOther(ZipEntry entry) {
        return entry.hasDescriptor() ? List.of(end(entry, 0), probe(entry)) : List.of(probe(entry));
    }

    Range probe(ZipEntry entry) {
        return start(entry, PROBE);
    }

    Range whole(ZipEntry entry) {
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
        long first = Math.max(0, Math.min(entry.headerOffset(), fileSize));
        long last = Math.max(first, Math.min(entry.dataLimit(), fileSize));
        long start = Math.max(first, Math.min(from, last));
        return new Range(start, (int) Math.min(Integer.MAX_VALUE, Math.max(start, Math.min(to, last)) - start));
    }
}
