package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Memory that the entries of several wheels are decoded into. Scanners that wait for a network decode nothing most of the time,
 * so they share less memory than all of them could use: an entry is opened once there is room for it.
 */
public final class DecodingMemory {
    /** Room for two of the largest entries, or for all small ones of many wheels. */
    static final int SHARED = 128 << 20;

    private static final int UNIT = 1 << 10;

    /** Units; empty if they are not counted. */
    private final Optional<Semaphore> free;

    private final int all;

    /** What is done with an opened entry. */
    interface Decoding<T> {
        T run() throws IOException, FormatException;
    }

    private DecodingMemory(Optional<Semaphore> free, int all) {
        this.free = free;
        this.all = all;
    }

    /** @return the memory of one scanner, which keeps it from entry to entry */
    public static DecodingMemory own() {
        return new DecodingMemory(Optional.empty(), 0);
    }

    /** @param bytes that all entries may take which are open at the same time */
    static DecodingMemory shared(int bytes) {
        // Fair, so that large entries also have their turn.
        return new DecodingMemory(Optional.of(new Semaphore(bytes / UNIT, true)), bytes / UNIT);
    }

    /**
     * Waits until there is room for an entry.
     *
     * @param reader whose memory is released afterwards, if it is shared
     * @param decoding that opens no other entry
     */
    <T> T use(EntryReader reader, ZipEntry entry, Decoding<T> decoding) throws IOException, FormatException {
        if (free.isEmpty()) {
            return decoding.run();
        }
        int part = (int) Math.min(all, reader.memoryFor(entry) / UNIT);
        try {
            free.get().acquire(part);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the scan was stopped");
        }
        try {
            return decoding.run();
        } finally {
            reader.release();
            free.get().release(part);
        }
    }
}
