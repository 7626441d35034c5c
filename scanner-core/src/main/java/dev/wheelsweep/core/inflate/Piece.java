package dev.wheelsweep.core.inflate;

/** Some successive blocks of a {@link Stretch}. */
final class Piece {
    /** Where its first block begins in the stream, and where the last one ends. */
    final long bit;

    final long endBit;
    /** Uncompressed bytes. */
    final int length;
    /** The offset of the first of them. */
    long start;
    /** What it is part of. */
    Stretch stretch;
    /** Whether it was decoded to cells, or to bytes because nothing before it was unknown any more. */
    final Unit unit;
    /** Its place in {@link TailMemory}, which may have forgotten it. */
    long place;

    Piece(long bit, long endBit, int length, Unit unit, long place) {
        this.bit = bit;
        this.endBit = endBit;
        this.length = length;
        this.unit = unit;
        this.place = place;
    }

    /** @return the offset behind the last of them */
    long end() {
        return start + length;
    }
}
