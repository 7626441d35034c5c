package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.zip.ZipFormat.Flag;

/**
 * What a {@link CentralHeader} says about the content, and where the data must end. The local header only says where
 * the data begins. Sizes and offsets above 2<sup>63</sup>-1 are held as that number.
 *
 * @param name as CPython's zipfile decodes it: UTF-8 if flag bit 11 is set, else cp437; never used as a path
 * @param headerName the name before CPython cuts it at a NUL or takes a Unicode Path field instead; the local header must
 *     repeat it
 * @param method compression method, raw: 0 stored, 8 deflated
 * @param flags general purpose bit flag, raw
 * @param crc32 of the uncompressed bytes, unsigned 32 bit
 * @param compressedSize bytes
 * @param size uncompressed bytes
 * @param headerOffset where the local header begins in the file, in bytes, the length of a prefix included
 * @param dataLimit the offset in the file where its data must have ended: the next local header, or the central directory
 */
public record ZipEntry(
        String name,
        String headerName,
        int method,
        int flags,
        long crc32,
        long compressedSize,
        long size,
        long headerOffset,
        long dataLimit) {

    /** @return whether the name ends like a folder's, as CPython's {@code ZipInfo.is_dir} decides */
    public boolean isDirectory() {
        return name.endsWith("/");
    }

    /** @return whether CRC-32 and sizes follow the data, as the central header says */
    public boolean hasDescriptor() {
        return (flags & Flag.DESCRIPTOR) != 0;
    }
}
