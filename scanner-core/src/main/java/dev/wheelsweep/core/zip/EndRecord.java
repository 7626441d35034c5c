package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ZipFormat.End;

/**
 * The end of central directory record (APPNOTE 4.3.16), raw.
 *
 * @param offset of the record in the file, in bytes
 * @param disk the number of this disk
 * @param directoryDisk on which the central directory begins
 * @param entriesOnDisk central headers on this disk
 * @param entries central headers in all, modulo 65,536
 * @param directorySize bytes
 * @param directoryOffset as declared
 * @param commentLength as declared
 */
public record EndRecord(
        long offset,
        int disk,
        int directoryDisk,
        int entriesOnDisk,
        int entries,
        long directorySize,
        long directoryOffset,
        int commentLength) {

    /** @param record {@link End#LENGTH} bytes, of which the signature was found */
    public static EndRecord read(ByteView record) throws FormatException {
        return new EndRecord(
                record.origin(),
                record.u16(End.DISK),
                record.u16(End.DIRECTORY_DISK),
                record.u16(End.ENTRIES_ON_DISK),
                record.u16(End.ENTRIES),
                record.u32(End.DIRECTORY_SIZE),
                record.u32(End.DIRECTORY_OFFSET),
                record.u16(End.COMMENT_LENGTH));
    }
}
