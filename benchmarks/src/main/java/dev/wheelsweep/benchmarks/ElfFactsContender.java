package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the ELF reader gets the bytes of a file. */
public enum ElfFactsContender {
    /** As in a scan: the entry is decoded where the ELF reader asks. */
    AS_ASKED {
        @Override
        Reading open(List<DeflatedElf> entries) throws IOException, FormatException {
            Map<Path, InputFile> files = new HashMap<>();
            Map<DeflatedElf, ZipEntry> found = new HashMap<>();
            for (DeflatedElf elf : entries) {
                if (!files.containsKey(elf.wheel())) {
                    files.put(elf.wheel(), InputMode.MMAP.open(elf.wheel()));
                }
                CentralDirectory.read(files.get(elf.wheel())).entries().stream()
                        .filter(entry -> entry.name().equals(elf.name()))
                        .forEach(entry -> found.put(elf, entry));
            }
            EntryReader reader = new EntryReader();
            return elf ->
                    ElfReader.readWithoutLookups(reader.open(files.get(elf.wheel()), found.get(elf)), Limits.DEFAULT);
        }
    },
    /** Inflated whole by us, then read. */
    WHOLE {
        @Override
        Reading open(List<DeflatedElf> entries) throws IOException, FormatException {
            return whole(InflateContender.OURS, entries);
        }
    },
    /** Inflated whole by java.util.zip, then read. */
    WHOLE_BY_JDK {
        @Override
        Reading open(List<DeflatedElf> entries) throws IOException, FormatException {
            return whole(InflateContender.JDK, entries);
        }
    };

    /** From an entry to its facts. */
    interface Reading {
        ElfFacts read(DeflatedElf entry) throws IOException, FormatException;
    }

    abstract Reading open(List<DeflatedElf> entries) throws IOException, FormatException;

    private static Reading whole(InflateContender contender, List<DeflatedElf> entries)
            throws IOException, FormatException {
        Inflation inflation = contender.open(entries);
        byte[] out = new byte[DeflatedElf.largest(entries)];
        return entry -> ElfReader.readWithoutLookups(new Heap(out, inflation.inflate(entry, out)), Limits.DEFAULT);
    }
}
