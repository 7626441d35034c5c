package dev.wheelsweep.core.inflate;

import java.util.Arrays;

/** Writes deflate streams bit by bit, so that a test shows every field it is about. */
final class DeflateStreamBuilder {
    /** RFC 1951 section 3.2.7. */
    private static final int[] PRECODE_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    private byte[] bytes = new byte[64];
    private int size;

    /** Appends a number, least significant bit first, as all fields but Huffman codes are written. */
    DeflateStreamBuilder bits(int value, int count) {
        for (int i = 0; i < count; i++) {
            bit(value >>> i & 1);
        }
        return this;
    }

    /** Appends a Huffman code, most significant bit first. */
    DeflateStreamBuilder code(int value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            bit(value >>> i & 1);
        }
        return this;
    }

    /** Appends the code of a symbol in the canonical code that the lengths describe (section 3.2.2). */
    DeflateStreamBuilder symbol(int[] lengths, int symbol) {
        int code = 0;
        for (int bits = 1; bits <= lengths[symbol]; bits++) {
            code <<= 1;
            for (int other = 0; other < lengths.length; other++) {
                boolean shorter = lengths[other] == bits && bits < lengths[symbol];
                boolean earlier = lengths[other] == bits && bits == lengths[symbol] && other < symbol;
                code += shorter || earlier ? 1 : 0;
            }
        }
        return code(code, lengths[symbol]);
    }

    /** Appends a symbol of the fixed code of literals and lengths (section 3.2.6). */
    DeflateStreamBuilder fixed(int symbol) {
        if (symbol < 144) {
            return code(0b00110000 + symbol, 8);
        } else if (symbol < 256) {
            return code(0b110010000 + symbol - 144, 9);
        } else {
            return symbol < 280 ? code(symbol - 256, 7) : code(0b11000000 + symbol - 280, 8);
        }
    }

    /** Fills the byte with bits that no decoder reads. */
    DeflateStreamBuilder pad(int bit) {
        while (size % 8 != 0) {
            bit(bit);
        }
        return this;
    }

    DeflateStreamBuilder bytes(int... values) {
        Arrays.stream(values).forEach(value -> bits(value, 8));
        return this;
    }

    /** A stored block of so many bytes, all of the same value. */
    DeflateStreamBuilder stored(int last, int length, int value) {
        bits(last, 1).bits(0, 2).pad(0).bits(length, 16).bits(~length, 16);
        for (int i = 0; i < length; i++) {
            bits(value, 8);
        }
        return this;
    }

    /** The header of a dynamic block up to HCLEN and the lengths of the precode, given by symbol. */
    DeflateStreamBuilder dynamic(int last, int literals, int distances, int[] precode) {
        bits(last, 1); // BFINAL
        bits(2, 2); // BTYPE: dynamic
        bits(literals - 257, 5); // HLIT
        bits(distances - 1, 5); // HDIST
        bits(19 - 4, 4); // HCLEN: all of them
        for (int symbol : PRECODE_ORDER) {
            bits(precode[symbol], 3);
        }
        return this;
    }

    /** The header of a dynamic block with these code lengths; each is written out, in four bits, none repeated. */
    DeflateStreamBuilder dynamic(int last, int[] literals, int[] distances) {
        dynamic(last, literals.length, distances.length, flatPrecode());
        Arrays.stream(literals).forEach(length -> code(length, 4));
        Arrays.stream(distances).forEach(length -> code(length, 4));
        return this;
    }

    /** A precode whose codes are the lengths 0 to 15 themselves, in four bits. */
    static int[] flatPrecode() {
        int[] lengths = new int[19];
        Arrays.fill(lengths, 0, 16, 4);
        return lengths;
    }

    /** Code lengths by symbol, from pairs of symbol and length; 0 for the others. */
    static int[] lengths(int symbols, int... pairs) {
        int[] lengths = new int[symbols];
        for (int i = 0; i < pairs.length; i += 2) {
            lengths[pairs[i]] = pairs[i + 1];
        }
        return lengths;
    }

    /** @return number of bits so far */
    int size() {
        return size;
    }

    /** @return the stream, its last byte filled with zeros */
    byte[] build() {
        return Arrays.copyOf(bytes, (size + 7) / 8);
    }

    private void bit(int bit) {
        if (size / 8 == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        bytes[size / 8] |= (byte) (bit << size % 8);
        size++;
    }
}
