package dev.wheelsweep.core.inflate;

/** The numbers of RFC 1951, each written once. */
final class DeflateFormat {
    // ---- section 3.2.3: block header
    static final int FINAL_BITS = 1;
    static final int TYPE_BITS = 2;
    static final int STORED = 0;
    static final int FIXED = 1;
    static final int DYNAMIC = 2;

    // ---- section 3.2.4: stored blocks
    static final int STORED_LENGTH_BITS = 16;
    static final int LONGEST_STORED = (1 << STORED_LENGTH_BITS) - 1;

    // ---- sections 2 and 3.2.5: literals, lengths, distances
    /** Furthest distance of a match, so also the number of bytes of output that later blocks can refer to. */
    static final int WINDOW = 32 * 1024;

    static final int SHORTEST_MATCH = 3;
    static final int LONGEST_MATCH = 258;

    static final int END_OF_BLOCK = 256;
    static final int FIRST_LENGTH = END_OF_BLOCK + 1;

    /** Extra bits of the length symbols from {@link #FIRST_LENGTH} on. */
    private static final int[] LENGTH_EXTRA_BITS = {
        0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0
    };

    /** Extra bits of the distance symbols. */
    private static final int[] DISTANCE_EXTRA_BITS = {
        0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13
    };

    /** Symbols that have a meaning; the fixed codes have a few more, which must not occur. */
    static final int LITERAL_SYMBOLS = FIRST_LENGTH + LENGTH_EXTRA_BITS.length;

    static final int DISTANCE_SYMBOLS = DISTANCE_EXTRA_BITS.length;
    static final int MOST_LENGTH_EXTRA_BITS = 5;
    static final int MOST_DISTANCE_EXTRA_BITS = 13;

    // ---- section 3.2.6: the fixed codes
    static final int FIXED_LITERAL_SYMBOLS = 288;
    static final int FIXED_DISTANCE_SYMBOLS = 32;
    static final int FIXED_DISTANCE_BITS = 5;

    // ---- section 3.2.7: dynamic block header
    static final int LITERAL_COUNT_BITS = 5;
    static final int FEWEST_LITERALS = 257;
    static final int DISTANCE_COUNT_BITS = 5;
    static final int FEWEST_DISTANCES = 1;
    static final int PRECODE_COUNT_BITS = 4;
    static final int FEWEST_PRECODES = 4;
    static final int PRECODE_LENGTH_BITS = 3;
    static final int PRECODE_SYMBOLS = 19;
    static final int LONGEST_PRECODE = (1 << PRECODE_LENGTH_BITS) - 1;
    static final int LONGEST_CODE = 15;
    /** Bits of the longest block header: every length has a code of its own, since repeating takes fewer bits for each. */
    static final int LONGEST_HEADER = FINAL_BITS
            + TYPE_BITS
            + LITERAL_COUNT_BITS
            + DISTANCE_COUNT_BITS
            + PRECODE_COUNT_BITS
            + PRECODE_SYMBOLS * PRECODE_LENGTH_BITS
            + (LITERAL_SYMBOLS + DISTANCE_SYMBOLS) * LONGEST_PRECODE;

    /** Precode symbol: the previous length again, 3 to 6 times. The symbols below it are lengths, those above repeat 0. */
    static final int REPEAT_PREVIOUS = 16;

    private static final int[] REPEAT_EXTRA_BITS = {2, 3, 7};
    static final int MOST_REPEAT_EXTRA_BITS = 7;
    private static final int[] REPEAT_BASES = {3, 3, 11};

    /** The order in which a dynamic header lists the lengths of the precode. */
    private static final int[] PRECODE_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private static final int[] LENGTH_BASES = bases(SHORTEST_MATCH, LENGTH_EXTRA_BITS);
    private static final int[] DISTANCE_BASES = bases(1, DISTANCE_EXTRA_BITS);

    static {
        // The one irregularity of the format: the last length symbol means 258 alone, which its predecessor with
        // all extra bits set means too. By the rule it would be 259.
        LENGTH_BASES[LENGTH_BASES.length - 1]--;

        agree(LENGTH_BASES[LENGTH_BASES.length - 1], LONGEST_MATCH);
        agree(DISTANCE_BASES[DISTANCE_SYMBOLS - 1] + (1 << MOST_DISTANCE_EXTRA_BITS) - 1, WINDOW);
        agree(DISTANCE_EXTRA_BITS[DISTANCE_SYMBOLS - 1], MOST_DISTANCE_EXTRA_BITS);
        agree(LENGTH_EXTRA_BITS[LENGTH_EXTRA_BITS.length - 2], MOST_LENGTH_EXTRA_BITS);
        agree(PRECODE_ORDER.length, PRECODE_SYMBOLS);
        agree(PRECODE_ORDER.length, FEWEST_PRECODES + (1 << PRECODE_COUNT_BITS) - 1);
        agree(REPEAT_PREVIOUS, LONGEST_CODE + 1);
        agree(REPEAT_EXTRA_BITS[REPEAT_EXTRA_BITS.length - 1], MOST_REPEAT_EXTRA_BITS);
        agree(REPEAT_PREVIOUS + REPEAT_BASES.length, PRECODE_SYMBOLS);
        agree(FIXED_DISTANCE_SYMBOLS, 1 << FIXED_DISTANCE_BITS);
    }

    private DeflateFormat() {}

    /** @return the smallest length that a symbol from {@link #FIRST_LENGTH} on can mean */
    static int lengthBase(int symbol) {
        return LENGTH_BASES[symbol - FIRST_LENGTH];
    }

    static int lengthExtraBits(int symbol) {
        return LENGTH_EXTRA_BITS[symbol - FIRST_LENGTH];
    }

    /** @return the smallest distance that the symbol can mean */
    static int distanceBase(int symbol) {
        return DISTANCE_BASES[symbol];
    }

    static int distanceExtraBits(int symbol) {
        return DISTANCE_EXTRA_BITS[symbol];
    }

    /** @return the fewest repetitions that a precode symbol from {@link #REPEAT_PREVIOUS} on can mean */
    static int repeatBase(int symbol) {
        return REPEAT_BASES[symbol - REPEAT_PREVIOUS];
    }

    /** @return extra bits of any precode symbol */
    static int precodeExtraBits(int symbol) {
        return symbol < REPEAT_PREVIOUS ? 0 : REPEAT_EXTRA_BITS[symbol - REPEAT_PREVIOUS];
    }

    /** @return the precode symbol whose length is at a place of the header, counted from 0 */
    static int precodeSymbol(int place) {
        return PRECODE_ORDER[place];
    }

    /** @return how many bits the fixed code gives a literal or length symbol */
    static int fixedLiteralBits(int symbol) {
        if (symbol < 144) {
            return 8;
        } else if (symbol < 256) {
            return 9;
        } else {
            return symbol < 280 ? 7 : 8;
        }
    }

    /** Each symbol begins where the values of its predecessor end. */
    private static int[] bases(int first, int[] extraBits) {
        int[] bases = new int[extraBits.length];
        bases[0] = first;
        for (int i = 1; i < bases.length; i++) {
            bases[i] = bases[i - 1] + (1 << extraBits[i - 1]);
        }
        return bases;
    }

    private static void agree(int one, int other) {
        if (one != other) {
            throw new AssertionError("constants of RFC 1951 contradict each other: %d, %d".formatted(one, other));
        }
    }
}
