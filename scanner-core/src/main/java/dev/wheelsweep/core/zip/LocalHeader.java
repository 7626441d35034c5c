package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Extra;
import dev.wheelsweep.core.zip.ZipFormat.Flag;
import dev.wheelsweep.core.zip.ZipFormat.Local;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The header before the data (APPNOTE 4.3.7), raw. It owns its fields. A name and an extra field that together are
 * longer than usual stay in the file until they are asked for, because a hostile archive can have thousands of them, of
 * 128 KiB each.
 *
 * @param offset of the header in the file, in bytes
 * @param version needed to read the entry, in tenths
 * @param flags general purpose bit flag
 * @param method compression method
 * @param time DOS time and date as one number
 * @param crc32 0 if a data descriptor follows
 * @param compressedSize 0 if a data descriptor follows; {@link ZipFormat#SATURATED_32} if the ZIP64 field has it
 * @param size as the compressed size
 * @param nameLength bytes
 * @param extraLength bytes
 * @param nameAndExtra empty if longer than usual, or if the file ends before
 */
public record LocalHeader(
        long offset,
        int version,
        int flags,
        int method,
        long time,
        long crc32,
        long compressedSize,
        long size,
        int nameLength,
        int extraLength,
        Optional<NameAndExtra> nameAndExtra) {
    /** What follows the fixed part. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, and never written to.
    public record NameAndExtra(byte[] rawName, ExtraChain extra) {

        /** @param bytes the name and the extra field, which stays a window of them */
        private static NameAndExtra of(ByteView bytes, int nameLength) throws FormatException {
            return new NameAndExtra(
                    bytes.copy(0, nameLength), ExtraChain.of(bytes.slice(nameLength, bytes.length() - nameLength)));
        }
    }

    /** Bytes that hold most headers whole, so that a file read by position is read once for each. */
    private static final int USUAL_LENGTH = 256;

    /** The most bytes that any encoding of a name needs for one {@code char}. */
    private static final int BYTES_PER_CHAR = 3;

    /** @return empty if there is no local header at this place, or the file ends within its fixed part */
    static Optional<LocalHeader> read(ByteSource file, long offset) throws IOException, FormatException {
        long room = file.size() - offset;
        if (offset < 0 || room < Local.LENGTH) {
            return Optional.empty();
        }
        ByteView header = file.view(Format.ZIP, offset, Math.min(USUAL_LENGTH, room));
        if (header.u32(0) != Local.SIGNATURE) {
            return Optional.empty();
        }
        int nameLength = header.u16(Local.NAME_LENGTH);
        int extraLength = header.u16(Local.EXTRA_LENGTH);
        int length = Local.LENGTH + nameLength + extraLength;
        return Optional.of(new LocalHeader(
                offset,
                header.u16(Local.VERSION_NEEDED),
                header.u16(Local.FLAGS),
                header.u16(Local.METHOD),
                header.u32(Local.TIME),
                header.u32(Local.CRC_32),
                header.u32(Local.COMPRESSED_SIZE),
                header.u32(Local.SIZE),
                nameLength,
                extraLength,
                length <= header.length() ? Optional.of(owned(header, nameLength, extraLength)) : Optional.empty()));
    }

    private static NameAndExtra owned(ByteView header, int nameLength, int extraLength) throws FormatException {
        ByteBuffer copy = ByteBuffer.wrap(header.copy(Local.LENGTH, nameLength + extraLength));
        return NameAndExtra.of(ByteView.of(copy, Format.ZIP, header.origin() + Local.LENGTH), nameLength);
    }

    /** @return why {@link #read} found no header at this place */
    static FormatException missing(ByteSource file, long offset) throws IOException, FormatException {
        if (offset < 0 || Local.LENGTH > file.size() - offset) {
            return cut(file, offset, Local.LENGTH);
        }
        ByteView header = file.view(Format.ZIP, offset, Integer.BYTES);
        return header.bad(Reason.BAD_LOCAL_HEADER, 0, "0x%08x is no local header's signature".formatted(header.u32(0)));
    }

    private static FormatException cut(ByteSource file, long offset, int length) {
        return new FormatException(
                Format.ZIP,
                Reason.BAD_LOCAL_HEADER,
                offset,
                "%d bytes of a local header at %d of a file of %d bytes".formatted(length, offset, file.size()));
    }

    /** @return bytes of the whole header */
    public int length() {
        return Local.LENGTH + nameLength + extraLength;
    }

    /** @return where the data begins in the file, in bytes */
    public long dataOffset() {
        return offset + length();
    }

    public boolean hasDescriptor() {
        return (flags & Flag.DESCRIPTOR) != 0;
    }

    /** @return whether the file has the header to its last byte */
    public boolean isWithin(ByteSource file) {
        return length() <= file.size() - offset;
    }

    /** @param file which has the whole header */
    public NameAndExtra nameAndExtra(ByteSource file) throws IOException, FormatException {
        return nameAndExtra.isPresent()
                ? nameAndExtra.get()
                : NameAndExtra.of(file.view(Format.ZIP, offset + Local.LENGTH, nameLength + extraLength), nameLength);
    }

    private byte[] firstOfName(ByteSource file, int count) throws IOException, FormatException {
        if (nameAndExtra.isEmpty()) {
            return file.view(Format.ZIP, offset + Local.LENGTH, count).copy(0, count);
        }
        byte[] rawName = nameAndExtra.get().rawName();
        return rawName.length == count ? rawName : Arrays.copyOf(rawName, count);
    }

    /**
     * @param extra of this header
     * @return the two sizes with ZIP64 resolved; empty if the ZIP64 field is too short for that
     */
    public Optional<Zip64Extra> sizes(ExtraChain extra) throws FormatException {
        Zip64Extra sizes = new Zip64Extra(size, compressedSize, 0);
        Optional<ExtraField> zip64 = extra.first(Extra.ZIP64);
        if (zip64.isEmpty()) {
            return Optional.of(sizes);
        }
        return sizes.needs() > zip64.get().data().length()
                ? Optional.empty()
                : Optional.of(sizes.resolve(zip64.get().data()));
    }

    /** @return whether it agrees with the central directory about the content, and no descriptor follows */
    boolean agrees(ZipEntry entry) {
        return ((flags | entry.flags()) & Flag.DESCRIPTOR) == 0
                && crc32 == entry.crc32()
                && compressedSize == entry.compressedSize()
                && size == entry.size();
    }

    /**
     * @throws FormatException {@code NAME_MISMATCH}, {@code OVERLAPPING_ENTRIES} if the data reaches into what follows,
     *     {@code BAD_LOCAL_HEADER} if the file ends within the name
     */
    void requireBelongsTo(ZipEntry entry, ByteSource file) throws IOException, FormatException {
        long nameOffset = offset + Local.LENGTH;
        if (nameLength > file.size() - nameOffset) {
            throw cut(file, nameOffset, nameLength);
        }
        // Compares no more bytes than could be the name: thousands of entries may share one header with a name of 64
        // KiB.
        int compared = Math.min(nameLength, BYTES_PER_CHAR * (entry.headerName().length() + EntryName.LONGEST_SHOWN));
        String name = EntryName.decode(firstOfName(file, compared), flags);
        if (!name.equals(entry.headerName())) {
            throw new FormatException(
                    Format.ZIP,
                    Reason.NAME_MISMATCH,
                    nameOffset,
                    "\"%s\" in the central directory, \"%s\" in the local header"
                            .formatted(EntryName.shown(entry.headerName()), EntryName.shown(name)));
        }
        if (entry.compressedSize() > entry.dataLimit() - dataOffset()) {
            throw new FormatException(
                    Format.ZIP,
                    Reason.OVERLAPPING_ENTRIES,
                    dataOffset(),
                    "%d bytes of data from here reach past %d, where the next header or the central directory begins"
                            .formatted(entry.compressedSize(), entry.dataLimit()));
        }
    }
}
