package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.ColumnWord;

/** How the bytes of an entry were obtained; the {@code read_mode} column. */
public enum ReadMode implements ColumnWord {
    /** Method 0: taken from the file as they are. */
    STORED,
    /** Decoded from the first byte to the last, size and CRC-32 checked. */
    WHOLE,
    /** The two ends of a deflate stream, without its middle; nothing is checked over the bytes between them. */
    HEAD_TAIL,
    /** Not decoded: the same compressed bytes were read before, in this or another wheel, and the facts are those found there. */
    REPEATED;
}
