package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Arrays;

/**
 * The codes of a dynamic block (RFC 1951 section 3.2.7), read from what follows the block's type:
 *
 * <pre>
 *   HLIT 5 | HDIST 5 | HCLEN 4 | precode lengths, 3 bits each | literal and distance code lengths, in precode symbols
 * </pre>
 *
 * The two lists of lengths are one list: a repetition may run from the first into the second.
 */
final class DynamicCodes {
    private final HuffmanTable precode = new HuffmanTable(Alphabet.PRECODE);
    private final HuffmanTable literals = new HuffmanTable(Alphabet.LITERALS);
    private final HuffmanTable distances = new HuffmanTable(Alphabet.DISTANCES);
    private final byte[] precodeLengths = new byte[DeflateFormat.PRECODE_SYMBOLS];
    private final byte[] lengths = new byte[DeflateFormat.LITERAL_SYMBOLS + DeflateFormat.DISTANCE_SYMBOLS];

    private int distanceCount;
    private long lengthsOffset;

    HuffmanTable literals() {
        return literals;
    }

    HuffmanTable distances() {
        return distances;
    }

    /**
     * Leaves the input at the first symbol of the block. The order of the checks is zlib's: of several errors the same one
     * is reported. An error about a code as a whole has the offset at which its list of lengths begins.
     *
     * @throws FormatException {@link Reason#TRUNCATED_STREAM}, {@link Reason#TOO_MANY_SYMBOLS}, {@link
     *     Reason#INVALID_PRECODE}, {@link Reason#INVALID_LENGTH_REPEAT}, {@link Reason#MISSING_END_OF_BLOCK}, {@link
     *     Reason#INVALID_LITERAL_CODE}, {@link Reason#INVALID_DISTANCE_CODE}
     */
    void read(BitInput input) throws IOException, FormatException {
        int literalCount = readLengths(input);
        if (lengths[DeflateFormat.END_OF_BLOCK] == 0) {
            throw BitInput.bad(Reason.MISSING_END_OF_BLOCK, lengthsOffset, "symbol 256 has no code");
        }
        if (!literals.build(lengths, 0, literalCount)) {
            throw BitInput.bad(
                    Reason.INVALID_LITERAL_CODE,
                    lengthsOffset,
                    "the lengths of %d literals make no code".formatted(literalCount));
        }
        if (!distances.build(lengths, literalCount, distanceCount)) {
            throw BitInput.bad(
                    Reason.INVALID_DISTANCE_CODE,
                    lengthsOffset,
                    "the lengths of %d distances make no code".formatted(distanceCount));
        }
    }

    /** As {@link #read}, but builds no codes. @return how many lengths are those of literals; the others are of distances */
    int readLengths(BitInput input) throws IOException, FormatException {
        input.need(
                DeflateFormat.LITERAL_COUNT_BITS + DeflateFormat.DISTANCE_COUNT_BITS + DeflateFormat.PRECODE_COUNT_BITS,
                "the counts of a dynamic block");
        int literalCount = readCount(
                input, DeflateFormat.LITERAL_COUNT_BITS, DeflateFormat.FEWEST_LITERALS, DeflateFormat.LITERAL_SYMBOLS);
        distanceCount = readCount(
                input,
                DeflateFormat.DISTANCE_COUNT_BITS,
                DeflateFormat.FEWEST_DISTANCES,
                DeflateFormat.DISTANCE_SYMBOLS);
        readPrecode(input, DeflateFormat.FEWEST_PRECODES + input.take(DeflateFormat.PRECODE_COUNT_BITS));

        lengthsOffset = input.offset();
        readLengths(input, literalCount + distanceCount);
        return literalCount;
    }

    /** @return the bits of a literal's or length's code as they were read, 0 if it has none */
    int length(int symbol) {
        return lengths[symbol];
    }

    private static int readCount(BitInput input, int bits, int fewest, int most) throws FormatException {
        int count = fewest + input.peek(bits);
        if (count > most) {
            throw input.bad(Reason.TOO_MANY_SYMBOLS, "%d symbols, but there are only %d".formatted(count, most));
        }
        input.drop(bits);
        return count;
    }

    private void readPrecode(BitInput input, int count) throws IOException, FormatException {
        long offset = input.offset();
        Arrays.fill(precodeLengths, (byte) 0);
        for (int place = 0; place < count; place++) {
            input.need(DeflateFormat.PRECODE_LENGTH_BITS, "the precode");
            precodeLengths[DeflateFormat.precodeSymbol(place)] = (byte) input.take(DeflateFormat.PRECODE_LENGTH_BITS);
        }
        if (!precode.build(precodeLengths, 0, precodeLengths.length)) {
            throw BitInput.bad(Reason.INVALID_PRECODE, offset, "the %d lengths make no code".formatted(count));
        }
    }

    private void readLengths(BitInput input, int count) throws IOException, FormatException {
        int filled = 0;
        while (filled < count) {
            input.want(DeflateFormat.LONGEST_PRECODE + DeflateFormat.MOST_REPEAT_EXTRA_BITS);
            int entry = precode.entries[(int) input.buffer & precode.mainMask];
            input.need(HuffmanTable.totalBits(entry), "the code lengths");
            int symbol = HuffmanTable.value(entry);
            if (symbol < DeflateFormat.REPEAT_PREVIOUS) {
                input.drop(HuffmanTable.totalBits(entry));
                lengths[filled++] = (byte) symbol;
            } else {
                filled = repeat(input, entry, filled, count);
            }
        }
    }

    private int repeat(BitInput input, int entry, int filled, int count) throws FormatException {
        int symbol = HuffmanTable.value(entry);
        int end = filled + DeflateFormat.repeatBase(symbol) + HuffmanTable.extra(input.buffer, entry);
        boolean previous = symbol == DeflateFormat.REPEAT_PREVIOUS;
        if (previous && filled == 0) {
            throw input.bad(Reason.INVALID_LENGTH_REPEAT, "no previous length to repeat");
        }
        if (end > count) {
            throw input.bad(Reason.INVALID_LENGTH_REPEAT, "repeats up to length %d of %d".formatted(end, count));
        }
        input.drop(HuffmanTable.totalBits(entry));
        Arrays.fill(lengths, filled, end, previous ? lengths[filled - 1] : 0);
        return end;
    }
}
