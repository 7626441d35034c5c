package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is at which address once the PT_LOAD segments are mapped, as glibc and the kernel map them: whole pages, one segment
 * after the other, a later one over an earlier one, and zeros from p_filesz up to p_memsz and from the end of the file up to
 * that of the page. Bytes of two segments that
 * follow each other in memory are one range, wherever they are in the file.
 */
final class MemoryImage {
    /** The smallest page of any Linux machine: no loader maps less, some map more. */
    private static final long PAGE = 4096;

    private static final long LAST_ADDRESS = -1L;

    /**
     * Addresses are unsigned.
     *
     * @param end the first address after it
     * @param offset where its first byte is in the file; of zeros, where the bytes of the segment end
     */
    private record Run(long start, long end, long offset, boolean zeros) {
        long length() {
            return end - start;
        }

        Run from(long address) {
            return new Run(address, end, zeros ? offset : offset + address - start, zeros);
        }

        Run upTo(long address) {
            return new Run(start, address, offset, zeros);
        }
    }

    private final ElfBytes file;
    private final TreeMap<Long, Run> runs = new TreeMap<>(Long::compareUnsigned);

    private MemoryImage(ElfBytes file) {
        this.file = file;
    }

    /** @param loads PT_LOAD segments in table order */
    static MemoryImage of(ElfBytes file, List<Segment> loads) {
        MemoryImage image = new MemoryImage(file);
        for (Segment load : loads) {
            image.mapFile(load);
            image.mapZeros(load);
        }
        return image;
    }

    /** A range of the file that is read like a table in memory. */
    static Extent ofFile(ElfBytes file, long offset, long length) {
        MemoryImage image = new MemoryImage(file);
        image.map(new Run(0, length, offset, false));
        return new Extent(image, 0, offset, length);
    }

    private void mapFile(Segment load) {
        if (load.offset() < 0 || load.offset() >= file.size() || load.fileSize() == 0) {
            return;
        }
        long before = isMappedInPages(load) ? load.address() & (PAGE - 1) : 0;
        long start = load.address() - before;
        long offset = load.offset() - before;
        long end = isMappedInPages(load) ? pageEnd(end(load, load.fileSize())) : end(load, load.fileSize());
        long inFile = file.size() - offset;
        if (Long.compareUnsigned(end - start, inFile) > 0) {
            end = start + inFile;
            if (isMappedInPages(load)) {
                map(new Run(end, pageEnd(end), file.size(), true));
            }
        }
        map(new Run(start, end, offset, false));
    }

    /** Of the zeros no table has more than a NUL or DT_NULL, so one page of them is enough. */
    private void mapZeros(Segment load) {
        if (Long.compareUnsigned(load.memorySize(), load.fileSize()) <= 0) {
            return;
        }
        long start = end(load, load.fileSize());
        long end = end(load, load.memorySize());
        if (Long.compareUnsigned(end - start, PAGE) > 0) {
            end = start + PAGE;
        }
        map(new Run(start, end, Math.min(Math.max(load.offset(), 0), file.size()) + load.fileSize(), true));
    }

    /** No loader takes a segment that is not aligned to pages; what else reads such files reads them byte by byte. */
    private static boolean isMappedInPages(Segment load) {
        return Long.compareUnsigned(load.alignment(), PAGE) >= 0
                && ((load.address() - load.offset()) & (PAGE - 1)) == 0;
    }

    private static long end(Segment load, long size) {
        long end = load.address() + size;
        return Long.compareUnsigned(end, load.address()) < 0 ? LAST_ADDRESS : end;
    }

    private static long pageEnd(long address) {
        long end = (address + PAGE - 1) & -PAGE;
        return end == 0 ? address : end;
    }

    /** Puts a run over what is there. */
    private void map(Run run) {
        if (Long.compareUnsigned(run.start(), run.end()) >= 0) {
            return;
        }
        Map.Entry<Long, Run> before = runs.lowerEntry(run.start());
        if (before != null && Long.compareUnsigned(before.getValue().end(), run.start()) > 0) {
            cut(before.getValue(), run);
        }
        Map.Entry<Long, Run> covered = runs.ceilingEntry(run.start());
        while (covered != null && Long.compareUnsigned(covered.getKey(), run.end()) < 0) {
            runs.remove(covered.getKey());
            cut(covered.getValue(), run);
            covered = runs.higherEntry(covered.getKey());
        }
        runs.put(run.start(), run);
    }

    /** Keeps what an earlier run has on both sides of a later one. */
    private void cut(Run earlier, Run later) {
        if (Long.compareUnsigned(earlier.start(), later.start()) < 0) {
            runs.put(earlier.start(), earlier.upTo(later.start()));
        }
        if (Long.compareUnsigned(later.end(), earlier.end()) < 0) {
            runs.put(later.end(), earlier.from(later.end()));
        }
    }

    /** @return whether a byte is mapped at this address */
    boolean maps(long address) {
        return left(address) > 0;
    }

    /**
     * @param address one that is mapped
     * @return what is mapped from there on without a gap, but never more than the file has bytes
     */
    Extent at(long address) {
        long length = 0;
        long next = address;
        long left = left(next);
        while (left > 0 && length < file.size()) {
            length += left;
            next += left;
            left = left(next);
        }
        return new Extent(this, address, offset(address), Math.min(length, file.size()));
    }

    /** @return how many bytes follow in the same run; 0 if the address is not mapped */
    long left(long address) {
        Map.Entry<Long, Run> run = runs.floorEntry(address);
        return run == null || Long.compareUnsigned(run.getValue().end(), address) <= 0
                ? 0
                : run.getValue().end() - address;
    }

    private long offset(long address) {
        return run(address).offset();
    }

    private Run run(long address) {
        return runs.floorEntry(address).getValue().from(address);
    }

    /** @param address one that is mapped; only what follows in the same run is expected */
    void expect(long address, long length) {
        Run run = run(address);
        file.source().expect(run.offset(), Math.min(length, run.length()));
    }

    /**
     * @param address from which so many bytes are mapped
     * @return bytes that follow each other in memory; if they do not in the file, positions in errors count from the first
     */
    ByteView view(long address, long length) throws IOException, FormatException {
        if (length == 0) {
            return ByteView.of(ByteBuffer.allocate(0), Format.ELF, 0)
                    .order(file.identity().order());
        }
        Run run = run(address);
        if (!run.zeros() && length <= run.length()) {
            return file.view(run.offset(), length);
        }
        if (length > ElfLimits.JOINED) {
            throw ElfBytes.bad(
                    Reason.LIMIT_VIEW_BYTES, run.offset(), "a table of %d bytes in several segments".formatted(length));
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        while (joined.size() < length) {
            Run part = run(address + joined.size());
            int count = (int) Math.min(part.length(), length - joined.size());
            joined.writeBytes(
                    part.zeros()
                            ? new byte[count]
                            : file.view(part.offset(), count).copy(0, count));
        }
        return ByteView.of(ByteBuffer.wrap(joined.toByteArray()), Format.ELF, run.offset())
                .order(file.identity().order());
    }
}
