package dev.wheelsweep.core.load;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.BaseLibraries;
import dev.wheelsweep.core.system.BaseLibrary;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a system decides the loads of one wheel. Systems that agree in it do the same with every file, so each load is
 * predicted once for all of them. Most wheels have two or three such groups of systems.
 */
final class DecidingFacts {
    /** What the wheel asks of each library that it does not contain: the versions, none if only the library itself. */
    private final Map<String, Set<String>> versions = new TreeMap<>();

    private final Set<String> symbols = new HashSet<>();
    /** By what a release of the C library exports; sets of thousands of names are not compared. */
    private final IdentityHashMap<Set<String>, Set<String>> missingSymbols = new IdentityHashMap<>();

    private boolean releaseDecides;

    DecidingFacts(List<MappedFiles> loads, Libc libc) {
        for (MappedFiles load : loads) {
            boolean symbolsDecide = Exports.areKnown(load, libc);
            for (LoadableFile file : load.files()) {
                add(file.facts(), load.needs(file));
                if (symbolsDecide) {
                    addImports(file.facts().symbols());
                }
            }
        }
    }

    private void add(ElfFacts facts, List<NeededLibrary> needs) {
        needs.stream().filter(need -> need.resolvedTo().isEmpty()).forEach(need -> versions(need.library()));
        for (VersionNeed need : facts.symbols().versionNeeds()) {
            versions(need.library()).add(need.version().name());
        }
        releaseDecides |= !facts.oddities().isEmpty()
                || facts.loading().relr()
                || facts.hardening().needsExecutableStack()
                || facts.toolchain().kernelFloor().isPresent();
    }

    private Set<String> versions(String library) {
        return versions.computeIfAbsent(library, it -> new TreeSet<>());
    }

    private void addImports(ElfFacts.Symbols of) {
        addStrong(of.unversionedImports());
        of.versionNeeds().forEach(need -> addStrong(need.symbols()));
    }

    private void addStrong(List<ImportedSymbol> imports) {
        for (ImportedSymbol symbol : imports) {
            if (!symbol.weak() && !LibPython.mayDefine(symbol.name())) {
                symbols.add(symbol.name());
            }
        }
    }

    /**
     * The facts of one system.
     *
     * @param libc the release of the C library, if it decides
     * @param kernel in the same way
     * @param libraries what is found of each library that the wheel asks for
     * @param symbolsAreKnown whether anything is known of what the system's libraries export
     * @param missingSymbols imports that they do not export
     */
    record OfSystem(
            Optional<DottedNumber> libc,
            Optional<DottedNumber> kernel,
            List<Found> libraries,
            boolean symbolsAreKnown,
            Set<String> missingSymbols) {}

    /**
     * One library.
     *
     * @param isThere whether the system has it
     * @param missing the versions that it lacks; none if nothing is known of its versions
     * @param path where it is, as messages print it; empty unless a version is missing
     */
    private record Found(boolean isThere, Set<String> missing, String path) {
        private static final Found COMPLETE = new Found(true, Set.of(), "");
        private static final Found ABSENT = new Found(false, Set.of(), "");

        static Found of(Optional<BaseLibrary> library, Set<String> asked) {
            if (library.isEmpty()) {
                return ABSENT;
            }
            Set<String> defined = library.get().versions();
            if (defined.isEmpty() || defined.containsAll(asked)) {
                return COMPLETE;
            }
            Set<String> missing = new HashSet<>(asked);
            missing.removeAll(defined);
            return new Found(true, missing, library.get().path());
        }
    }

    OfSystem of(LinuxSystem system, Arch arch) {
        BaseLibraries base = system.libraries().get(arch);
        Set<String> known = base.symbols();
        return new OfSystem(
                releaseDecides ? Optional.of(system.libcVersion()) : Optional.empty(),
                releaseDecides ? system.kernel() : Optional.empty(),
                versions.entrySet().stream()
                        .map(asked -> Found.of(base.named(asked.getKey()), asked.getValue()))
                        .toList(),
                !known.isEmpty(),
                missingSymbols.computeIfAbsent(known, this::missing));
    }

    private Set<String> missing(Set<String> known) {
        Set<String> missing = new HashSet<>(symbols);
        missing.removeIf(known::contains);
        return missing;
    }
}
