package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.core.zip.ZipEntry;

/** How much is decoded although no fact needs it, only to check it. */
public enum Verification {
    /** Nothing. What is decoded whole anyway is checked against size and CRC-32. */
    NONE,
    /** One of {@value #ONE_IN} ELF files whose middle was skipped is read again, whole: its facts must be the same. */
    SAMPLE,
    /** Every entry is decoded whole, and its size and CRC-32 are checked. */
    ALL;

    static final int ONE_IN = 128;

    /** @return whether an ELF file that was read in this mode is read again, whole; depends on its content only */
    boolean repeats(ZipEntry entry, ReadMode mode) {
        return this == SAMPLE
                && (mode == ReadMode.HEAD_TAIL || mode == ReadMode.REPEATED)
                && entry.crc32() % ONE_IN == 0;
    }
}
