package dev.wheelsweep.core.inflate;

/** Bytes that are wanted, and of which is only known that they are copies of earlier ones. */
final class Unresolved {
    /** How many there can be. */
    static final int MOST = 16 * 1024;

    private final long[] offsets = new long[MOST];
    private final int[] places = new int[MOST];
    private int count;

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    /**
     * @param offset of the byte that the wanted one is a copy of
     * @param place where the wanted one goes
     */
    void add(long offset, int place) {
        offsets[count] = offset;
        places[count] = place;
        count++;
    }

    long offset(int index) {
        return offsets[index];
    }

    int place(int index) {
        return places[index];
    }

    /** @return the smallest of the offsets */
    long earliest() {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            earliest = Math.min(earliest, offsets[i]);
        }
        return earliest;
    }

    /** @return the largest of the offsets */
    long latest() {
        long latest = 0;
        for (int i = 0; i < count; i++) {
            latest = Math.max(latest, offsets[i]);
        }
        return latest;
    }
}
