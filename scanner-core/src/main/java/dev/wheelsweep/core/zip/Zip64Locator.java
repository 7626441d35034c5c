package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ZipFormat.Locator64;

/**
 * The ZIP64 end of central directory locator (APPNOTE 4.3.15), raw.
 *
 * @param offset of the locator in the file, in bytes
 * @param endDisk on which the ZIP64 end record is
 * @param endOffset of the ZIP64 end record as declared; negative above 2<sup>63</sup>-1
 * @param disks how many there are
 */
public record Zip64Locator(long offset, long endDisk, long endOffset, long disks) {

    /** @param locator {@link Locator64#LENGTH} bytes, of which the signature was found */
    static Zip64Locator read(ByteView locator) throws FormatException {
        return new Zip64Locator(
                locator.origin(),
                locator.u32(Locator64.END_DISK),
                locator.s64(Locator64.END_OFFSET),
                locator.u32(Locator64.DISKS));
    }
}
