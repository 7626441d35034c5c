package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ZipFormat.End64;

/**
 * The ZIP64 end of central directory record (APPNOTE 4.3.14), raw: values above 2<sup>63</sup>-1 are negative.
 *
 * @param offset of the record in the file, in bytes
 * @param recordSize bytes of the record without its first {@value End64#SIZE_EXCLUDES}
 * @param disk the number of this disk
 * @param directoryDisk on which the central directory begins
 * @param entriesOnDisk central headers on this disk
 * @param entries central headers in all
 * @param directorySize bytes
 * @param directoryOffset as declared
 */
public record Zip64EndRecord(
        long offset,
        long recordSize,
        long disk,
        long directoryDisk,
        long entriesOnDisk,
        long entries,
        long directorySize,
        long directoryOffset) {

    /** @param record {@link End64#LENGTH} bytes, of which the signature was found */
    public static Zip64EndRecord read(ByteView record) throws FormatException {
        return new Zip64EndRecord(
                record.origin(),
                record.s64(End64.RECORD_SIZE),
                record.u32(End64.DISK),
                record.u32(End64.DIRECTORY_DISK),
                record.s64(End64.ENTRIES_ON_DISK),
                record.s64(End64.ENTRIES),
                record.s64(End64.DIRECTORY_SIZE),
                record.s64(End64.DIRECTORY_OFFSET));
    }

    /** @return whether nothing follows the fixed fields */
    public boolean hasFixedFieldsOnly() {
        return recordSize == End64.LENGTH - End64.SIZE_EXCLUDES;
    }
}
