package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.zip.StreamEnd;
import java.nio.LongBuffer;
import java.util.Optional;

/**
 * What reading one entry before its turn gave.
 *
 * @param found empty for an entry that is no ELF file
 * @param bytesRead as {@link EntryScan#bytesRead}
 * @param bytesDecoded as {@link EntryScan#bytesDecoded}
 * @param counted what it took of the bytes that the archive may decode to
 * @param oddEnd as {@link EntryScan#oddEnd}
 * @param names that the file defines, all of them; none if they are not wanted
 */
record EarlyRead(
        Optional<EntryScan.Found> found,
        long bytesRead,
        long bytesDecoded,
        long counted,
        Optional<StreamEnd> oddEnd,
        LongBuffer names) {
    EarlyRead counting(long decoded) {
        return new EarlyRead(found, bytesRead, bytesDecoded, decoded, oddEnd, names);
    }
}
