package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.RowText;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An undefined symbol of the dynamic symbol table.
 *
 * @param name as in the string table, without version
 * @param weak STB_WEAK: stays zero if no library defines it
 */
public record ImportedSymbol(String name, boolean weak) implements RowText {
    /** Bytes of a name that its hash depends on: a table may use one long name for millions of symbols. */
    static final int HASHED = 512;

    /** Odd numbers whose bits look random, as mixing needs them. */
    private static final long FIRST_HASH = 0x9e3779b97f4a7c15L;

    private static final long FACTOR = 0xff51afd7ed558ccdL;

    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    @Override
    public long textBytes() {
        return RowText.bytes(name);
    }

    /** @return a number that is the same for the definition of the symbol in another file, and for nearly no other name */
    public long nameHash() {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return hash(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0);
    }

    /**
     * Reads eight bytes at a time, because a wheel may define millions of names.
     *
     * @param bytes in little-endian order
     * @param at where a name begins, which ends at its NUL or at the end of the bytes
     * @return {@link #nameHash} of the name
     */
    static long hash(ByteBuffer bytes, int at) {
        int end = Math.min(bytes.limit(), at + HASHED);
        long hash = FIRST_HASH;
        int next = at;
        while (true) {
            long word = end - next >= Long.BYTES ? bytes.getLong(next) : rest(bytes, next, end);
            long zeros = zeros(word);
            if (zeros != 0) {
                long beforeFirstZero = (Long.lowestOneBit(zeros) >>> (Byte.SIZE - 1)) - 1;
                return mixed(hash, word & beforeFirstZero);
            }
            hash = mixed(hash, word);
            next += Long.BYTES;
        }
    }

    /**
     * @param bytes in little-endian order
     * @param most bytes that are looked at
     * @return bytes before the NUL that ends the name; without one, all of these bytes
     */
    static int length(ByteBuffer bytes, int at, int most) {
        int end = Math.min(bytes.limit(), at + most);
        for (int next = at; next < end; next += Long.BYTES) {
            long zeros = zeros(end - next >= Long.BYTES ? bytes.getLong(next) : rest(bytes, next, end));
            if (zeros != 0) {
                return next - at + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        return end - at;
    }

    /** @return the highest bit of the lowest byte that is zero, and maybe of later ones */
    private static long zeros(long word) {
        return (word - LOWEST_BITS) & ~word & HIGHEST_BITS;
    }

    /** @return fewer than eight bytes, followed by zeros */
    private static long rest(ByteBuffer bytes, int from, int end) {
        long word = 0;
        for (int i = end - 1; i >= from; i--) {
            word = word << Byte.SIZE | (bytes.get(i) & 0xff);
        }
        return word;
    }

    private static long mixed(long hash, long word) {
        long mixed = (hash ^ word) * FACTOR;
        return mixed ^ (mixed >>> Integer.SIZE);
    }
}
