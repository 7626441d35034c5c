package dev.wheelsweep.core.load;

import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.LoaderRules;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.BaseLibraries;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What musl's loader says to one load (ldso/dynlink.c). It maps the file and, breadth first, what each DT_NEEDED names, then
 * binds the symbols of each file in the same order, those of DT_JMPREL first. It does not compare versions.
 */
final class MuslLoad {
    /** Before, an empty segment was an argument that the kernel refuses. */
    private static final DottedNumber MAPS_EMPTY_SEGMENTS = DottedNumber.of(1, 2, 3);

    private static final DottedNumber APPLIES_RELR = DottedNumber.of(1, 2, 4);

    private final MappedFiles mapped;
    private final DoubtfulImports doubtful;
    private final LinuxSystem system;
    private final BaseLibraries base;
    private final Exports exports;
    private final List<LoadFailure> failures = new ArrayList<>();

    private MuslLoad(MappedFiles mapped, LinuxSystem system, Arch arch, DoubtfulImports doubtful) {
        this.mapped = mapped;
        this.doubtful = doubtful;
        this.system = system;
        this.base = system.libraries().get(arch);
        this.exports = new Exports(mapped, base, Libc.MUSL);
    }

    static List<LoadFailure> failures(MappedFiles mapped, LinuxSystem system, Arch arch, DoubtfulImports doubtful) {
        MuslLoad load = new MuslLoad(mapped, system, arch, doubtful);
        load.map();
        mapped.files().forEach(load::bind);
        return load.failures;
    }

    private boolean before(DottedNumber release) {
        return system.libcVersion().compareTo(release) < 0;
    }

    private void map() {
        Set<String> seen = new HashSet<>();
        checkMapping(mapped.first(), "");
        for (LoadableFile file : mapped.files()) {
            for (NeededLibrary need : mapped.needs(file)) {
                if (need.resolvedTo().isPresent() && seen.add(need.resolvedTo().get())) {
                    mapped.named(need.library())
                            .ifPresent(
                                    library -> checkMapping(library, " (needed by %s)".formatted(mapped.name(file))));
                } else if (need.resolvedTo().isEmpty()
                        && !LoaderRules.MUSL.isInEveryProcess(need.library())
                        && base.named(need.library()).isEmpty()
                        && seen.add(need.library())) {
                    failures.add(LoadFailure.ofLibrary(
                            Libc.GLIBC.answersTo(need.library())
                                    ? FailureKind.MISSING_LIBRARY
                                    : FailureKind.NEEDS_LIBRARY,
                            "Error loading shared library %s: No such file or directory (needed by %s)"
                                    .formatted(need.library(), mapped.name(file)),
                            file.path(),
                            need.library()));
                }
            }
        }
    }

    private void checkMapping(LoadableFile file, String neededBy) {
        if (file.facts().oddities().contains(Oddity.EMPTY_SEGMENT) && before(MAPS_EMPTY_SEGMENTS)) {
            failures.add(LoadFailure.ofFile(
                    FailureKind.BAD_SEGMENT,
                    "Error loading shared library %s: Invalid argument%s".formatted(mapped.name(file), neededBy),
                    file.path()));
        }
    }

    private void bind(LoadableFile file) {
        doubtful.of(file.facts().symbols(), base.symbols()).stream()
                .filter(exports::lack)
                .findFirst()
                .ifPresent(missing -> failures.add(LoadFailure.ofSymbol(
                        "Error relocating %s: %s: symbol not found".formatted(mapped.name(file), missing.symbol()),
                        file.path(),
                        Optional.empty(),
                        missing.symbol())));
        if (file.facts().loading().relr() && file.facts().kind() != ElfKind.STATIC_EXECUTABLE && before(APPLIES_RELR)) {
            failures.add(LoadFailure.ofFile(
                    FailureKind.RELR_NOT_APPLIED,
                    "(no message: the relocations of DT_RELR are not applied)",
                    file.path()));
        }
    }
}
