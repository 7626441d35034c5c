package dev.wheelsweep.core.inflate;

/**
 * Some successive blocks that {@link MarkedDecoder} decoded.
 *
 * @param bit where the first block begins in the stream
 * @param endBit where the last block ends; {@link MarkedDecoder#END} for the end of the stream
 * @param length uncompressed bytes
 * @param unit whether they were decoded to cells, or to bytes because everything before them was known
 * @param place where {@link TailMemory} keeps them
 */
record Blocks(long bit, long endBit, int length, Unit unit, long place) {}
