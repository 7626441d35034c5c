package dev.wheelsweep.core.wheel;

import java.util.Arrays;

/** The three bytes that some editors put before UTF-8 text; not part of a key or name. */
final class ByteOrderMark {
    private static final byte[] UTF_8 = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private ByteOrderMark() {}

    /** @return its length at the start of the text: 3, or 0 without one */
    static int length(byte[] text) {
        return text.length >= UTF_8.length && Arrays.equals(text, 0, UTF_8.length, UTF_8, 0, UTF_8.length)
                ? UTF_8.length
                : 0;
    }
}
