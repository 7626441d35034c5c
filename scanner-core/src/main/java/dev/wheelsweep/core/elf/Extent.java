package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;

/**
 * Bytes that follow each other in memory.
 *
 * @param address of the first byte
 * @param offset of the first byte in the file; where the next ones are, {@link MemoryImage} knows
 * @param length bytes that are mapped from there on
 */
record Extent(MemoryImage memory, long address, long offset, long length) {

    /** @return whether the bytes are in the range; hostile numbers cannot overflow the check */
    boolean holds(long position, long count) {
        return (position | count) >= 0 && position <= length - count;
    }

    /** @param position from the first byte; so many bytes from there on are in the range */
    ByteView view(long position, long count) throws IOException, FormatException {
        return memory.view(address + position, count);
    }

    /** Says that the next views will be of these bytes, as {@link dev.wheelsweep.core.input.ByteSource#expect}. */
    void expect(long position, long count) {
        memory.expect(address + position, count);
    }

    /** @return how many bytes from this position on follow each other in the file too */
    long inOnePiece(long position) {
        return Math.min(memory.left(address + position), length - position);
    }
}
