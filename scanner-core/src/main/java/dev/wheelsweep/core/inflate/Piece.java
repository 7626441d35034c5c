package dev.wheelsweep.core.inflate;

/** Some successive blocks of a {@link Stretch}. */
final class Piece {
    /** Where its first block begins in the stream, and where the last one ends. */
    final long bit;

    final long endBit;
    /** Uncompressed bytes. */
    final int length;
    /** The offset of the first of them. */
    final long start;

    final Stretch stretch;
    final Unit unit;
    /** Its place in {@link TailMemory}, which may have forgotten it; changes when the piece is decoded again. */
    long place;

    /** @param start the offset of the first uncompressed byte */
    Piece(Blocks blocks, long start, Stretch stretch) {
        this.bit = blocks.bit();
        this.endBit = blocks.endBit();
        this.length = blocks.length();
        this.start = start;
        this.stretch = stretch;
        this.unit = blocks.unit();
        this.place = blocks.place();
    }
}
