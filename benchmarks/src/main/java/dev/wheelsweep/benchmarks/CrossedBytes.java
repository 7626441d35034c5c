package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.RangeReader.Range;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** In which places of a wheel the bytes are that crossed a network. */
final class CrossedBytes {
    /** Bytes that are one bit. */
    private static final int BLOCK = 64;

    /** A part of an entry between others, of so many bytes, that did not cross. */
    private static final int GAP = 4 << 10;

    private final BitSet crossed = new BitSet();
    private final Map<String, Long> places = new TreeMap<>();

    private CrossedBytes() {}

    /** @return bytes by place, to the next {@value #BLOCK} */
    static Map<String, Long> of(Path wheel, WheelReport report, List<List<Range>> trips)
            throws IOException, FormatException {
        CrossedBytes bytes = new CrossedBytes();
        long again = 0;
        for (List<Range> ranges : trips) {
            for (Range range : ranges) {
                int from = (int) (range.offset() / BLOCK);
                int to = (int) (range.end() / BLOCK);
                again += bytes.crossed.get(from, to).cardinality();
                bytes.crossed.set(from, to);
            }
        }
        bytes.add("more than once", again * BLOCK);
        try (InputFile file = InputMode.MMAP.open(wheel)) {
            bytes.sort(CentralDirectory.read(file), file.size(), elfFiles(report));
        }
        return bytes.places;
    }

    private static Set<String> elfFiles(WheelReport report) {
        return report.elfFiles().stream().map(ElfFile::path).collect(Collectors.toSet());
    }

    private void add(String place, long count) {
        places.merge(place, count, Long::sum);
    }

    private long count(long from, long to) {
        return (long) BLOCK
                * crossed.get((int) (from / BLOCK), (int) (to / BLOCK)).cardinality();
    }

    private void sort(CentralDirectory directory, long size, Set<String> elfFiles) {
        add("end record and directory", count(directory.offset(), size));
        for (ZipEntry entry : directory.entries()) {
            long from = entry.headerOffset();
            long to = entry.dataLimit();
            if (elfFiles.contains(entry.name())) {
                sortElf(from, to);
            } else if (DistInfo.isReadFrom(entry.name())) {
                add("dist-info", count(from, to));
            } else {
                add("local headers and first bytes of other entries", count(from, to));
            }
        }
    }

    private void sortElf(long from, long to) {
        long firstGap = gap(from, to);
        if (firstGap == to) {
            add("ELF files that crossed whole", count(from, to));
            return;
        }
        long lastGap = to;
        for (long at = from; at < to; at += BLOCK) {
            if (!crossed.get((int) (at / BLOCK))) {
                lastGap = at;
            }
        }
        add("starts of ELF files", count(from, firstGap));
        add("ends of ELF files", count(lastGap, to));
        add("middles of ELF files", count(firstGap, lastGap));
    }

    /** @return where the first gap begins */
    private long gap(long from, long to) {
        for (long at = from; at < to; ) {
            long clear = (long) BLOCK * crossed.nextClearBit((int) (at / BLOCK));
            long set = (long) BLOCK * crossed.nextSetBit((int) (clear / BLOCK));
            if (clear >= to) {
                return to;
            }
            if (set < 0 || Math.min(set, to) - clear >= GAP) {
                return clear;
            }
            at = set;
        }
        return to;
    }
}
