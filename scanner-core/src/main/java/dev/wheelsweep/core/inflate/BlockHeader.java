package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Arrays;

/** The header of a block (RFC 1951 sections 3.2.3 and 3.2.4). Reused from block to block. */
final class BlockHeader {
    private static final HuffmanTable FIXED_LITERALS = fixedLiterals();
    private static final HuffmanTable FIXED_DISTANCES = fixedDistances();

    private final DynamicCodes dynamic = new DynamicCodes();

    private boolean last;
    private boolean stored;
    private int storedLength;
    private HuffmanTable literals = FIXED_LITERALS;
    private HuffmanTable distances = FIXED_DISTANCES;

    /** @return whether the stream ends with this block */
    boolean last() {
        return last;
    }

    /** @return whether the block's data are bytes as they are, and not symbols */
    boolean stored() {
        return stored;
    }

    /** @return number of bytes, if {@link #stored} */
    int storedLength() {
        return storedLength;
    }

    /** @return the code of literals and lengths, unless {@link #stored} */
    HuffmanTable literals() {
        return literals;
    }

    /** @return the code of distances, unless {@link #stored} */
    HuffmanTable distances() {
        return distances;
    }

    /**
     * Reads a header and leaves the input at the first bit of the block's data.
     *
     * @throws FormatException {@link Reason#TRUNCATED_STREAM}, {@link Reason#INVALID_BLOCK_TYPE}, {@link
     *     Reason#INVALID_STORED_LENGTH}, or what {@link DynamicCodes#read} throws
     */
    void read(BitInput input) throws IOException, FormatException {
        input.need(DeflateFormat.FINAL_BITS + DeflateFormat.TYPE_BITS, "a block header");
        last = input.take(DeflateFormat.FINAL_BITS) != 0;
        int type = input.peek(DeflateFormat.TYPE_BITS);
        if (type > DeflateFormat.DYNAMIC) {
            throw input.bad(Reason.INVALID_BLOCK_TYPE, "block type " + type);
        }
        input.drop(DeflateFormat.TYPE_BITS);
        stored = type == DeflateFormat.STORED;
        if (stored) {
            readStoredLength(input);
        } else if (type == DeflateFormat.FIXED) {
            literals = FIXED_LITERALS;
            distances = FIXED_DISTANCES;
        } else {
            dynamic.read(input);
            literals = dynamic.literals();
            distances = dynamic.distances();
        }
    }

    private void readStoredLength(BitInput input) throws IOException, FormatException {
        // The padding may be any bits; zlib does not look at them either.
        input.alignToByte();
        input.need(2 * DeflateFormat.STORED_LENGTH_BITS, "the length of a stored block");
        int both = (int) input.buffer;
        int length = both & DeflateFormat.LONGEST_STORED;
        int complement = both >>> DeflateFormat.STORED_LENGTH_BITS;
        if ((length ^ complement) != DeflateFormat.LONGEST_STORED) {
            throw input.bad(Reason.INVALID_STORED_LENGTH, "LEN is 0x%04x, NLEN 0x%04x".formatted(length, complement));
        }
        input.drop(2 * DeflateFormat.STORED_LENGTH_BITS);
        storedLength = length;
    }

    private static HuffmanTable fixedLiterals() {
        byte[] lengths = new byte[DeflateFormat.FIXED_LITERAL_SYMBOLS];
        for (int symbol = 0; symbol < lengths.length; symbol++) {
            lengths[symbol] = (byte) DeflateFormat.fixedLiteralBits(symbol);
        }
        return fixed(Alphabet.LITERALS, lengths);
    }

    private static HuffmanTable fixedDistances() {
        byte[] lengths = new byte[DeflateFormat.FIXED_DISTANCE_SYMBOLS];
        Arrays.fill(lengths, (byte) DeflateFormat.FIXED_DISTANCE_BITS);
        return fixed(Alphabet.DISTANCES, lengths);
    }

    private static HuffmanTable fixed(Alphabet alphabet, byte[] lengths) {
        HuffmanTable table = new HuffmanTable(alphabet);
        if (!table.build(lengths, 0, lengths.length)) {
            throw new AssertionError("the fixed codes of RFC 1951 are complete");
        }
        return table;
    }
}
