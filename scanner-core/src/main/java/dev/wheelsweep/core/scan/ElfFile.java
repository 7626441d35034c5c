package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.wheel.NeededLibrary;
import dev.wheelsweep.core.zip.ReadMode;
import java.util.List;
import java.util.Optional;

/**
 * One ELF file of a wheel.
 *
 * @param path the entry's name
 * @param size uncompressed bytes
 * @param crc32 as the central directory declares it, unsigned 32 bit
 * @param recordSha256 as RECORD declares it, lower-case hex; not compared with the content unless every entry is verified
 * @param facts what the file says
 * @param needed DT_NEEDED, each with the file of the same wheel that satisfies it
 * @param readMode how its bytes were obtained
 * @param bytesDecoded uncompressed bytes produced for it
 */
public record ElfFile(
        String path,
        long size,
        long crc32,
        Optional<String> recordSha256,
        ElfFacts facts,
        List<NeededLibrary> needed,
        ReadMode readMode,
        long bytesDecoded) {
    public ElfFile {
        needed = List.copyOf(needed);
    }
}
