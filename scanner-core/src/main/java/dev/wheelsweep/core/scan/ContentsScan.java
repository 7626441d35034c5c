package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.wheel.ArchiveText;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.InstalledTree;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.EntryBytes;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One pass over the entries of one wheel. A bad entry becomes a {@link Failure}, and the pass goes on; a directory that
 * cannot be read ends it.
 */
final class ContentsScan implements ArchiveText {
    private final ByteSource file;
    private final EntryReader reader;
    private final CentralDirectory directory;
    private final Map<String, ZipEntry> byName = new HashMap<>();
    /** Each once, though a dist-info file is looked at as an entry and as text. */
    private final Set<Failure> failures = new LinkedHashSet<>();

    private final ScanBudget budget;

    private long bytesRead;
    private long bytesDecoded;

    /** An ELF file before its siblings are known. */
    private record Lone(ZipEntry entry, ElfFacts facts, ReadMode readMode, long bytesDecoded) {}

    /** @throws FormatException if the zip container as a whole cannot be read */
    ContentsScan(InputFile file, EntryReader reader) throws IOException, FormatException {
        this.file = file;
        this.reader = reader;
        this.directory = CentralDirectory.read(file);
        this.bytesRead = file.size() - directory.offset();
        directory.entries().forEach(entry -> byName.put(entry.name(), entry)); // The last of a name wins.
        this.budget = new ScanBudget(
                byName.keySet().stream().mapToInt(String::length).max().orElse(0));
    }

    /** @param name whose project and version tell which dist-info folder is meant */
    WheelContents run(WheelFilename name) throws IOException {
        List<Lone> found = new ArrayList<>();
        for (ZipEntry entry : directory.entries()) {
            elfFile(entry).ifPresent(found::add);
        }
        DistInfo.Reading distInfo = DistInfo.read(name, this);
        distInfo.failures().forEach(failure -> failures.add(Failure.of(failure.entry(), failure.cause())));
        return new WheelContents(
                directory.entries().size(),
                distInfo.facts(),
                together(found),
                List.copyOf(failures),
                bytesRead,
                bytesDecoded);
    }

    private Optional<Lone> elfFile(ZipEntry entry) throws IOException {
        EntryBytes bytes;
        try {
            bytes = reader.open(file, entry);
        } catch (FormatException bad) {
            failures.add(Failure.of(Optional.of(entry.name()), bad));
            return Optional.empty();
        }
        try {
            if (bytes.size() < ElfReader.MAGIC_LENGTH
                    || !ElfReader.looksLikeElf(bytes.view(Format.ELF, 0, ElfReader.MAGIC_LENGTH))) {
                return Optional.empty();
            }
            budget.read(bytes.size());
            ElfFacts facts = ElfReader.read(bytes);
            bytes.verify();
            budget.keep(entry.name(), facts);
            return Optional.of(new Lone(entry, facts, bytes.readMode(), bytes.bytesDecoded()));
        } catch (FormatException bad) {
            failures.add(Failure.of(Optional.of(entry.name()), bad));
            return Optional.empty();
        } finally {
            count(bytes);
        }
    }

    private void count(EntryBytes bytes) {
        bytesRead += bytes.bytesRead();
        bytesDecoded += bytes.bytesDecoded();
    }

    private static List<ElfFile> together(List<Lone> found) {
        InstalledTree tree = new InstalledTree(
                found.stream().map(lone -> lone.entry().name()).toList());
        return found.stream().map(lone -> elfFile(lone, tree)).toList();
    }

    private static ElfFile elfFile(Lone lone, InstalledTree tree) {
        String path = lone.entry().name();
        Optional<String> searchPath = lone.facts().runpath().or(lone.facts()::rpath);
        return new ElfFile(
                path,
                lone.entry().size(),
                lone.entry().crc32(),
                lone.facts(),
                tree.resolve(path, searchPath, lone.facts().needed()),
                lone.readMode(),
                lone.bytesDecoded());
    }

    @Override
    public Collection<String> names() {
        return directory.entries().stream().map(ZipEntry::name).toList();
    }

    @Override
    public long size(String name) {
        return byName.get(name).size();
    }

    @Override
    public byte[] bytes(String name) throws IOException, FormatException {
        EntryBytes bytes = reader.open(file, byName.get(name));
        try {
            byte[] content = bytes.view(Format.METADATA, 0, bytes.size()).copy(0, bytes.size());
            bytes.verify();
            return content;
        } finally {
            count(bytes);
        }
    }
}
