package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ZipFormat.Central;

/**
 * What a central header (APPNOTE 4.3.12) says besides {@link ZipEntry}, raw.
 *
 * @param offset of the header in the file, in bytes
 * @param version needed to read the entry, in tenths
 * @param time DOS time and date as one number
 * @param disk on which the entry begins
 * @param mode of a Unix file; 0 if the entry was made on another system
 * @param extra the extra field; shorter than declared if the directory ends before
 * @param commentLength as declared
 * @param length of the whole header as declared
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, and nobody writes into the name.
public record CentralFields(
        long offset,
        int version,
        long time,
        int disk,
        int mode,
        byte[] rawName,
        ByteView extra,
        int commentLength,
        long length) {
    private static final int MODE_SHIFT = 16;

    /** @param at where in the directory the header begins; {@link CentralHeader#read} has found it good */
    public static CentralFields read(ByteView directory, long at) throws FormatException {
        ByteView fixed = directory.slice(at, Central.LENGTH);
        int nameLength = fixed.u16(Central.NAME_LENGTH);
        int extraLength = fixed.u16(Central.EXTRA_LENGTH);
        int commentLength = fixed.u16(Central.COMMENT_LENGTH);
        ByteView name = CentralHeader.cut(directory, at + Central.LENGTH, nameLength);
        return new CentralFields(
                fixed.origin(),
                fixed.u16(Central.VERSION_NEEDED),
                fixed.u32(Central.TIME),
                fixed.u16(Central.DISK),
                (int) (fixed.u32(Central.EXTERNAL_ATTRIBUTES) >>> MODE_SHIFT),
                name.copy(0, name.length()),
                CentralHeader.cut(directory, at + Central.LENGTH + nameLength, extraLength),
                commentLength,
                (long) Central.LENGTH + nameLength + extraLength + commentLength);
    }
}
