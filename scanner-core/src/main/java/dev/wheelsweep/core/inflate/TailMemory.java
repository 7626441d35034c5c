package dev.wheelsweep.core.inflate;

import java.util.Arrays;

/**
 * Keeps the output of tails in one array, which grows up to a limit and is used again for the next stream. The first
 * output stays, because a tail begins with what was asked for; of the rest the latest is kept, up to the end of the
 * stream:
 *
 * <pre>
 *   0            settled                                    limit
 *   |== first ===|=========== latest, a ring buffer =========|
 * </pre>
 *
 * A place counts all bytes kept or skipped before it, so it shows whether later bytes have overwritten it.
 */
final class TailMemory {
    /** The place of what did not fit. */
    static final long NOWHERE = -1;

    private static final int FIRST = 1 << 20;
    private static final int SETTLED_SHARE = 4;

    private final int settled;
    private final int ring;
    private byte[] bytes = {};
    private long end;

    /** @param limit the most bytes that the array may have */
    TailMemory(int limit) {
        this.settled = limit / SETTLED_SHARE;
        this.ring = limit - settled;
    }

    /** @return the most bytes that it keeps */
    int limit() {
        return settled + ring;
    }

    /** Forgets everything. */
    void clear() {
        end = 0;
    }

    /** Keeps a copy. @return its place, or {@link #NOWHERE} if it is too long for any */
    long keep(byte[] from, int at, int count) {
        if (count > ring) {
            return NOWHERE;
        }
        long place = end;
        if (place + count > settled) {
            place = Math.max(place, settled);
            long turn = (place - settled) % ring;
            place += turn + count > ring ? ring - turn : 0;
        }
        end = place + count;
        int index = index(place);
        if (count > bytes.length - index) {
            bytes = Arrays.copyOf(bytes, (int)
                    Math.min(settled + ring, Math.max(Math.max(FIRST, 2L * bytes.length), (long) index + count)));
        }
        System.arraycopy(from, at, bytes, index, count);
        return place;
    }

    /** @return whether what was kept at a place is still there */
    boolean holds(long place) {
        return place != NOWHERE && (place < settled || place >= end - ring);
    }

    /** @return the byte or cell with this index, counted from a place that {@link #holds} */
    int get(Unit unit, long place, int index) {
        return unit.get(bytes, index(place) + unit.size * index);
    }

    /**
     * Copies cells, or bytes as cells.
     *
     * @param place one that {@link #holds}
     * @param first index of the first one, counted from the place
     */
    void copy(Unit unit, long place, int first, short[] out, int at, int count) {
        int from = index(place) + unit.size * first;
        for (int i = 0; i < count; i++) {
            out[at + i] = (short) unit.get(bytes, from + unit.size * i);
        }
    }

    private int index(long place) {
        return (int) (place < settled ? place : settled + (place - settled) % ring);
    }
}
