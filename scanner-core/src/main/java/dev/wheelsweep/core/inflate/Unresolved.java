package dev.wheelsweep.core.inflate;

/** Wanted bytes that are only known to be copies of what precedes the tail. */
final class Unresolved {
    /** How many there can be. */
    static final int MOST = 16 * 1024;

    private final int[] markers = new int[MOST];
    private final int[] places = new int[MOST];
    private int count;

    void clear() {
        count = 0;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /**
     * @param marker for the byte that the wanted one is a copy of, in the window before the first stretch
     * @param place where the wanted one goes
     */
    void add(int marker, int place) {
        markers[count] = marker;
        places[count] = place;
        count++;
    }

    /** Writes the bytes that are known now that a stretch was decoded before the one that was the first. */
    void resolve(Stretch formerFirst, byte[] out) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            int cell = formerFirst.original(markers[i]);
            if (cell < Cells.FIRST_MARKER) {
                out[places[i]] = (byte) cell;
            } else {
                markers[left] = cell;
                places[left] = places[i];
                left++;
            }
        }
        count = left;
    }
}
