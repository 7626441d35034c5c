package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.audit.ArchiveAudit;
import dev.wheelsweep.core.audit.OddityList;
import dev.wheelsweep.core.audit.PypiUploadRules;
import dev.wheelsweep.core.audit.RecordHashes;
import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.RangedFile;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.input.RecordedSource;
import dev.wheelsweep.core.input.RowText;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.NeededFiles;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.stableabi.StableAbiPromise;
import dev.wheelsweep.core.wheel.ArchiveText;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.SbomComponent;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.EntryBytes;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.core.zip.StreamEnd;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One pass over the entries of one wheel. A bad entry becomes a {@link Failure}, and the pass goes on; a directory that
 * cannot be read ends it.
 */
final class ContentsScan implements ArchiveText {
    private final ByteSource file;
    private final EntryReader reader;
    private final DecodingMemory memory;
    private final Verification verification;
    private final CentralDirectory directory;
    private final LocalHeaders locals;
    private final Map<String, ZipEntry> byName = new HashMap<>();
    /** Each failure once, although a dist-info file is read both as an entry and as text. */
    private final Set<Failure> failures = new LinkedHashSet<>();

    /** What there was no room for in the rows: an entry of each kind of row, and none for entries that cannot be read. */
    private final List<Failure> unkept = new ArrayList<>();

    /** Each odd end once, for the same reason. */
    private final Set<ZipOddity> oddEnds = new LinkedHashSet<>();

    private final RecordedSource recorded;
    private final Repeats repeats;
    private final Limits limits;
    private final RowBudget budget;
    /**
     * What the files of the wheel define for each other, and the order in which a loader looks imports up. Read only where musl
     * may load them, and where it decides about the stable ABI.
     */
    private Optional<DefinedNames> defined = Optional.empty();

    private final DecodingShares shares;
    private WheelRepeats repeated;
    /** Empty for a file that costs no round trips. */
    private final Optional<PlannedReads> planned;

    /** Names that files define which were read before their turn. */
    private long namesAhead;

    private long bytesRead;
    private long bytesDecoded;

    /** An ELF file whose needed libraries are not resolved yet. */
    private record ScannedElf(ZipEntry entry, LoadableFile file, ReadMode readMode, long size, long bytesDecoded) {}

    /** @throws FormatException if the zip container as a whole cannot be read */
    ContentsScan(
            InputFile file,
            EntryReader reader,
            DecodingMemory memory,
            Verification verification,
            Limits limits,
            Repeats repeats)
            throws IOException, FormatException {
        this.file = file;
        this.reader = reader;
        this.memory = memory;
        this.verification = verification;
        this.limits = limits;
        this.directory = CentralDirectory.read(file, limits);
        this.recorded = new RecordedSource(file);
        this.locals = new LocalHeaders(recorded);
        this.planned = file instanceof RangedFile ranged && verification != Verification.ALL
                ? Optional.of(new PlannedReads(ranged, directory, locals, reader))
                : Optional.empty();
        this.repeats = repeats;
        this.bytesRead = file.size() - directory.offset();
        directory.entries().forEach(entry -> byName.put(entry.name(), entry)); // The last entry of a name wins.
        this.budget = new RowBudget(
                limits, byName.keySet().stream().mapToLong(RowText::bytes).max().orElse(0));
        this.shares = new DecodingShares(directory.entries(), limits.decodedBytes(file.size()), file.size());
        reader.startArchive(limits.decodedBytes(file.size()));
        reader.reserve(shares.ofAll());
    }

    /**
     * @param name whose project and version select the dist-info folder
     * @param wheel that is read; empty if its files are not compared with others
     * @throws FormatException {@link Reason#ENDS_CONTRADICT_WHOLE}, or {@link Reason#LIMIT_ROW_BYTES} if the rows of the
     *     wheel's tags are too long
     */
    WheelContents run(WheelFilename name, Optional<Repeats.Wheel> wheel) throws IOException, FormatException {
        defined = isTakenOnMusl(name) || StableAbiPromise.of(name).isPresent()
                ? Optional.of(new DefinedNames())
                : Optional.empty();
        repeated = new WheelRepeats(repeats, wheel, recorded, locals, defined.isPresent());
        if (planned.isPresent()) {
            planned.get().begin();
        }
        List<ZipOddity> oddities = ArchiveAudit.of(file, directory, locals);
        DistInfo.Parsed distInfo = DistInfo.read(name, this, limits);
        budget.keep(name);
        List<DistInfo> facts = fitting(List.of(distInfo.facts()), budget::keep, unused -> firstOfDistInfo());
        Optional<ZipOddity> objection = PypiUploadRules.objection(file, directory, locals, name, distInfo);
        List<ZipOddity> kept = new ArrayList<>();
        if (objection.isPresent()) {
            budget.keep(objection.get());
        }
        kept.addAll(fitting(oddities, budget::keep, ZipOddity::entry));
        objection.ifPresent(kept::add);
        List<SbomComponent> components =
                fitting(distInfo.sbomComponents(), budget::keep, component -> Optional.of(component.sbom()));
        RecordHashes declared = distInfo.record()
                .map(path -> RecordHashes.of(path, distInfo.hashes()))
                .orElse(RecordHashes.none());
        RecordHashes hashes = verification == Verification.ALL ? declared : RecordHashes.none();
        List<ScannedElf> found = elfFiles(hashes);
        kept.addAll(fitting(hashes.oddities(), budget::keep, ZipOddity::entry));
        distInfo.failures().forEach(failure -> failures.add(Failure.of(failure.entry(), failure.cause())));
        failures.addAll(unkept);
        kept.addAll(OddityList.of(oddEnds));
        return new WheelContents(
                directory.entries().size(),
                facts.isEmpty() ? DistInfo.UNKNOWN : facts.get(0),
                resolveLibraries(found, name, declared),
                List.copyOf(failures),
                components,
                kept,
                bytesRead,
                bytesDecoded);
    }

    /** glibc reports a missing version before any missing symbol, so wheels for glibc alone can do without. */
    private static boolean isTakenOnMusl(WheelFilename name) {
        return name.platformTags().stream()
                .anyMatch(tag -> tag.libc().filter(Libc.GLIBC::equals).isEmpty());
    }

    private interface Keeping<T> {
        void keep(T record) throws FormatException;
    }

    /**
     * @param concerned the entry that a record is about; empty if the wheel is not judged without the records
     * @return the first records, as many as there is room for; the first of the others becomes a failure
     */
    private <T> List<T> fitting(List<T> records, Keeping<T> keeping, Function<T, Optional<String>> concerned) {
        for (int i = 0; i < records.size(); i++) {
            try {
                keeping.keep(records.get(i));
            } catch (FormatException tooLong) {
                Failure failure = Failure.of(concerned.apply(records.get(i)), tooLong);
                if (unkept.stream().noneMatch(other -> other.entry().equals(failure.entry()))) {
                    unkept.add(failure);
                }
                return records.subList(0, i);
            }
        }
        return records;
    }

    private Optional<String> firstOfDistInfo() {
        return byName.keySet().stream().filter(DistInfo::isReadFrom).sorted().findFirst();
    }

    /** Reads the ELF files; those that cannot be read become failures. */
    private List<ScannedElf> elfFiles(RecordHashes hashes) throws IOException, FormatException {
        SortedMap<Integer, ScannedElf> found = new TreeMap<>();
        SortedMap<Integer, Failure> failed = new TreeMap<>();
        if (planned.isPresent()) {
            RowBudget room = new RowBudget(limits, 0);
            planned.get().readAhead(entry -> early(entry, room));
        }
        long reserved = shares.ofAll();
        for (int place : shares.order()) {
            ZipEntry entry = directory.entries().get(place);
            reserved -= shares.of(entry);
            if (planned.isPresent() && planned.get().isOther(place)) {
                continue;
            }
            reader.reserve(reserved);
            try {
                Optional<ScannedElf> elf = elfFile(entry, hashes);
                if (elf.isPresent()) {
                    found.put(place, elf.get());
                }
            } catch (FormatException bad) {
                if (bad.reason() == Reason.ENDS_CONTRADICT_WHOLE) {
                    throw bad;
                }
                Failure failure = Failure.of(Optional.of(entry.name()), bad);
                fitting(List.of(failure), budget::keep, unnamed -> Optional.empty())
                        .forEach(kept -> failed.put(place, kept));
            }
        }
        failures.addAll(failed.values());
        return List.copyOf(found.values());
    }

    /**
     * Reads an entry before its turn.
     *
     * @param room for the rows of all that are read so, which wait for their turn
     * @return empty if there is no room for the names that all of them define
     * @throws FormatException {@code LIMIT_ROW_BYTES} if there is no room for its rows, or what reading the entry throws
     */
    private Optional<EarlyRead> early(ZipEntry entry, RowBudget room) throws IOException, FormatException {
        Optional<DefinedNames> names = defined.map(unused -> new DefinedNames());
        EntryScan scan =
                new EntryScan(locals, entry, reader, Verification.NONE, limits, RecordHashes.none(), names, repeated);
        Optional<EntryScan.Found> found = memory.use(reader, entry, scan::run);
        if (found.isPresent()) {
            room.keep(entry.name(), found.get().facts());
        }
        namesAhead += names.map(DefinedNames::size).orElse(0);
        if (namesAhead > DefinedNames.MOST
                || !names.map(DefinedNames::isComplete).orElse(true)) {
            return Optional.empty();
        }
        LongBuffer defines = names.map(each -> each.after(0)).orElse(LongBuffer.allocate(0));
        return Optional.of(new EarlyRead(found, scan.bytesRead(), scan.bytesDecoded(), 0, scan.oddEnd(), defines));
    }

    private Optional<ScannedElf> elfFile(ZipEntry entry, RecordHashes hashes) throws IOException, FormatException {
        EntryScan scan = new EntryScan(
                locals,
                entry,
                reader,
                verification,
                limits,
                isInstalled(entry) ? hashes : RecordHashes.none(),
                defined,
                repeated);
        Optional<EarlyRead> early = planned.flatMap(reads -> reads.take(entry));
        try {
            Optional<EntryScan.Found> found =
                    memory.use(reader, entry, () -> early.isPresent() ? scan.run(early.get()) : scan.run());
            planned.ifPresent(reads -> reads.done(entry));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            budget.keep(entry.name(), found.get().facts());
            LoadableFile file = new LoadableFile(entry.name(), found.get().facts());
            return Optional.of(new ScannedElf(
                    entry, file, found.get().readMode(), found.get().size(), scan.bytesDecoded()));
        } finally {
            count(entry, scan.bytesRead(), scan.bytesDecoded(), scan.oddEnd());
        }
    }

    /** Of several entries with one name, RECORD has the hash of the one that is installed last. */
    private boolean isInstalled(ZipEntry entry) {
        return byName.get(entry.name()).equals(entry);
    }

    private void count(ZipEntry entry, long read, long decoded, Optional<StreamEnd> oddEnd) {
        bytesRead += read;
        bytesDecoded += decoded;
        oddEnd.map(end -> new ZipOddity(
                        ZipOddity.Kind.STREAM_END_DIFFERS, Optional.of(entry.name()), end.offset(), end.detail()))
                .ifPresent(oddEnds::add);
    }

    private List<ElfFile> resolveLibraries(List<ScannedElf> found, WheelFilename name, RecordHashes declared) {
        NeededFiles needed =
                new NeededFiles(found.stream().map(ScannedElf::file).toList(), libc(name));
        return found.stream().map(elf -> elfFile(elf, needed, declared)).toList();
    }

    /** @return the C library that all tags of the name agree on */
    private static Libc libc(WheelFilename name) {
        Set<Libc> promised =
                name.platformTags().stream().flatMap(tag -> tag.libc().stream()).collect(Collectors.toSet());
        return promised.size() == 1 ? promised.iterator().next() : Libc.NONE;
    }

    private ElfFile elfFile(ScannedElf elf, NeededFiles needed, RecordHashes declared) {
        ElfFacts facts = elf.file().facts();
        return new ElfFile(
                elf.file().path(),
                elf.size(),
                elf.entry().crc32(),
                isInstalled(elf.entry()) ? declared.sha256(elf.entry().name()) : Optional.empty(),
                facts.inWheel(defined.flatMap(names -> names.places(facts.symbols()))),
                needed.of(elf.file()),
                elf.readMode(),
                elf.bytesDecoded());
    }

    @Override
    public Collection<String> names() {
        return directory.entries().stream().map(ZipEntry::name).toList();
    }

    /** Only content is compared, and only files that may be ELF have their hash in a row: few of many names are kept. */
    @Override
    public boolean wantsHash(String name) {
        ZipEntry entry = byName.get(name);
        return verification == Verification.ALL || entry == null || entry.size() >= ElfLayout.SHORTEST_HEADER;
    }

    @Override
    public byte[] bytes(String name, int most) throws IOException, FormatException {
        ZipEntry entry = byName.get(name);
        return memory.use(reader, entry, () -> bytes(entry, most));
    }

    private byte[] bytes(ZipEntry entry, int most) throws IOException, FormatException {
        EntryBytes bytes = reader.openWhole(locals, entry);
        try {
            return bytes.read(content -> content(content, entry.name(), most));
        } finally {
            count(entry, bytes.bytesRead(), bytes.bytesDecoded(), bytes.oddEnd());
        }
    }

    private static byte[] content(EntryBytes bytes, String name, int most) throws IOException, FormatException {
        if (bytes.size() > most) {
            // The declared size may be wrong: the content is too long only if there is a byte beyond what it may have.
            bytes.view(Format.METADATA, 0, most + 1L);
            throw ArchiveText.tooLong(name, most);
        }
        byte[] content = bytes.view(Format.METADATA, 0, bytes.size()).copy(0, bytes.size());
        bytes.verify();
        return content;
    }
}
