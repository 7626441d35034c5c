package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.FormatException;

/**
 * Where the data of an entry ends, if not where the directory says. CPython's zipfile reads such an entry if the CRC-32 of
 * its bytes is right: as many bytes as there are, at most as many as declared.
 *
 * @param offset in the file, in bytes
 * @param detail what is declared and what is there, for a person
 */
public record StreamEnd(long offset, String detail) {
    static StreamEnd of(FormatException mismatch) {
        return new StreamEnd(mismatch.offset(), mismatch.detail());
    }
}
