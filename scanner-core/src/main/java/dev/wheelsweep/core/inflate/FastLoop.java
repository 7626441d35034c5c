package dev.wheelsweep.core.inflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Decodes symbols while enough input and output is left for one turn of the loop, with any symbols. It checks
 * distances, but raises no error: it stops before any symbol that it cannot decode and leaves it to {@link
 * InflateDecoder}. The package comment explains why it is fast, and why it is safe.
 */
final class FastLoop {
    /** Bits that are valid after a reload: a word of 64, less the up to 7 bits before the current one in its first byte. */
    static final int RELOADED_BITS = Long.SIZE - (Byte.SIZE - 1);

    /** Most bits that one turn takes before its second reload: two literals of the first level, a length. */
    static final int BITS_BEFORE_RELOAD =
            2 * Alphabet.LITERAL_BITS + DeflateFormat.LONGEST_CODE + DeflateFormat.MOST_LENGTH_EXTRA_BITS;

    /** Most bits that it takes after that. */
    static final int BITS_AFTER_RELOAD = DeflateFormat.LONGEST_CODE + DeflateFormat.MOST_DISTANCE_EXTRA_BITS;

    /** Input bytes from the one with the current bit on that a turn may load: the second reload's, at its furthest. */
    static final int INPUT_MARGIN = (Byte.SIZE - 1 + BITS_BEFORE_RELOAD) / Byte.SIZE + Long.BYTES;

    /** Bytes of a match that are written in words, whether it is that long or not. */
    private static final int WORDS = 4 * Long.BYTES;

    /** Output bytes that a turn may write: two literals and a match. */
    static final int OUTPUT_MARGIN = 2 + DeflateFormat.LONGEST_MATCH;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LITERAL_MASK = (1 << Alphabet.LITERAL_BITS) - 1;
    private static final int DISTANCE_MASK = (1 << Alphabet.DISTANCE_BITS) - 1;
    private static final int INDEX_SHIFT = HuffmanTable.INDEX_SHIFT;
    private static final int INDEX_MASK = HuffmanTable.INDEX_MASK;
    private static final int VALUE_SHIFT = HuffmanTable.VALUE_SHIFT;
    private static final int TOTAL_MASK = HuffmanTable.TOTAL_MASK;
    private static final int EXCEPTION = HuffmanTable.EXCEPTION;
    private static final int SUBTABLE = HuffmanTable.SUBTABLE;

    // Indexed by distance, for distances shorter than a word: a mask of the bytes that repeat; the factor that repeats
    // them over the whole word; the smallest multiple of the distance that is at least a word.
    private static final long[] REPEATED = new long[Long.BYTES];
    private static final long[] REPEAT = new long[Long.BYTES];
    private static final int[] MULTIPLE = new int[Long.BYTES];

    static {
        for (int distance = 1; distance < Long.BYTES; distance++) {
            int bits = distance * Byte.SIZE;
            REPEATED[distance] = (1L << bits) - 1;
            for (int bit = 0; bit < Long.SIZE; bit += bits) {
                REPEAT[distance] |= 1L << bit;
            }
            MULTIPLE[distance] = (Long.BYTES + distance - 1) / distance * distance;
        }
        // The first distance look-up follows the bits before the second reload without reloading; the first literal
        // look-up of the next turn also follows those after it, or a third literal.
        holds(BITS_BEFORE_RELOAD + Alphabet.DISTANCE_BITS <= RELOADED_BITS);
        holds(BITS_AFTER_RELOAD + Alphabet.LITERAL_BITS <= RELOADED_BITS);
        holds(BITS_BEFORE_RELOAD + Alphabet.LITERAL_BITS <= RELOADED_BITS);
        // A turn consumes no more than it may load, so it ends within the input.
        holds(Byte.SIZE - 1 + BITS_BEFORE_RELOAD + BITS_AFTER_RELOAD <= INPUT_MARGIN * Byte.SIZE);
        // The longest match in words, with a repeated word before it, stays within the longest match in bytes.
        holds(Long.BYTES + WORDS <= DeflateFormat.LONGEST_MATCH);
        // HuffmanTable.extra looks at as many bits as an int has.
        holds(Math.max(BITS_BEFORE_RELOAD - 2 * Alphabet.LITERAL_BITS, BITS_AFTER_RELOAD) < Integer.SIZE);
        holds(BitInput.CAPACITY <= Integer.MAX_VALUE / Byte.SIZE);
    }

    private FastLoop() {}

    /**
     * Decodes as many symbols of a block as is safe, possibly none.
     *
     * @param input left at the first symbol that was not decoded; nothing is staged
     * @param literals entries of the code of literals and lengths
     * @param distances entries of the code of distances
     * @param out holds the window before {@code from}
     * @param from where to write
     * @param to end of what may be written
     * @param windowStart matches may begin here, not before
     * @return end of what was written; bytes from there to {@code to} may have been overwritten
     */
    static int decode(BitInput input, int[] literals, int[] distances, byte[] out, int from, int to, int windowStart) {
        final byte[] in = input.bytes;
        final int lastBit = Byte.SIZE * (input.limit - INPUT_MARGIN);
        final int lastAt = to - OUTPUT_MARGIN;
        int bit = Byte.SIZE * input.position - input.count;
        int at = from;
        if (bit > lastBit || at > lastAt) {
            return from;
        }

        // HotSpot of JDK 17 is short of registers here, and an entry that it moves to a vector register and back costs
        // a third of the speed. So the input's state is one number, from which the bits are loaded again: a buffer with
        // a count of its bits would take three registers. There is also no loop with an index inside this one: it would
        // rarely be entered, but it would be unrolled and occupy registers everywhere. The call of arraycopy keeps
        // values out of vector registers.
        long buffer = (long) WORD.get(in, bit >>> 3) >>> (bit & 7);
        int entry = literals[(int) buffer & LITERAL_MASK];
        int start;
        while (true) {
            start = bit;
            if (bit > lastBit || at > lastAt) {
                break;
            }
            // The entry for this bit was already looked up in the rest of the last word, so that the two loads overlap.
            buffer = (long) WORD.get(in, bit >>> 3) >>> (bit & 7);
            if (entry < 0) {
                out[at++] = (byte) (entry >>> VALUE_SHIFT);
                bit += entry & TOTAL_MASK;
                buffer >>>= entry;
                entry = literals[(int) buffer & LITERAL_MASK];
                if (entry < 0) {
                    out[at++] = (byte) (entry >>> VALUE_SHIFT);
                    bit += entry & TOTAL_MASK;
                    buffer >>>= entry;
                    entry = literals[(int) buffer & LITERAL_MASK];
                    if (entry < 0) {
                        out[at++] = (byte) (entry >>> VALUE_SHIFT);
                        bit += entry & TOTAL_MASK;
                        buffer >>>= entry;
                        entry = literals[(int) buffer & LITERAL_MASK];
                        continue;
                    }
                }
                start = bit;
            }
            if ((entry & EXCEPTION) != 0) {
                if ((entry & SUBTABLE) == 0) {
                    break;
                }
                int indexBits = entry >>> INDEX_SHIFT & INDEX_MASK;
                bit += entry & TOTAL_MASK;
                buffer >>>= entry;
                entry = literals[(entry >>> VALUE_SHIFT) + ((int) buffer & ((1 << indexBits) - 1))];
                if (entry < 0) {
                    out[at++] = (byte) (entry >>> VALUE_SHIFT);
                    bit += entry & TOTAL_MASK;
                    buffer >>>= entry;
                    entry = literals[(int) buffer & LITERAL_MASK];
                    continue;
                }
                if ((entry & EXCEPTION) != 0) {
                    break;
                }
            }
            int length = (entry >>> VALUE_SHIFT) + HuffmanTable.extra(buffer, entry);
            bit += entry & TOTAL_MASK;
            buffer >>>= entry;

            entry = distances[(int) buffer & DISTANCE_MASK];
            buffer = (long) WORD.get(in, bit >>> 3) >>> (bit & 7);
            if ((entry & EXCEPTION) != 0) {
                if ((entry & SUBTABLE) == 0) {
                    break;
                }
                int indexBits = entry >>> INDEX_SHIFT & INDEX_MASK;
                bit += entry & TOTAL_MASK;
                buffer >>>= entry;
                entry = distances[(entry >>> VALUE_SHIFT) + ((int) buffer & ((1 << indexBits) - 1))];
                if ((entry & EXCEPTION) != 0) {
                    break;
                }
            }
            int source = at - (entry >>> VALUE_SHIFT) - HuffmanTable.extra(buffer, entry);
            if (source < windowStart) {
                break;
            }
            bit += entry & TOTAL_MASK;
            buffer >>>= entry;
            entry = literals[(int) buffer & LITERAL_MASK];

            int end = at + length;
            int distance = at - source;
            if (distance < Long.BYTES) {
                // After one word of the repeated bytes the match goes on as one of a longer distance.
                WORD.set(out, at, ((long) WORD.get(out, source) & REPEATED[distance]) * REPEAT[distance]);
                at += Long.BYTES;
                distance = MULTIPLE[distance];
                source = at - distance;
            }
            WORD.set(out, at, (long) WORD.get(out, source));
            WORD.set(out, at + 8, (long) WORD.get(out, source + 8));
            if (at + 16 < end) {
                WORD.set(out, at + 16, (long) WORD.get(out, source + 16));
                WORD.set(out, at + 24, (long) WORD.get(out, source + 24));
                at += WORDS;
                // Each piece ends before it would read what it writes, and doubles the distance for the next piece.
                while (at < end) {
                    int piece = Math.min(end - at, distance);
                    System.arraycopy(out, at - distance, out, at, piece);
                    at += piece;
                    distance += piece;
                }
            }
            at = end;
        }
        input.seek(start);
        return at;
    }

    /** @return a word of the word's first {@code distance} bytes, fewer than eight, repeated */
    static long repeated(long word, int distance) {
        return (word & REPEATED[distance]) * REPEAT[distance];
    }

    /** @return the smallest multiple of a distance that is no shorter than a word */
    static int multiple(int distance) {
        return MULTIPLE[distance];
    }

    private static void holds(boolean relation) {
        if (!relation) {
            throw new AssertionError("a margin of the fast loop is too small");
        }
    }
}
