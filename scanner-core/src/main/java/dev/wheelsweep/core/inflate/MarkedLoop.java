package dev.wheelsweep.core.inflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * {@link FastLoop} for output in cells of two bytes, with the same margins of input. Distances and lengths are doubled,
 * and literals written in two bytes; the distance needs no check, because the window before the output is whole.
 */
final class MarkedLoop {
    private static final int CELL = Cells.SIZE;

    /** Bytes that a turn may write, words that overshoot the longest match included. */
    static final int OUTPUT_MARGIN = CELL * FastLoop.OUTPUT_MARGIN + 2 * Long.BYTES;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int LITERAL_MASK = (1 << Alphabet.LITERAL_BITS) - 1;
    private static final int DISTANCE_MASK = (1 << Alphabet.DISTANCE_BITS) - 1;
    private static final int INDEX_SHIFT = HuffmanTable.INDEX_SHIFT;
    private static final int INDEX_MASK = HuffmanTable.INDEX_MASK;
    private static final int VALUE_SHIFT = HuffmanTable.VALUE_SHIFT;
    private static final int TOTAL_MASK = HuffmanTable.TOTAL_MASK;
    private static final int EXCEPTION = HuffmanTable.EXCEPTION;
    private static final int SUBTABLE = HuffmanTable.SUBTABLE;
    private static final int BYTE = 0xff;

    private MarkedLoop() {}

    /**
     * Decodes as many symbols of a block as is safe, possibly none.
     *
     * @param input left at the first symbol that was not decoded; nothing is staged
     * @param literals entries of the code of literals and lengths
     * @param distances entries of the code of distances
     * @param out holds a window of cells before {@code from}
     * @param from index of the byte where to write
     * @param to end of what may be written
     * @return end of what was written; bytes from there to {@code to} may have been overwritten
     */
    static int decode(BitInput input, int[] literals, int[] distances, byte[] out, int from, int to) {
        final byte[] in = input.bytes;
        final int lastBit = Byte.SIZE * (input.limit - FastLoop.INPUT_MARGIN);
        final int lastAt = to - OUTPUT_MARGIN;
        int bit = Byte.SIZE * input.position - input.count;
        int at = from;
        if (bit > lastBit || at > lastAt) {
            return from;
        }
        long buffer = (long) WORD.get(in, bit >>> 3) >>> (bit & 7);
        int entry = literals[(int) buffer & LITERAL_MASK];
        int start;
        while (true) {
            start = bit;
            if (bit > lastBit || at > lastAt) {
                break;
            }
            buffer = (long) WORD.get(in, bit >>> 3) >>> (bit & 7);
            if (entry < 0) {
                Cells.set(out, at, entry >>> VALUE_SHIFT & BYTE);
                at += CELL;
                bit += entry & TOTAL_MASK;
                buffer >>>= entry;
                entry = literals[(int) buffer & LITERAL_MASK];
                if (entry < 0) {
                    Cells.set(out, at, entry >>> VALUE_SHIFT & BYTE);
                    at += CELL;
                    bit += entry & TOTAL_MASK;
                    buffer >>>= entry;
                    entry = literals[(int) buffer & LITERAL_MASK];
                    if (entry < 0) {
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
                    Cells.set(out, at, entry >>> VALUE_SHIFT & BYTE);
                    at += CELL;
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
            int distance = CELL * ((entry >>> VALUE_SHIFT) + HuffmanTable.extra(buffer, entry));
            bit += entry & TOTAL_MASK;
            buffer >>>= entry;
            entry = literals[(int) buffer & LITERAL_MASK];

            int end = at + CELL * length;
            int source = at - distance;
            if (distance < Long.BYTES) {
                // After one word of the repeated cells the match goes on as one of a longer distance.
                WORD.set(out, at, FastLoop.repeated((long) WORD.get(out, source), distance));
                at += Long.BYTES;
                distance = FastLoop.multiple(distance);
                source = at - distance;
            }
            WORD.set(out, at, (long) WORD.get(out, source));
            WORD.set(out, at + 8, (long) WORD.get(out, source + 8));
            at += 16;
            source += 16;
            while (at < end) {
                WORD.set(out, at, (long) WORD.get(out, source));
                WORD.set(out, at + 8, (long) WORD.get(out, source + 8));
                at += 16;
                source += 16;
            }
            at = end;
        }
        input.seek(start);
        return at;
    }
}
