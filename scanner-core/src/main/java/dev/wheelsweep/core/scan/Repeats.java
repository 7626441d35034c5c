package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.input.FileStamp;
import dev.wheelsweep.core.input.RecordedSource;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.InterruptedIOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The ELF files that were read or found again last: the wheels of a release for several Pythons hold many files in common.
 * One per process, used by all its threads; {@link WheelRepeats} compares the bytes.
 */
public final class Repeats {
    /** Bytes of text in the facts that are kept; the objects around it are not counted. */
    static final long MOST_TEXT = 8L << 20;

    /** What an entry counts beside its text. */
    private static final long LEAST_TEXT = 1024;

    /** In the order in which they were used. */
    private final Map<Content, Known> files = new LinkedHashMap<>(16, 0.75f, true);

    /** What threads are reading now. */
    private final Set<Content> underWay = new HashSet<>();

    private final long mostText;
    private long text;

    public Repeats() {
        this(MOST_TEXT);
    }

    private Repeats(long mostText) {
        this.mostText = mostText;
    }

    /** @return one that keeps nothing, to read every file */
    public static Repeats none() {
        return new Repeats(0);
    }

    /**
     * What the directory declares of a file. Two files that agree in all of it are most probably the same.
     *
     * @param lookups whether the symbols and relocations were read too
     */
    record Content(long crc32, long compressedSize, long size, boolean lookups) {
        static Content of(ZipEntry entry, boolean lookups) {
            return new Content(entry.crc32(), entry.compressedSize(), entry.size(), lookups);
        }
    }

    /** A wheel in the state in which it was read. */
    record Wheel(Path path, FileStamp stamp) {}

    /**
     * A file that was read.
     *
     * @param wheel that it is in
     * @param offset of its first compressed byte
     * @param ranges that were read to find its facts, counted from there
     * @param names that it defines, if they were read; see {@link DefinedNames}
     */
    record Known(Wheel wheel, long offset, List<RecordedSource.Range> ranges, ElfFacts facts, LongBuffer names) {
        private long textBytes() {
            return LEAST_TEXT + facts.textBytes() + (long) Long.BYTES * names.capacity();
        }
    }

    /**
     * Waits while another thread reads the same, since finding it again takes less. A thread that has begun with a file waits
     * for nothing, least of all for another file.
     *
     * @return what is known of it; if nothing, the caller reads it and then calls {@link #end}
     * @throws InterruptedIOException if the thread is interrupted
     */
    synchronized Optional<Known> begin(Content content) throws InterruptedIOException {
        while (underWay.contains(content)) {
            try {
                wait();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the scan was stopped");
            }
        }
        Known known = files.get(content);
        if (known == null && mostText > 0) {
            underWay.add(content);
        }
        return Optional.ofNullable(known);
    }

    /** The file was read, whether its facts were kept or not. */
    synchronized void end(Content content) {
        underWay.remove(content);
        notifyAll();
    }

    synchronized void keep(Content content, Known file) {
        Known replaced = files.put(content, file);
        text += file.textBytes() - (replaced == null ? 0 : replaced.textBytes());
        Iterator<Known> oldest = files.values().iterator();
        while (text > mostText) {
            text -= oldest.next().textBytes();
            oldest.remove();
        }
    }
}
