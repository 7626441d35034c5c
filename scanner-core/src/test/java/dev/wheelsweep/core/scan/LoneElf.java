package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.core.zip.SparseSource;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A built ELF file as a scan would report it, without a wheel. */
final class LoneElf {
    private LoneElf() {}

    static ElfFile at(String path, ElfBuilder elf) throws IOException, FormatException {
        byte[] bytes = elf.bytes();
        return new ElfFile(
                path,
                bytes.length,
                0,
                Optional.empty(),
                ElfReader.read(SparseSource.of(bytes)),
                List.of(),
                ReadMode.STORED,
                0);
    }
}
