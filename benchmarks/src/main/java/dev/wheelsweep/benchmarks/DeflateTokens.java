package dev.wheelsweep.benchmarks;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The tokens of a deflate stream and where its blocks begin, RFC 1951. A simple decoder, apart from ours: its bytes are known
 * already, only their origins are asked.
 */
final class DeflateTokens {
    private static final int[] LENGTHS = {
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258
    };
    private static final int[] LENGTH_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };
    private static final int[] PRECODE_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    private static final int MOST_BITS = 15;
    private static final int END_OF_BLOCK = 256;
    private static final int DISTANCE_BITS = 16;
    private static final int STORED = 0;
    private static final int FIXED = 1;

    private final ByteBuffer in;
    private long bit;

    /** A run of literals as its length; a copy as its negated length and distance. */
    private int[] tokens = new int[1 << 16];

    private int count;
    private int produced;
    private int[] blocks = new int[1 << 10];
    private int blockCount;

    /** @param compressed a valid stream */
    DeflateTokens(byte[] compressed) {
        in = ByteBuffer.allocate(compressed.length + Long.BYTES).put(compressed).order(ByteOrder.LITTLE_ENDIAN);
        boolean isLast;
        do {
            blocks = grown(blocks, blockCount);
            blocks[blockCount++] = produced;
            isLast = bits(1) == 1;
            int type = bits(2);
            if (type == STORED) {
                stored();
            } else {
                compressed(type);
            }
        } while (!isLast);
    }

    /** Sees the tokens from the last one to the first. */
    interface Backwards {
        /** @param at offset of the first byte that the copy made */
        void copy(int at, int length, int distance);
    }

    void backwards(Backwards seen) {
        int at = produced;
        for (int i = count - 1; i >= 0; i--) {
            int token = tokens[i];
            if (token > 0) {
                at -= token;
            } else {
                int length = -token >>> DISTANCE_BITS;
                at -= length;
                seen.copy(at, length, (-token & 0xffff) + 1);
            }
        }
    }

    /** @return the size of the output */
    int produced() {
        return produced;
    }

    /** @return the offset of the first byte of each block, and at last the size of all */
    int[] borders() {
        int[] borders = Arrays.copyOf(blocks, blockCount + 1);
        borders[blockCount] = produced;
        return borders;
    }

    private void stored() {
        bit = (bit + 7) / 8 * 8;
        int length = bits(16);
        bit += 16 + 8L * length;
        literals(length);
    }

    private void compressed(int type) {
        byte[] lengths = new byte[288 + 32];
        int literalCodes = 288;
        int distanceCodes = 30;
        if (type == FIXED) {
            Arrays.fill(lengths, 0, 144, (byte) 8);
            Arrays.fill(lengths, 144, 256, (byte) 9);
            Arrays.fill(lengths, 256, 280, (byte) 7);
            Arrays.fill(lengths, 280, 288, (byte) 8);
            Arrays.fill(lengths, 288, 318, (byte) 5);
        } else {
            literalCodes = bits(5) + 257;
            distanceCodes = bits(5) + 1;
            readLengths(lengths, literalCodes + distanceCodes);
        }
        char[] literal = table(lengths, 0, literalCodes);
        char[] distance = table(lengths, literalCodes, distanceCodes);
        for (int symbol = symbol(literal); symbol != END_OF_BLOCK; symbol = symbol(literal)) {
            if (symbol < END_OF_BLOCK) {
                literals(1);
            } else {
                int code = symbol - END_OF_BLOCK - 1;
                int length = LENGTHS[code] + bits(LENGTH_BITS[code]);
                int base = symbol(distance);
                int extra = Math.max(0, base / 2 - 1);
                int steps = base < 2 ? base : (2 + (base & 1)) << extra;
                append(-(length << DISTANCE_BITS | steps + bits(extra)));
                produced += length;
            }
        }
    }

    private void readLengths(byte[] lengths, int codes) {
        byte[] precode = new byte[PRECODE_ORDER.length];
        int most = bits(4) + 4;
        for (int i = 0; i < most; i++) {
            precode[PRECODE_ORDER[i]] = (byte) bits(3);
        }
        char[] table = table(precode, 0, precode.length);
        int i = 0;
        while (i < codes) {
            int symbol = symbol(table);
            if (symbol < 16) {
                lengths[i++] = (byte) symbol;
            } else {
                byte repeated = symbol == 16 ? lengths[i - 1] : 0;
                int times = symbol == 16 ? 3 + bits(2) : symbol == 17 ? 3 + bits(3) : 11 + bits(7);
                Arrays.fill(lengths, i, i + times, repeated);
                i += times;
            }
        }
    }

    /** @return by the next 15 bits, the symbol and, in the last 4 bits, the length of its code */
    private static char[] table(byte[] lengths, int from, int codes) {
        char[] table = new char[1 << MOST_BITS];
        int code = 0;
        for (int length = 1; length <= MOST_BITS; length++) {
            for (int symbol = 0; symbol < codes; symbol++) {
                if (lengths[from + symbol] == length) {
                    int reversed = Integer.reverse(code++) >>> (Integer.SIZE - length);
                    for (int i = reversed; i < table.length; i += 1 << length) {
                        table[i] = (char) (symbol << 4 | length);
                    }
                }
            }
            code <<= 1;
        }
        return table;
    }

    private int symbol(char[] table) {
        int entry = table[(int) (window() & (1 << MOST_BITS) - 1)];
        bit += entry & 15;
        return entry >> 4;
    }

    private int bits(int number) {
        int value = (int) (window() & (1L << number) - 1);
        bit += number;
        return value;
    }

    /** @return the next 56 bits or more, with zeros after the end */
    private long window() {
        return in.getLong((int) (bit >>> 3)) >>> (bit & 7);
    }

    private void literals(int length) {
        if (count > 0 && tokens[count - 1] > 0) {
            tokens[count - 1] += length;
        } else if (length > 0) {
            append(length);
        }
        produced += length;
    }

    private void append(int token) {
        tokens = grown(tokens, count);
        tokens[count++] = token;
    }

    private static int[] grown(int[] values, int count) {
        return count < values.length ? values : Arrays.copyOf(values, count + count / 2);
    }
}
