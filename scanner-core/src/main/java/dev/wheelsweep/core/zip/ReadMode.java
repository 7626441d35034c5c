package dev.wheelsweep.core.zip;

import java.util.Locale;

/** How the bytes of an entry were obtained; the {@code read_mode} column. */
public enum ReadMode {
    /** Method 0: taken from the file as they are. */
    STORED,
    /** Decoded from the first byte to the last, size and CRC-32 checked. */
    WHOLE,
    /** The two ends of a deflate stream, without its middle; nothing is checked over the bytes between them. */
    HEAD_TAIL;

    /** @return the name as written in rows and JSON, such as {@code "whole"} */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
