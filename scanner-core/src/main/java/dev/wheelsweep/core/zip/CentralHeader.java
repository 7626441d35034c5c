package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Central;
import dev.wheelsweep.core.zip.ZipFormat.Extra;

/**
 * One header of the central directory as it stands there (APPNOTE 4.3.12).
 *
 * @param entry what it says; its data limit is not known before all headers are
 * @param length of the whole header as declared, in bytes; the last one may be cut by the end of the directory
 */
record CentralHeader(ZipEntry entry, long length) {

    /**
     * @param directory the central directory
     * @param at where in it the header begins
     * @param end where the archive's offsets are to be shifted from, and up to where data may reach
     * @throws FormatException {@code BAD_CENTRAL_HEADER}, {@code UNSUPPORTED_VERSION}, {@code BAD_EXTRA_FIELD}, {@code
     *     BAD_ZIP64_EXTRA}
     */
    static CentralHeader read(ByteView directory, long at, EndOfCentralDirectory end) throws FormatException {
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
        ByteView rawName = cut(directory, at + Central.LENGTH, nameLength);
        ByteView extra = cut(directory, at + Central.LENGTH + nameLength, extraLength);
        return new CentralHeader(
                entry(fixed, rawName.copy(0, rawName.length()), extra, end),
                (long) Central.LENGTH + nameLength + extraLength + fixed.u16(Central.COMMENT_LENGTH));
    }

    /** CPython reads what is there of a last header that is cut by the end of the directory. */
    static ByteView cut(ByteView directory, long at, long length) throws FormatException {
        long from = Math.min(at, directory.length());
        return directory.slice(from, Math.min(length, directory.length() - from));
    }

    private static ZipEntry entry(ByteView fixed, byte[] rawName, ByteView extra, EndOfCentralDirectory end)
            throws FormatException {
        int flags = fixed.u16(Central.FLAGS);
        String headerName = EntryName.decode(rawName, flags);
        String name = EntryName.cutAtNul(headerName);
        Zip64Extra sizes = new Zip64Extra(
                fixed.u32(Central.SIZE), fixed.u32(Central.COMPRESSED_SIZE), fixed.u32(Central.LOCAL_HEADER_OFFSET));
        for (ExtraField field : ExtraField.all(extra)) {
            switch (field.id()) {
                case Extra.ZIP64 -> sizes = sizes.resolve(field.data());
                case Extra.UNICODE_PATH -> name = EntryName.orUnicodePath(name, rawName, field.data());
                default -> {}
            }
        }
        return new ZipEntry(
                name,
                headerName,
                fixed.u16(Central.METHOD),
                flags,
                fixed.u32(Central.CRC_32),
                sizes.compressedSize(),
                sizes.size(),
                shifted(sizes.headerOffset(), end.prefix()),
                end.directoryOffset());
    }

    /** Saturating, since both numbers are the archive's own: an offset beyond all files stays beyond all files. */
    private static long shifted(long offset, long prefix) {
        return prefix > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + prefix;
    }
}
