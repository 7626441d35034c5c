package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.loader.Whereabouts;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Measurement.Need;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The needs of one file, except libraries, which {@link LibraryNeeds} finds for all files together. */
final class FileNeeds {
    /**
     * The name in {@link dev.wheelsweep.core.elf.ElfFacts.Toolchain#isaNeeded} of the instructions that every x86-64
     * has.
     */
    static final String BASELINE = "x86-64-baseline";

    private static final DottedNumber MUSL_WITH_RELR = DottedNumber.of(1, 2, 4);

    private static final String UCS2_SYMBOL = "PyUnicodeUCS2_";
    private static final Set<String> PYFPE_SYMBOLS = Set.of("PyFPE_jbuf", "PyFPE_dummy", "PyFPE_counter");
    /** ABI tags of a Python 2 with 16-bit characters; those with 32 bits end with u (PEP 513). */
    private static final Predicate<String> NARROW_ABI =
            Pattern.compile("cp2\\d+d?m").asMatchPredicate();

    private final Binary file;
    private final PolicyLadder ladder;
    private final Loads loads;
    private final List<Need> needs = new ArrayList<>();

    FileNeeds(Binary file, PolicyLadder ladder, Loads loads) {
        this.file = file;
        this.ladder = ladder;
        this.loads = loads;
    }

    /** @return the needs that count for every file, even if it is never loaded */
    List<Need> ofAnyFile(WheelFilename wheel) {
        versions();
        newSymbols();
        packedRelocations();
        if (file.python2Extension() && !wheel.abiTags().stream().allMatch(NARROW_ABI)) {
            imports(Axis.UCS2, name -> name.contains(UCS2_SYMBOL));
        }
        if (file.pythonExtension()) {
            imports(Axis.PYFPE, PYFPE_SYMBOLS::contains);
        }
        return needs;
    }

    /** @return the needs that count only for files that are loaded first */
    List<Need> ofTopLevelFile() {
        forbiddenSymbols();
        instructionSet();
        return needs;
    }

    /**
     * Why systems that the tag names refuse the file, even if they have all it needs.
     *
     * @param tag one for the architecture of the file
     */
    static List<Requirement> refusals(Binary file, PlatformTag tag) {
        ElfFacts facts = file.facts();
        Refusals found = new Refusals(file.path(), new ArrayList<>());
        if (facts.oddities().contains(Oddity.SEGMENT_NOT_PAGE_ALIGNED)) {
            found.add(Axis.LOADER, "segment_not_page_aligned");
        }
        if (tag.libc().orElse(facts.libc()) == Libc.GLIBC) {
            Predicate<DottedNumber> admits = bound -> tag.libcVersion()
                    .filter(oldest -> oldest.compareTo(bound) < 0)
                    .isPresent();
            if (facts.oddities().contains(Oddity.SEGMENT_NOT_ALIGNED) && admits.test(Floors.ANY_ALIGNMENT)) {
                found.add(Axis.LOADER, "segment_not_aligned before glibc " + Floors.ANY_ALIGNMENT);
            }
            if (facts.lacksRelrVersion()) {
                found.add(Axis.LOADER, "relr_without_version");
            } else if (facts.needsRelr() && !facts.namesRelr() && admits.test(Floors.RELR)) {
                found.add(Axis.LOADER, "relr before glibc " + Floors.RELR);
            }
        }
        if (tag instanceof PlatformTag.Android android) {
            facts.toolchain()
                    .androidApi()
                    .map(DottedNumber::of)
                    .filter(level -> level.compareTo(android.apiLevel()) > 0)
                    .ifPresent(level -> found.add(Axis.LIBC, "Android API level " + level));
        }
        return found.requirements();
    }

    private record Refusals(String file, List<Requirement> requirements) {
        void add(Axis axis, String what) {
            requirements.add(new Requirement(axis, file, Optional.empty(), Optional.of(what), List.of(), false));
        }
    }

    private void versions() {
        for (VersionNeed need : file.facts().symbols().versionNeeds()) {
            Loads.Origin origin = loads.origin(file, need);
            if (origin != Loads.Origin.WHEEL && !PolicyLadder.isLoader(need.library())) {
                boolean fails = origin == Loads.Origin.NOWHERE;
                Requirement requirement = version(need, fails ? loads.whereabouts(file, need) : Optional.empty());
                needs.add(new Need(requirement, fails ? ladder.linux() : ladder.rank(need.version())));
            }
        }
    }

    private Requirement version(VersionNeed need, Optional<Whereabouts> whereabouts) {
        return new Requirement(
                Axis.SYMBOLS,
                file.path(),
                Optional.of(need.library()),
                Optional.of(need.version().name()),
                need.symbols().stream().map(ImportedSymbol::name).toList(),
                need.mayBeMissing(),
                whereabouts);
    }

    private void newSymbols() {
        SortedMap<DottedNumber, List<String>> symbols = new TreeMap<>();
        for (ImportedSymbol symbol : file.facts().symbols().unversionedImports()) {
            if (!symbol.weak()) {
                ladder.since(symbol.name())
                        .ifPresent(since -> symbols.computeIfAbsent(since, first -> new ArrayList<>())
                                .add(symbol.name()));
            }
        }
        symbols.forEach((since, names) -> add(
                Axis.SYMBOLS,
                Optional.empty(),
                Optional.of(Floors.MUSL + "_" + since),
                names,
                ladder.rank(since.majorMinor())));
    }

    /** The loader of an older musl ignores the tag, so the pointers in question stay wrong. */
    private void packedRelocations() {
        if (ladder.libc() == Libc.MUSL && file.facts().needsRelr()) {
            add(
                    Axis.SYMBOLS,
                    Optional.empty(),
                    Optional.of(Floors.MUSL + "_" + MUSL_WITH_RELR),
                    List.of(),
                    ladder.rank(MUSL_WITH_RELR.majorMinor()));
        }
    }

    private void imports(Axis axis, Predicate<String> symbol) {
        List<String> found =
                undefined().map(ImportedSymbol::name).filter(symbol).toList();
        if (!found.isEmpty()) {
            add(axis, Optional.empty(), Optional.empty(), found, ladder.linux());
        }
    }

    private void forbiddenSymbols() {
        Set<String> imported = undefined()
                .filter(symbol -> !symbol.weak())
                .map(ImportedSymbol::name)
                .collect(Collectors.toSet());
        List<String> external = file.facts().linkage().needed().stream()
                .distinct()
                .filter(library -> loads.isOfSystem(file, library))
                .toList();
        for (String library : external) {
            SortedMap<Integer, List<String>> byRank = ladder.forbidden(library).entrySet().stream()
                    .filter(ban -> ban.getValue() > 0 && imported.contains(ban.getKey()))
                    .collect(Collectors.groupingBy(
                            Map.Entry::getValue,
                            TreeMap::new,
                            Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
            byRank.forEach((rank, symbols) ->
                    add(Axis.FORBIDDEN_SYMBOLS, Optional.of(library), Optional.empty(), symbols, rank));
        }
    }

    private void instructionSet() {
        file.facts()
                .toolchain()
                .isaNeeded()
                .filter(isa -> ladder.arch().equals(Arch.X86_64) && !isa.equals(BASELINE))
                .ifPresent(isa -> add(Axis.ISA, Optional.empty(), Optional.of(isa), List.of(), ladder.linux()));
    }

    private void add(Axis axis, Optional<String> library, Optional<String> version, List<String> symbols, int rank) {
        needs.add(new Need(new Requirement(axis, file.path(), library, version, symbols, false), rank));
    }

    /** Every undefined symbol, with or without a version. */
    private Stream<ImportedSymbol> undefined() {
        ElfFacts facts = file.facts();
        return Stream.concat(
                facts.symbols().unversionedImports().stream(),
                facts.symbols().versionNeeds().stream().flatMap(need -> need.symbols().stream()));
    }
}
