package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Flag;
import dev.wheelsweep.core.zip.ZipFormat.Local;
import java.io.IOException;

/** The header before the data (APPNOTE 4.3.7), read for its lengths and its name only. */
public final class LocalHeader {
    /** Characters of a name in a message; a name can have 65,535. */
    private static final int LONGEST_SHOWN = 80;

    /** No encoding of a name takes more for one {@code char}. */
    private static final int BYTES_PER_CHAR = 3;

    private LocalHeader() {}

    /**
     * @return where the data begins in the file, in bytes; its range up to the compressed size ends at or before the
     *     entry's data limit
     * @throws FormatException {@code BAD_LOCAL_HEADER} if none is where the central directory says, {@code
     *     NAME_MISMATCH}, {@code OVERLAPPING_ENTRIES} if the data reaches into what follows
     */
    static long dataOffset(ByteSource file, ZipEntry entry) throws IOException, FormatException {
        ByteView header = part(file, entry.headerOffset(), Local.LENGTH);
        if (header.u32(0) != Local.SIGNATURE) {
            throw header.bad(
                    Reason.BAD_LOCAL_HEADER, 0, "0x%08x is no local header's signature".formatted(header.u32(0)));
        }
        int nameLength = header.u16(Local.NAME_LENGTH);
        long nameOffset = entry.headerOffset() + Local.LENGTH;
        requireInFile(file, nameOffset, nameLength);
        // As much as could be the name: thousands of entries may share one header with a name of 64 KiB.
        int compared = Math.min(nameLength, BYTES_PER_CHAR * (entry.headerName().length() + LONGEST_SHOWN));
        ByteView rawName = part(file, nameOffset, compared);
        String name = EntryName.decode(rawName.copy(0, compared), header.u16(Local.FLAGS));
        if (!name.equals(entry.headerName())) {
            throw rawName.bad(
                    Reason.NAME_MISMATCH,
                    0,
                    "\"%s\" in the central directory, \"%s\" in the local header"
                            .formatted(shown(entry.headerName()), shown(name)));
        }
        long dataOffset = nameOffset + nameLength + header.u16(Local.EXTRA_LENGTH);
        if (entry.compressedSize() > entry.dataLimit() - dataOffset) {
            throw new FormatException(
                    Format.ZIP,
                    Reason.OVERLAPPING_ENTRIES,
                    dataOffset,
                    "%d bytes of data from here reach behind %d, where the next header or the central directory begins"
                            .formatted(entry.compressedSize(), entry.dataLimit()));
        }
        return dataOffset;
    }

    /** @return whether it says the same as the central directory about the content, leaving nothing to a descriptor */
    static boolean agrees(ByteSource file, ZipEntry entry) throws IOException, FormatException {
        ByteView header = part(file, entry.headerOffset(), Local.LENGTH);
        return ((header.u16(Local.FLAGS) | entry.flags()) & Flag.DESCRIPTOR) == 0
                && header.u32(Local.CRC_32) == entry.crc32()
                && header.u32(Local.COMPRESSED_SIZE) == entry.compressedSize()
                && header.u32(Local.SIZE) == entry.size();
    }

    /** @return the name, or as much of it as a message bears */
    public static String shown(String name) {
        int length = Math.min(LONGEST_SHOWN, name.codePointCount(0, name.length()));
        return name.substring(0, name.offsetByCodePoints(0, length));
    }

    private static ByteView part(ByteSource file, long offset, int length) throws IOException, FormatException {
        requireInFile(file, offset, length);
        return file.view(Format.ZIP, offset, length);
    }

    private static void requireInFile(ByteSource file, long offset, int length) throws FormatException {
        if (offset < 0 || length > file.size() - offset) {
            throw new FormatException(
                    Format.ZIP,
                    Reason.BAD_LOCAL_HEADER,
                    offset,
                    "%d bytes of a local header at %d of a file of %d bytes".formatted(length, offset, file.size()));
        }
    }
}
