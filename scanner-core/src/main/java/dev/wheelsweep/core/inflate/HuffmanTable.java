package dev.wheelsweep.core.inflate;

import java.util.Arrays;

/**
 * A prefix code as a two-level look-up table, rebuilt in place for every block. What the bits of an entry mean is drawn
 * in the package comment.
 *
 * <p>It accepts the codes that zlib accepts: no pattern may have two meanings, and every pattern must have one. There
 * are two exceptions: a single code of one bit (but not as precode), and no code at all. The patterns without a meaning
 * are then {@link #INVALID} and one bit long.
 */
final class HuffmanTable {
    static final int LITERAL = 1 << 31;
    static final int EXCEPTION = 1 << 15;
    static final int SUBTABLE = 1 << 14;
    static final int END_OF_BLOCK = 1 << 13;
    /** An exception without another flag: a pattern without a symbol, or a symbol that must not occur. */
    static final int INVALID = EXCEPTION;

    static final int VALUE_SHIFT = 16;
    static final int CODE_SHIFT = 8;
    /** Not {@link #CODE_SHIFT}: the compiler would shift once for both, too early, and run out of registers. */
    static final int INDEX_SHIFT = 10;

    static final int INDEX_MASK = 7;
    static final int TOTAL_MASK = 0xff;

    /** Added to a symbol's template once for every bit of its code, since both numbers of bits in an entry count it. */
    private static final int ONE_BIT = (1 << CODE_SHIFT) + 1;

    /** The first level, then the tables of the second. */
    final int[] entries;

    /** Selects the bits that index the first level. */
    final int mainMask;

    private final Alphabet alphabet;
    private final int[] templates;
    /** Symbols in the order in which codes are given out. */
    private final short[] sorted;
    /** Number of codes by their bits; those of the second level are counted down as they are placed. */
    private final int[] counts = new int[DeflateFormat.LONGEST_CODE + 1];

    /** By bits of the code: where the next symbol goes in {@link #sorted}. */
    private final int[] places = new int[DeflateFormat.LONGEST_CODE + 1];

    HuffmanTable(Alphabet alphabet) {
        this.alphabet = alphabet;
        entries = new int[alphabet.entries];
        mainMask = (1 << alphabet.mainBits) - 1;
        sorted = new short[alphabet.symbols];
        templates = new int[alphabet.symbols];
        Arrays.setAll(templates, alphabet::template);
    }

    static boolean isLiteral(int entry) {
        return (entry & LITERAL) != 0;
    }

    static boolean isEndOfBlock(int entry) {
        return (entry & END_OF_BLOCK) != 0;
    }

    /** @return whether an entry, neither literal nor end of block nor pointer, has no meaning */
    static boolean isInvalid(int entry) {
        return (entry & EXCEPTION) != 0;
    }

    /** @return bits that the entry's code takes, extra bits included */
    static int totalBits(int entry) {
        return entry & TOTAL_MASK;
    }

    /** @return literal, precode symbol, smallest length or distance, or where a second-level table begins */
    static int value(int entry) {
        return (entry & ~LITERAL) >>> VALUE_SHIFT;
    }

    /** @return the number in the extra bits; {@code buffer} begins with the entry's code */
    static int extra(long buffer, int entry) {
        // A code and its extra bits fit in an int, and this mask needs an instruction less than (1 << entry) - 1. The
        // difference is within the noise of InflateBenchmark.
        return ((int) buffer & ~(-1 << entry)) >>> (entry >>> CODE_SHIFT);
    }

    /**
     * Looks a code up through both levels.
     *
     * @param buffer begins with the code. Where the stream ends within the code, the bits that follow do not matter:
     *     every entry that they lead to is longer than what is left.
     * @return an entry that is no pointer; its bits count from the first bit of the code
     */
    int entry(long buffer) {
        int entry = entries[(int) buffer & mainMask];
        if (isLiteral(entry) || (entry & SUBTABLE) == 0) {
            return entry;
        }
        int indexBits = entry >>> INDEX_SHIFT & INDEX_MASK;
        int index = (int) (buffer >>> alphabet.mainBits) & ((1 << indexBits) - 1);
        return entries[value(entry) + index] + alphabet.mainBits * ONE_BIT;
    }

    /**
     * Rebuilds the table (RFC 1951 section 3.2.2).
     *
     * @param lengths bits of each symbol's code, 0 for symbols that do not occur, none above the alphabet's longest
     * @param from where the lengths of this code begin
     * @param symbols how many there are, at most as many as the alphabet has
     * @return whether zlib accepts the code; if not, the table is unusable
     */
    boolean build(byte[] lengths, int from, int symbols) {
        Arrays.fill(counts, 0);
        for (int symbol = 0; symbol < symbols; symbol++) {
            counts[lengths[from + symbol]]++;
        }
        counts[0] = 0;
        int longest = 0;
        int unused = 1;
        for (int bits = 1; bits <= alphabet.longestCode; bits++) {
            unused = 2 * unused - counts[bits];
            if (unused < 0) {
                return false;
            }
            longest = counts[bits] > 0 ? bits : longest;
        }
        sort(lengths, from, symbols);
        if (unused == 0) {
            int code = fillMain(Math.min(longest, alphabet.mainBits));
            fillSubtables(code, longest);
            return true;
        } else if (longest == 0) {
            Arrays.fill(entries, 0, mainMask + 1, INVALID + ONE_BIT);
            return true;
        } else if (longest == 1 && alphabet != Alphabet.PRECODE) {
            fillSingle(templates[sorted[0]] + ONE_BIT);
            return true;
        }
        return false;
    }

    /** Sorts the symbols by bits of their codes, then by symbol. */
    private void sort(byte[] lengths, int from, int symbols) {
        for (int bits = 1; bits < places.length; bits++) {
            places[bits] = places[bits - 1] + counts[bits - 1];
        }
        for (int symbol = 0; symbol < symbols; symbol++) {
            int bits = lengths[from + symbol];
            if (bits != 0) {
                sorted[places[bits]++] = (short) symbol;
            }
        }
    }

    private void fillSingle(int entry) {
        for (int i = 0; i <= mainMask; i += 2) {
            entries[i] = entry;
            entries[i + 1] = INVALID + ONE_BIT;
        }
    }

    /**
     * Places codes of up to {@code longest} bits. Codes are kept bit-reversed, as they come from the stream. The level
     * is filled for short indexes first and doubled by copying whenever the codes get a bit longer, so that each entry
     * is written about twice, however short its code.
     *
     * @return the first code that is longer
     */
    private int fillMain(int longest) {
        int code = 0;
        int next = 0;
        int filled = 1;
        for (int bits = 1; bits <= longest; bits++) {
            System.arraycopy(entries, 0, entries, filled, filled);
            filled *= 2;
            for (int n = counts[bits]; n > 0; n--) {
                entries[code] = templates[sorted[next++]] + bits * ONE_BIT;
                code = successor(code, bits);
            }
        }
        for (; filled <= mainMask; filled *= 2) {
            System.arraycopy(entries, 0, entries, filled, filled);
        }
        return code;
    }

    /** Places the other codes. Those with the same first bits come one after the other and share a table. */
    private void fillSubtables(int firstCode, int longest) {
        int code = firstCode;
        int mainBits = alphabet.mainBits;
        int next = places[mainBits];
        int prefix = -1;
        int start = mainMask + 1;
        int size = 0;
        for (int bits = mainBits + 1; bits <= longest; bits++) {
            int ownBits = bits - mainBits;
            for (; counts[bits] > 0; counts[bits]--) {
                if ((code & mainMask) != prefix) {
                    prefix = code & mainMask;
                    start += size;
                    int indexBits = indexBits(ownBits);
                    size = 1 << indexBits;
                    entries[prefix] =
                            EXCEPTION | SUBTABLE | (start << VALUE_SHIFT) | (indexBits << INDEX_SHIFT) | mainBits;
                }
                int entry = templates[sorted[next++]] + ownBits * ONE_BIT;
                for (int i = code >>> mainBits; i < size; i += 1 << ownBits) {
                    entries[start + i] = entry;
                }
                code = successor(code, bits);
            }
        }
    }

    /** @return how many bits index a second-level table, if its shortest code has {@code shortest} bits there */
    private int indexBits(int shortest) {
        int bits = shortest;
        int used = counts[alphabet.mainBits + bits];
        while (used < 1 << bits) {
            bits++;
            used = 2 * used + counts[alphabet.mainBits + bits];
        }
        return bits;
    }

    /**
     * @return the next code of {@code bits} bits, bit-reversed: the carry runs from the top bit down; the last code is
     *     its own successor
     */
    private static int successor(int code, int bits) {
        int carry = Integer.highestOneBit(~code & ((1 << bits) - 1));
        return (code & (carry - 1)) | carry;
    }
}
