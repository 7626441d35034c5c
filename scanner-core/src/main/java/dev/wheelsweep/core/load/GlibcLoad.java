package dev.wheelsweep.core.load;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.BaseLibraries;
import dev.wheelsweep.core.system.BaseLibrary;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What glibc's loader says to one load (elf/dl-load.c, dl-deps.c, dl-version.c, dl-lookup.c). It works in three passes over
 * all files, and stops at the first error:
 *
 * <pre>
 *   1. map the file and then, breadth first, what each DT_NEEDED names
 *   2. check the versions that each file needs, in the order of its verneed
 *   3. bind the symbols: of a file after those of the files that it needs, and of what is named in DT_REL and DT_RELA
 *      before what is named in DT_JMPREL
 * </pre>
 */
final class GlibcLoad {
    /** The first release that compares segments with the page size; before, it compared with p_align. */
    private static final DottedNumber PAGE_SIZE_COUNTS = DottedNumber.of(2, 35);

    private static final DottedNumber APPLIES_RELR = DottedNumber.of(2, 36);
    /** From here on, the kernel that an ABI note asks for is not compared. */
    private static final DottedNumber IGNORES_KERNEL = DottedNumber.of(2, 36);

    private static final DottedNumber REFUSES_EXECUTABLE_STACK = DottedNumber.of(2, 41);

    /** The page of every architecture's usual kernel, or a divisor of it, in bytes. */
    private static final long PAGE = 4096;

    /** The architectures whose files are of class ELFCLASS32. */
    private static final Set<Arch> NARROW = Set.of(Arch.I686, Arch.ARMV7L, Arch.ARMV6L);

    /** The level of the property X86_ISA_1_NEEDED that every processor has. */
    private static final String BASELINE = "x86-64-baseline";

    private static final Set<Integer> LINUX_ABIS = Set.of(0, 3);

    /** Parts of glibc's family that distributions removed, and that a package still brings. */
    private static final Set<String> OPTIONAL = Set.of("libcrypt.so.1", "libnsl.so.1");

    private static final String NOT_FOUND = "cannot open shared object file: No such file or directory";

    private final MappedFiles mapped;
    private final DoubtfulImports doubtful;
    private final LinuxSystem system;
    private final Arch arch;
    private final BaseLibraries base;
    private final Exports exports;
    private final List<LoadFailure> failures = new ArrayList<>();
    /** {@link #lacking(VersionNeed)}, which is asked for each symbol of the need. */
    private final IdentityHashMap<VersionNeed, Optional<String>> lacking = new IdentityHashMap<>();

    private GlibcLoad(MappedFiles mapped, LinuxSystem system, Arch arch, DoubtfulImports doubtful) {
        this.mapped = mapped;
        this.doubtful = doubtful;
        this.system = system;
        this.arch = arch;
        this.base = system.libraries().get(arch);
        this.exports = new Exports(mapped, base, Libc.GLIBC);
    }

    static List<LoadFailure> failures(MappedFiles mapped, LinuxSystem system, Arch arch, DoubtfulImports doubtful) {
        GlibcLoad load = new GlibcLoad(mapped, system, arch, doubtful);
        load.map();
        mapped.files().forEach(load::checkVersions);
        mapped.files().forEach(load::checkProcessor);
        mapped.dependenciesFirst().forEach(load::bind);
        return load.failures;
    }

    private boolean before(DottedNumber release) {
        return system.libcVersion().compareTo(release) < 0;
    }

    private void map() {
        Set<String> seen = new HashSet<>(Set.of(mapped.first().path()));
        if (mapped.first().facts().kind() != ElfKind.EXECUTABLE) {
            checkMapping(mapped.first()); // The kernel maps a program.
        }
        for (LoadableFile file : mapped.files()) {
            for (NeededLibrary need : mapped.needs(file)) {
                if (need.resolvedTo().isEmpty()) {
                    checkLibrary(file, need.library(), seen);
                } else if (seen.add(need.resolvedTo().get())) {
                    mapped.named(need.library()).ifPresent(this::checkMapping);
                }
            }
        }
    }

    private void checkLibrary(LoadableFile file, String library, Set<String> seen) {
        if (base.named(library).isEmpty() && mapped.load().file(library).isEmpty() && seen.add(library)) {
            boolean known =
                    (Libc.GLIBC.answersTo(library) || Libc.MUSL.answersTo(library)) && !OPTIONAL.contains(library);
            failures.add(LoadFailure.ofLibrary(
                    known ? FailureKind.MISSING_LIBRARY : FailureKind.NEEDS_LIBRARY,
                    start(library + ": " + NOT_FOUND),
                    file.path(),
                    library));
        }
    }

    private void checkMapping(LoadableFile file) {
        ElfFacts facts = file.facts();
        if (!facts.arch().equals(Optional.of(arch))) {
            ElfLayout layout = facts.identity().layout();
            boolean isSameClass = (layout == ElfLayout.ELF32) == NARROW.contains(arch);
            refuse(
                    FailureKind.OTHER_MACHINE,
                    file,
                    isSameClass ? NOT_FOUND : "wrong ELF class: ELFCLASS" + layout.bits());
            return;
        }
        if (!LINUX_ABIS.contains(facts.identity().osAbi())) {
            refuse(FailureKind.OTHER_SYSTEM, file, "ELF file OS ABI invalid");
        }
        if (needsNewerKernel(facts)) {
            refuse(FailureKind.KERNEL_TOO_OLD, file, NOT_FOUND);
        }
        if (facts.oddities().contains(Oddity.SEGMENT_NOT_PAGE_ALIGNED)) {
            refuse(
                    FailureKind.BAD_SEGMENT,
                    file,
                    before(PAGE_SIZE_COUNTS)
                            ? "ELF load command address/offset not properly aligned"
                            : "ELF load command address/offset not page-aligned");
        } else if (facts.oddities().contains(Oddity.SEGMENT_NOT_ALIGNED) && before(PAGE_SIZE_COUNTS)) {
            refuse(
                    FailureKind.BAD_SEGMENT,
                    file,
                    facts.hardening().minLoadAlignment() % PAGE == 0
                            ? "ELF load command address/offset not properly aligned"
                            : "ELF load command alignment not page-aligned");
        }
        if (facts.kind() == ElfKind.EXECUTABLE || facts.kind() == ElfKind.STATIC_EXECUTABLE) {
            refuse(
                    FailureKind.NO_LIBRARY,
                    file,
                    facts.identity().isPositionIndependent()
                            ? "cannot dynamically load position-independent executable"
                            : "cannot dynamically load executable");
        } else if (facts.kind() == ElfKind.OTHER) {
            refuse(FailureKind.NO_LIBRARY, file, "object file has no dynamic section");
        }
        if (facts.hardening().needsExecutableStack() && !before(REFUSES_EXECUTABLE_STACK)) {
            refuse(
                    FailureKind.EXECUTABLE_STACK,
                    file,
                    "cannot enable executable stack as shared object requires: Invalid argument");
        }
    }

    private boolean needsNewerKernel(ElfFacts facts) {
        return before(IGNORES_KERNEL)
                && facts.toolchain()
                        .kernelFloor()
                        .flatMap(DottedNumber::parse)
                        .filter(floor -> system.kernel()
                                .filter(kernel -> kernel.compareTo(floor) < 0)
                                .isPresent())
                        .isPresent();
    }

    private void refuse(FailureKind kind, LoadableFile file, String message) {
        failures.add(LoadFailure.ofFile(kind, start(mapped.name(file) + ": " + message), file.path()));
    }

    private void checkVersions(LoadableFile file) {
        for (VersionNeed need : file.facts().symbols().versionNeeds()) {
            if (!need.weak()) {
                lacking(need)
                        .ifPresent(library -> failures.add(LoadFailure.ofVersion(
                                program()
                                        + "%s: version `%s' not found (required by %s)"
                                                .formatted(
                                                        library, need.version().name(), mapped.name(file)),
                                file.path(),
                                need.library(),
                                need.version())));
            }
        }
        checkRelr(file);
    }

    /** @return the path of the library that lacks the version; empty if it has it, or nothing is known of it */
    private Optional<String> lacking(VersionNeed need) {
        Optional<String> known = lacking.get(need);
        if (known == null) {
            known = libraryLacking(need);
            lacking.put(need, known);
        }
        return known;
    }

    private Optional<String> libraryLacking(VersionNeed need) {
        if (mapped.load().file(need.library()).isPresent()) {
            return mapped.named(need.library())
                    .filter(library -> !library.provides(need.version()))
                    .map(mapped::name);
        }
        return base.named(need.library())
                .filter(library -> !library.versions().isEmpty())
                .filter(library -> !library.versions().contains(need.version().name()))
                .map(BaseLibrary::path);
    }

    private void checkRelr(LoadableFile file) {
        if (!file.facts().loading().relr()) {
            return;
        }
        if (before(APPLIES_RELR)) {
            if (failures.stream().noneMatch(failure -> failure.file().equals(file.path()))) {
                failures.add(LoadFailure.ofFile(
                        FailureKind.RELR_NOT_APPLIED,
                        "(no message: the relocations of DT_RELR are not applied)",
                        file.path()));
            }
        } else if (file.facts().lacksRelrVersion()) {
            refuse(FailureKind.RELR_WITHOUT_VERSION, file, "DT_RELR without GLIBC_ABI_DT_RELR dependency");
        }
    }

    private void checkProcessor(LoadableFile file) {
        file.facts()
                .toolchain()
                .isaNeeded()
                .filter(level -> !level.equals(BASELINE))
                .ifPresent(level -> failures.add(LoadFailure.ofProcessor(
                        start(mapped.name(file) + ": CPU ISA level is lower than required"), file.path(), level)));
    }

    /** Reports the first symbol only, because the loader stops for it. */
    private void bind(LoadableFile file) {
        doubtful.of(file.facts().symbols(), base.symbols()).stream()
                .filter(this::isLacked)
                .findFirst()
                .ifPresent(missing -> failures.add(LoadFailure.ofSymbol(
                        "%s: undefined symbol: %s".formatted(mapped.name(file), missing.symbol())
                                + missing.need()
                                        .map(need ->
                                                ", version " + need.version().name())
                                        .orElse(""),
                        file.path(),
                        missing.need().map(VersionNeed::version),
                        missing.symbol())));
    }

    /**
     * A version that may be missing does not stop the second pass, but its symbols must be there all the same. No symbol has
     * a version that is a marker.
     */
    private boolean isLacked(Import symbol) {
        if (symbol.need().isEmpty()) {
            return exports.lack(symbol);
        }
        VersionNeed need = symbol.need().get();
        if (lacking(need).isPresent()) {
            return need.weak();
        }
        return need.version().isMarker() || (exports.lack(symbol) && need.ofGlibc());
    }

    /** @return the message, after the words that precede it when a program is started */
    private String start(String message) {
        String program = program();
        return program.isEmpty() ? message : program + "error while loading shared libraries: " + message;
    }

    private String program() {
        return mapped.first().facts().kind() == ElfKind.EXECUTABLE ? mapped.name(mapped.first()) + ": " : "";
    }
}
