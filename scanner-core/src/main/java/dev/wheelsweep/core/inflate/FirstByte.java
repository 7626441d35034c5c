package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;

/**
 * Finds whether a stream can begin with a certain byte, without building the tables that decoding needs: most entries
 * of a wheel are no ELF files, and their first symbol shows it. The first symbol must be a literal, because there is
 * nothing yet to copy. One per thread; nothing is allocated per stream.
 */
public final class FirstByte {
    /** Bytes that the header of a block and the code after it have at most; what follows them is not looked at. */
    public static final int MOST_LOOKED_AT =
            (DeflateFormat.LONGEST_HEADER + DeflateFormat.LONGEST_CODE + Byte.SIZE - 1) / Byte.SIZE;

    private static final int WHOLE_CODE = 1 << DeflateFormat.LONGEST_CODE;

    private final BitInput input = new BitInput();
    private final DynamicCodes codes = new DynamicCodes();

    /**
     * @param source read in pieces of at most its stride
     * @param offset where the compressed bytes begin
     * @param length how many there are
     * @param value the byte, 0 to 255
     * @return false if the stream, if valid, begins with another byte; true also where only decoding can show it: in
     *     blocks that are stored or have the fixed codes, and where the header is bad
     * @throws IOException if the source cannot be read
     */
    public boolean canStartWith(int value, ByteSource source, long offset, long length) throws IOException {
        try {
            input.start(source, offset, Math.min(length, MOST_LOOKED_AT));
            input.need(DeflateFormat.FINAL_BITS + DeflateFormat.TYPE_BITS, "a block header");
            input.drop(DeflateFormat.FINAL_BITS);
            if (input.take(DeflateFormat.TYPE_BITS) != DeflateFormat.DYNAMIC) {
                return true;
            }
            int literals = codes.readLengths(input);
            input.want(DeflateFormat.LONGEST_CODE);
            return isNext(value, literals);
        } catch (FormatException bad) {
            return true;
        }
    }

    /** @return compressed bytes that the latest answer took */
    public long consumed() {
        return input.consumed();
    }

    /**
     * Computes the code of this symbol only (RFC 1951 section 3.2.2): codes of fewer bits come first, then codes of
     * lower symbols.
     */
    private boolean isNext(int value, int literals) {
        int bits = codes.length(value);
        int used = 0;
        int code = 0;
        for (int symbol = 0; symbol < literals; symbol++) {
            int each = codes.length(symbol);
            if (each > 0) {
                used += WHOLE_CODE >> each;
                code += each < bits || (each == bits && symbol < value) ? WHOLE_CODE >> each : 0;
            }
        }
        if (used != WHOLE_CODE) {
            return true;
        }
        // Codes come from their highest bit on, other numbers from their lowest.
        int next =
                Integer.reverse(input.peek(DeflateFormat.LONGEST_CODE)) >>> (Integer.SIZE - DeflateFormat.LONGEST_CODE);
        return bits > 0 && next >= code && next < code + (WHOLE_CODE >> bits);
    }
}
