package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The compressed bytes of one entry, in the file.
 *
 * @param file the whole archive
 * @param entry whose sizes and CRC-32 are declared
 * @param offset of the first compressed byte in the file; {@code entry.compressedSize()} bytes from here are within it
 * @param digest all uncompressed bytes are added to it when the entry is verified
 */
record EntryData(ByteSource file, ZipEntry entry, long offset, Optional<MessageDigest> digest) {

    /** An error found {@code consumed} bytes after the start of the data. */
    FormatException bad(Reason reason, long consumed, String detail) {
        return new FormatException(Format.ZIP, reason, offset + consumed, detail);
    }

    /** @return {@code CRC_MISMATCH} if the uncompressed bytes have another CRC-32 than declared */
    Optional<FormatException> crcMismatch(ContentSum sum) {
        return sum.crc32() == entry.crc32()
                ? Optional.empty()
                : Optional.of(bad(
                        Reason.CRC_MISMATCH,
                        0,
                        "CRC-32 is %08x, declared is %08x".formatted(sum.crc32(), entry.crc32())));
    }
}
