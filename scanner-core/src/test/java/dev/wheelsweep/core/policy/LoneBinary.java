package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.SparseSource;
import java.io.IOException;

/** A built ELF file as policies use it, without a wheel. */
final class LoneBinary {
    private LoneBinary() {}

    static Binary at(String path, ElfBuilder elf) throws IOException, FormatException {
        return new Binary(path, ElfReader.read(SparseSource.of(elf.bytes())));
    }
}
