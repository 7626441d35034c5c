package dev.wheelsweep.core.inflate;

import java.util.Arrays;

/** Where the cells of tails are kept: one array that grows up to a limit and is used again for the next stream. */
final class TailMemory {
    private static final int FIRST = 1 << 20;

    private final int limit;
    private byte[] bytes;
    private int end;

    /** @param limit the most bytes that the array may have */
    TailMemory(int limit) {
        this.limit = limit;
        this.bytes = new byte[Math.min(FIRST, limit)];
    }

    /** @return bytes in use */
    int end() {
        return end;
    }

    /** Forgets everything from a place on. */
    void cut(int newEnd) {
        end = newEnd;
    }

    /** @return whether so many bytes more can be kept */
    boolean hasRoom(int count) {
        return count <= limit - end;
    }

    /** Keeps a copy, for which there is room. @return its place */
    int keep(byte[] from, int at, int count) {
        if (count > bytes.length - end) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(2L * bytes.length, (long) end + count)));
        }
        System.arraycopy(from, at, bytes, end, count);
        int place = end;
        end += count;
        return place;
    }

    /** @return the cell with this index behind a place */
    int cell(int place, int index) {
        return Cells.get(bytes, place + Cells.SIZE * index);
    }
}
