package dev.wheelsweep.core.inflate;

/** Some successive blocks of a tail, decoded by themselves: markers stand for what is before the first of them. */
final class Piece {
    /** Its cells are not in memory. */
    static final int FORGOTTEN = -1;

    /** Where its first block begins in the stream, and where the last one ends. */
    final long bit;

    final long endBit;
    /** Uncompressed bytes. */
    final int length;
    /** The offset of the first of them. */
    long start;
    /** Place of its cells in {@link TailMemory}, or {@link #FORGOTTEN}. */
    int place;

    Piece(long bit, long endBit, int length, int place) {
        this.bit = bit;
        this.endBit = endBit;
        this.length = length;
        this.place = place;
    }

    /** @return the offset behind the last of them */
    long end() {
        return start + length;
    }

    /** @return the offset of the byte that a marker among its cells stands for */
    long original(int marker) {
        return Math.max(0, start - DeflateFormat.WINDOW + marker - Cells.FIRST_MARKER);
    }
}
