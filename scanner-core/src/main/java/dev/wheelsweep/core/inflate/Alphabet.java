package dev.wheelsweep.core.inflate;

/**
 * What the patterns of a code mean (RFC 1951 sections 3.2.5 and 3.2.7), and how large its tables are. The number of
 * first-level bits was chosen by measurement: more of them cost cache and building time, fewer cost second look-ups.
 */
enum Alphabet {
    /**
     * The lengths of the other two codes. No second level. zlib takes an empty precode and reads every bit as symbol 0; so
     * do we, because the value of {@link HuffmanTable#INVALID} is 0. The block then has no code for end-of-block.
     */
    PRECODE(DeflateFormat.LONGEST_PRECODE, DeflateFormat.LONGEST_PRECODE, DeflateFormat.PRECODE_SYMBOLS, 128) {
        @Override
        int template(int symbol) {
            return symbol << HuffmanTable.VALUE_SHIFT | DeflateFormat.precodeExtraBits(symbol);
        }
    },
    LITERALS(Alphabet.LITERAL_BITS, DeflateFormat.LONGEST_CODE, DeflateFormat.FIXED_LITERAL_SYMBOLS, 2342) {
        @Override
        int template(int symbol) {
            if (symbol < DeflateFormat.END_OF_BLOCK) {
                return HuffmanTable.LITERAL | symbol << HuffmanTable.VALUE_SHIFT;
            } else if (symbol == DeflateFormat.END_OF_BLOCK) {
                return HuffmanTable.EXCEPTION | HuffmanTable.END_OF_BLOCK;
            } else if (symbol < DeflateFormat.LITERAL_SYMBOLS) {
                return DeflateFormat.lengthBase(symbol) << HuffmanTable.VALUE_SHIFT
                        | DeflateFormat.lengthExtraBits(symbol);
            } else {
                return HuffmanTable.INVALID;
            }
        }
    },
    DISTANCES(Alphabet.DISTANCE_BITS, DeflateFormat.LONGEST_CODE, DeflateFormat.FIXED_DISTANCE_SYMBOLS, 402) {
        @Override
        int template(int symbol) {
            return symbol < DeflateFormat.DISTANCE_SYMBOLS
                    ? DeflateFormat.distanceBase(symbol) << HuffmanTable.VALUE_SHIFT
                            | DeflateFormat.distanceExtraBits(symbol)
                    : HuffmanTable.INVALID;
        }
    };

    static final int LITERAL_BITS = 11;
    static final int DISTANCE_BITS = 8;

    /** Bits that index the first level. */
    final int mainBits;

    final int longestCode;
    /** Symbols that can have a code, including those that must not occur. */
    final int symbols;
    /** The most entries, of both levels, that any complete code needs; HuffmanTableTest computes it. */
    final int entries;

    Alphabet(int mainBits, int longestCode, int symbols, int entries) {
        this.mainBits = mainBits;
        this.longestCode = longestCode;
        this.symbols = symbols;
        this.entries = entries;
    }

    /** @return the symbol's table entry, but for the bits of its code */
    abstract int template(int symbol);
}
