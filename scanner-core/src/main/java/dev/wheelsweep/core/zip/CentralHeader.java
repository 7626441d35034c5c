package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Central;
import dev.wheelsweep.core.zip.ZipFormat.Extra;

/**
 * One header of the central directory (APPNOTE 4.3.12), ZIP64 resolved. Sizes and offsets above 2<sup>63</sup>-1 are held
 * as that number.
 *
 * @param offset of this header in the file, in bytes
 * @param version needed to read the entry, in tenths
 * @param flags general purpose bit flag, raw
 * @param method compression method, raw
 * @param time DOS time and date as one number
 * @param crc32 of the uncompressed bytes, unsigned 32 bit
 * @param sizes with the offset of the local header as declared
 * @param localOffset where the local header begins in the file: the declared offset and the length of a prefix
 * @param disk on which the entry begins
 * @param mode of a Unix file; 0 if the entry was made on another system
 * @param rawName the bytes of the name; fewer than declared if the directory ends before
 * @param headerName see {@link ZipEntry#headerName}
 * @param name see {@link ZipEntry#name}
 * @param extra the extra field; a window of the directory
 * @param commentLength as declared
 * @param length of the whole header as declared; the end of the directory may cut the last header
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, and never written to.
public record CentralHeader(
        long offset,
        int version,
        int flags,
        int method,
        long time,
        long crc32,
        Zip64Extra sizes,
        long localOffset,
        int disk,
        int mode,
        byte[] rawName,
        String headerName,
        String name,
        ExtraChain extra,
        int commentLength,
        int length) {
    private static final int MODE_SHIFT = 16;

    /**
     * @param directory the central directory
     * @param at where in it the header begins
     * @param prefix bytes to add to the declared offset of the local header
     * @throws FormatException {@code BAD_CENTRAL_HEADER}, {@code UNSUPPORTED_VERSION}, {@code BAD_EXTRA_FIELD}, {@code
     *     BAD_ZIP64_EXTRA}
     */
    static CentralHeader read(ByteView directory, long at, long prefix) throws FormatException {
        long rest = directory.length() - at;
        if (rest < Central.LENGTH) {
            throw directory.bad(
                    Reason.BAD_CENTRAL_HEADER,
                    at,
                    "%d bytes are left in the central directory, a header has %d".formatted(rest, Central.LENGTH));
        }
        ByteView fixed = directory.slice(at, Central.LENGTH);
        if (fixed.u32(0) != Central.SIGNATURE) {
            throw fixed.bad(
                    Reason.BAD_CENTRAL_HEADER, 0, "0x%08x is no central header's signature".formatted(fixed.u32(0)));
        }
        if (fixed.u8(Central.VERSION_NEEDED) > ZipFormat.NEWEST_VERSION) {
            throw fixed.bad(
                    Reason.UNSUPPORTED_VERSION,
                    Central.VERSION_NEEDED,
                    "needs version %d of the format, in tenths".formatted(fixed.u8(Central.VERSION_NEEDED)));
        }
        int nameLength = fixed.u16(Central.NAME_LENGTH);
        int extraLength = fixed.u16(Central.EXTRA_LENGTH);
        int commentLength = fixed.u16(Central.COMMENT_LENGTH);
        long nameAt = at + Central.LENGTH;
        byte[] rawName = directory.copy(nameAt, cut(directory, nameAt, nameLength));
        ExtraChain extra = extra(directory, nameAt + nameLength, extraLength);
        int flags = fixed.u16(Central.FLAGS);
        String headerName = EntryName.decode(rawName, flags);
        String name = EntryName.cutAtNul(headerName);
        Zip64Extra sizes = new Zip64Extra(
                fixed.u32(Central.SIZE), fixed.u32(Central.COMPRESSED_SIZE), fixed.u32(Central.LOCAL_HEADER_OFFSET));
        for (ExtraField field : extra.pieces()) {
            switch (field.id()) {
                case Extra.ZIP64 -> sizes = sizes.resolve(field.data());
                case Extra.UNICODE_PATH -> name = EntryName.orUnicodePath(name, rawName, field.data());
                default -> {}
            }
        }
        return new CentralHeader(
                fixed.origin(),
                fixed.u16(Central.VERSION_NEEDED),
                flags,
                fixed.u16(Central.METHOD),
                fixed.u32(Central.TIME),
                fixed.u32(Central.CRC_32),
                sizes,
                shifted(sizes.headerOffset(), prefix),
                fixed.u16(Central.DISK),
                (int) (fixed.u32(Central.EXTERNAL_ATTRIBUTES) >>> MODE_SHIFT),
                rawName,
                headerName,
                name,
                extra,
                commentLength,
                Central.LENGTH + nameLength + extraLength + commentLength);
    }

    private static ExtraChain extra(ByteView directory, long at, int length) throws FormatException {
        int there = cut(directory, at, length);
        if (there == 0) {
            return ExtraChain.EMPTY;
        }
        ExtraChain extra = ExtraChain.of(directory.slice(at, there));
        extra.requireChain();
        return extra;
    }

    /** CPython reads what is there of a last header that is cut by the end of the directory. */
    private static int cut(ByteView directory, long at, int length) {
        return (int) Math.max(0, Math.min(length, directory.length() - at));
    }

    /**
     * Adds with saturation, because both numbers come from the archive: an offset beyond all files stays beyond all
     * files.
     */
    private static long shifted(long offset, long prefix) {
        return prefix > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + prefix;
    }

    /** @param dataLimit where the entry's data must end, which depends on the other headers */
    ZipEntry entry(long dataLimit) {
        return new ZipEntry(
                name, headerName, method, flags, crc32, sizes.compressedSize(), sizes.size(), localOffset, dataLimit);
    }
}
