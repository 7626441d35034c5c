package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfFacts.Relro;
import dev.wheelsweep.core.elf.content.DynamicEntries;
import dev.wheelsweep.core.elf.content.DynamicLandmark;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.elf.content.StaticSymbols;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.ForeignSystem;
import dev.wheelsweep.core.platform.Libc;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongConsumer;

/** The entry point of this package: reads {@link ElfFacts} from an ELF file. */
public final class ElfReader {
    /** Bytes at the start of a file that say whether it is ELF. */
    public static final int MAGIC_LENGTH = 4;

    /** The first byte of every ELF file. */
    public static final int FIRST_BYTE = ElfHeader.MAGIC & 0xff;

    /** Bytes after the dynamic segment from which on it is looked for by its content. */
    private static final long FAR = 1 << 20;

    private ElfReader() {}

    /**
     * @param firstFour the first {@value #MAGIC_LENGTH} bytes of a file; fewer are not ELF
     * @return whether they are 0x7f E L F
     */
    public static boolean looksLikeElf(ByteView firstFour) throws FormatException {
        return firstFour.length() >= MAGIC_LENGTH && ElfHeader.hasMagic(firstFour);
    }

    /** @return whether a file begins as {@link #looksLikeElf} */
    public static boolean isElf(ByteSource file) throws IOException, FormatException {
        return file.size() >= MAGIC_LENGTH && looksLikeElf(file.view(Format.ELF, 0, MAGIC_LENGTH));
    }

    /** Reads the facts within the limits that every wheel has. */
    public static ElfFacts read(ByteSource entry) throws IOException, FormatException {
        return read(entry, Limits.DEFAULT);
    }

    /** Reads the facts; what the file defines is not wanted. */
    public static ElfFacts read(ByteSource entry, Limits limits) throws IOException, FormatException {
        return read(entry, limits, unwanted -> {});
    }

    /**
     * Reads the facts without {@link ElfFacts.Symbols#lookups} and without the names of what the file defines: relocations and
     * symbols are the largest tables of many files.
     */
    public static ElfFacts readWithoutLookups(ByteSource entry, Limits limits) throws IOException, FormatException {
        return read(entry, limits, Optional.empty());
    }

    /**
     * Reads the facts, asking the source only for headers and tables: those at the head first, then the dynamic segment and
     * the section headers, which are near the end in this order, and last what the dynamic segment points to.
     *
     * @param entry the whole file; its views must stay valid until this method returns, and are not kept afterwards
     * @param limits of the wheel that the file is in
     * @param definitions is given the {@link ImportedSymbol#nameHash} of every symbol that other files can find here
     * @throws FormatException if the header or a table that the loader reads is corrupt, with the offset in this file; not if
     *     the loader does not get as far as the table, because it cannot map a segment
     * @throws IOException if the bytes cannot be read
     */
    public static ElfFacts read(ByteSource entry, Limits limits, LongConsumer definitions)
            throws IOException, FormatException {
        return read(entry, limits, Optional.of(definitions));
    }

    private static ElfFacts read(ByteSource entry, Limits limits, Optional<LongConsumer> definitions)
            throws IOException, FormatException {
        ElfHeader header = ElfHeader.read(entry);
        ElfBytes file = new ElfBytes(entry, header.identity(), limits);
        ProgramHeaders segments = ProgramHeaders.read(file, header);
        try {
            return read(file, header, segments, definitions);
        } catch (FormatException corrupt) {
            if (corrupt.format() == Format.ELF && segments.areWholeButUnmappable()) {
                return refused(file.identity(), segments);
            }
            throw corrupt;
        }
    }

    /** A library whose tables are not where its segments say, because no loader can map the segments. */
    private static ElfFacts refused(ElfIdentity identity, ProgramHeaders segments) {
        return new ElfFacts(
                identity,
                ElfKind.SHARED_OBJECT,
                Machine.arch(identity, ElfKind.SHARED_OBJECT),
                Libc.NONE,
                Optional.empty(),
                new ElfFacts.Linkage(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new ElfFacts.Symbols(List.of(), List.of(), 0, List.of(), List.of(), Optional.empty(), Optional.empty()),
                new ElfFacts.Loading(false, false),
                new ElfFacts.Hardening(
                        needsExecutableStack(identity, segments), Relro.NONE, false, segments.minLoadAlignment()),
                new ElfFacts.Toolchain(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                ElfFacts.Metadata.NONE,
                List.of(Oddity.SEGMENT_NOT_PAGE_ALIGNED));
    }

    private static ElfFacts read(
            ElfBytes file, ElfHeader header, ProgramHeaders segments, Optional<LongConsumer> definedNames)
            throws IOException, FormatException {
        ElfIdentity identity = file.identity();
        Notes notes = Notes.read(segments);
        Optional<SectionHeaders> early =
                isFarFromEnd(segments) ? Optional.of(SectionHeaders.readTable(file, header)) : Optional.empty();
        boolean located = early.isPresent() && locate(segments, early.get());
        DynamicTable.Attempt attempt = DynamicTable.attempt(segments);
        SectionHeaders sections =
                (early.isPresent() ? early.get() : SectionHeaders.readTable(file, header)).readNamed();
        if (located) {
            requireAgreement(attempt, sections);
        }
        DynamicTable dynamic = sections.isSplitDebugInfo() ? attempt.absentUnlessCredible() : attempt.table();
        boolean loadable = identity.isLoadable() && (dynamic.isPresent() || !sections.isSplitDebugInfo());
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        Optional<String> interpreter = loadable ? interpreter(segments, dynamic, oddities) : Optional.empty();
        StringTable strings = StringTable.read(dynamic);
        List<String> needed = new ArrayList<>();
        for (DynamicTable.Entry library : dynamic.needed()) {
            needed.add(strings.string(library));
        }
        ElfFacts.Linkage linkage = new ElfFacts.Linkage(
                needed,
                strings.string(dynamic.entry(DynamicTag.DT_SONAME)),
                strings.searchPath(dynamic.entry(DynamicTag.DT_RPATH)),
                strings.searchPath(dynamic.entry(DynamicTag.DT_RUNPATH)),
                interpreter);
        VersionNeeds needs = VersionNeeds.read(dynamic, strings);
        DynamicSymbols table = DynamicSymbols.read(dynamic, strings, needs, definedNames);
        VersionDefinitions definitions = VersionDefinitions.read(dynamic, strings);
        List<VersionNeed> versionNeeds = needs.boundTo(table);
        ElfFacts.Symbols symbols = new ElfFacts.Symbols(
                versionNeeds,
                table.unversioned(),
                table.undefined(),
                definitions.versions(),
                table.pythonHooks(),
                definedNames.isPresent() ? Relocations.lookups(dynamic, table, versionNeeds) : Optional.empty(),
                Optional.empty());
        ElfKind kind = ElfKind.of(identity, sections, interpreter, dynamic);
        oddities.addAll(strings.oddities());
        oddities.addAll(table.oddities());
        oddities.addAll(oddities(kind, segments, sections, dynamic, needs, definitions));
        Optional<String> foreignSystem = ForeignSystem.of(identity.osAbi(), interpreter, notes.owners());
        return new ElfFacts(
                identity,
                kind,
                Machine.arch(identity, kind),
                foreignSystem.isPresent()
                        ? Libc.NONE
                        : LibcDetection.of(interpreter, needed, symbols.versionNeeds(), notes),
                foreignSystem,
                linkage,
                symbols,
                new ElfFacts.Loading(dynamic.usesStaticTls(), dynamic.hasRelr()),
                new ElfFacts.Hardening(
                        loadable && needsExecutableStack(identity, segments),
                        relro(segments, dynamic),
                        dynamic.relocatesText(),
                        segments.minLoadAlignment()),
                new ElfFacts.Toolchain(
                        buildId(identity, notes, sections),
                        notes.kernelFloor(),
                        notes.androidApi(),
                        InstructionSets.needed(identity, notes),
                        sections.compilers()),
                notes.metadata(),
                List.copyOf(oddities));
    }

    /** Whether so much follows the dynamic segment that its content is worth looking for. */
    private static boolean isFarFromEnd(ProgramHeaders segments) {
        return segments.file().source().canLocate()
                && segments.file().identity().isLoadable()
                && segments.dynamic()
                        .filter(segment -> segments.file().size() - FAR > segment.offset())
                        .isPresent();
    }

    /** @return whether the dynamic segment was found by its content */
    private static boolean locate(ProgramHeaders segments, SectionHeaders sections)
            throws IOException, FormatException {
        ElfBytes file = segments.file();
        Segment dynamic = segments.dynamic().orElseThrow();
        OptionalLong after = sections.staticSymbolsAfter(dynamic);
        if (after.isEmpty() || dynamic.fileSize() > ElfLimits.LOCATED_DYNAMIC_SEGMENT) {
            return false;
        }
        int word = file.layout().addressSize();
        return file.source()
                .locate(new DynamicLandmark(
                        dynamic.offset(),
                        (int) dynamic.fileSize(),
                        after.getAsLong(),
                        new DynamicEntries(word, file.identity().order(), segments::maps),
                        new StaticSymbols(word, file.identity().order())));
    }

    /**
     * Section headers are counted from the end of the file. If they agree with a table that was found by its content, the
     * table is at the right offset.
     */
    private static void requireAgreement(DynamicTable.Attempt attempt, SectionHeaders sections) throws FormatException {
        boolean agree = attempt.failure().isEmpty()
                && !sections.areBad()
                && sections.commentIsText()
                && !sections.contradict(attempt.read());
        if (!agree) {
            throw new FormatException(
                    Format.DEFLATE,
                    Reason.INVALID_STREAM,
                    0,
                    "section headers contradict the dynamic segment that was found by its content");
        }
    }

    /** The kernel reads it, of programs alone: no loader asks it of a library. */
    private static Optional<String> interpreter(ProgramHeaders segments, DynamicTable dynamic, Set<Oddity> oddities)
            throws IOException, FormatException {
        try {
            return segments.interpreter();
        } catch (FormatException unreadable) {
            boolean program = segments.file().identity().type() != ElfHeader.ET_DYN || dynamic.isPie();
            if (!ElfBytes.isMalformed(unreadable) || program) {
                throw unreadable;
            }
            oddities.add(Oddity.BAD_INTERPRETER);
            return Optional.empty();
        }
    }

    private static Optional<String> buildId(ElfIdentity identity, Notes notes, SectionHeaders sections)
            throws IOException, FormatException {
        Optional<String> mapped = notes.buildId();
        return mapped.isPresent() || identity.type() == ElfHeader.ET_CORE
                ? mapped
                : Notes.read(sections.notes()).buildId();
    }

    private static boolean needsExecutableStack(ElfIdentity identity, ProgramHeaders segments) {
        OptionalLong flags = segments.stackFlags();
        return flags.isPresent()
                ? (flags.getAsLong() & Segment.PF_X) != 0
                : Machine.hasExecutableStack(identity.machine());
    }

    private static Relro relro(ProgramHeaders segments, DynamicTable dynamic) {
        if (!segments.hasRelro()) {
            return Relro.NONE;
        }
        return dynamic.bindsNow() ? Relro.FULL : Relro.PARTIAL;
    }

    private static Set<Oddity> oddities(
            ElfKind kind,
            ProgramHeaders segments,
            SectionHeaders sections,
            DynamicTable dynamic,
            VersionNeeds needs,
            VersionDefinitions definitions)
            throws FormatException {
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        if (dynamic.isPresent()) {
            oddities.addAll(dynamic.oddities());
            if (sections.contradict(dynamic)) {
                oddities.add(Oddity.SECTIONS_CONTRADICT_SEGMENTS);
            }
            if (!segments.loadsAscend()) {
                oddities.add(Oddity.SEGMENTS_NOT_ASCENDING);
            }
        }
        if (kind.isMapped()) {
            segments.misalignment(kind).ifPresent(oddities::add);
            if (segments.haveEmptyLoad()) {
                oddities.add(Oddity.EMPTY_SEGMENT);
            }
        }
        if (!needs.hashesAgree()) {
            oddities.add(Oddity.VERSION_HASH_MISMATCH);
        }
        if (needs.areOdd()) {
            oddities.add(Oddity.BAD_VERSION_NEEDS);
        }
        if (definitions.areBad()) {
            oddities.add(Oddity.BAD_VERSION_DEFINITIONS);
        }
        if (sections.areCut()) {
            oddities.add(Oddity.COMMENT_CUT);
        }
        if (sections.areBad()) {
            oddities.add(Oddity.BAD_SECTION_HEADERS);
        }
        return oddities;
    }
}
