package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.audit.ExtraChain;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ZipFormat.Extra;
import dev.wheelsweep.core.zip.ZipFormat.Local;
import java.io.IOException;
import java.util.Optional;

/**
 * What a local header (APPNOTE 4.3.7) says, raw; content never depends on it.
 *
 * @param offset of the header in the file, in bytes
 * @param version needed to read the entry, in tenths
 * @param time DOS time and date as one number
 * @param crc32 0 if a data descriptor follows
 * @param compressedSize likewise; {@link ZipFormat#SATURATED_32} if the ZIP64 field has it
 * @param size likewise
 * @param length of the whole header, behind which the data begins
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole, and nobody writes into the name.
public record LocalFields(
        long offset,
        int version,
        int flags,
        int method,
        long time,
        long crc32,
        long compressedSize,
        long size,
        byte[] rawName,
        ByteView extra,
        int length) {
    /** Bytes that hold most headers whole, so that a file read by position is asked once. */
    private static final int USUAL = 256;

    /** @return empty if there is no local header at this place, or it goes on behind the end of the file */
    public static Optional<LocalFields> read(ByteSource file, long offset) throws IOException, FormatException {
        long room = file.size() - offset;
        if (offset < 0 || room < Local.LENGTH) {
            return Optional.empty();
        }
        ByteView header = file.view(Format.ZIP, offset, Math.min(USUAL, room));
        if (header.u32(0) != Local.SIGNATURE) {
            return Optional.empty();
        }
        int nameLength = header.u16(Local.NAME_LENGTH);
        int extraLength = header.u16(Local.EXTRA_LENGTH);
        int length = Local.LENGTH + nameLength + extraLength;
        if (length > room) {
            return Optional.empty();
        }
        ByteView whole = length <= header.length() ? header : file.view(Format.ZIP, offset, length);
        return Optional.of(new LocalFields(
                offset,
                whole.u16(Local.VERSION_NEEDED),
                whole.u16(Local.FLAGS),
                whole.u16(Local.METHOD),
                whole.u32(Local.TIME),
                whole.u32(Local.CRC_32),
                whole.u32(Local.COMPRESSED_SIZE),
                whole.u32(Local.SIZE),
                whole.copy(Local.LENGTH, nameLength),
                whole.slice(Local.LENGTH + nameLength, extraLength),
                length));
    }

    public long dataOffset() {
        return offset + length;
    }

    public boolean hasDescriptor() {
        return (flags & ZipFormat.Flag.DESCRIPTOR) != 0;
    }

    /** @return the two sizes with ZIP64 resolved; empty if the ZIP64 field is too short for that */
    public Optional<Zip64Extra> sizes(ExtraChain chain) throws FormatException {
        Zip64Extra sizes = new Zip64Extra(size, compressedSize, 0);
        for (ExtraField field : chain.pieces()) {
            if (field.id() == Extra.ZIP64) {
                return sizes.needs() > field.data().length()
                        ? Optional.empty()
                        : Optional.of(sizes.resolve(field.data()));
            }
        }
        return Optional.of(sizes);
    }
}
