package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.supply.Glob;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The needs of all files counted for one ladder, each with its rank on the ladder.
 *
 * <p>Versions, UCS2 and PyFPE count for every file. Libraries, forbidden symbols and instruction sets count only for
 * top-level files: those that an interpreter imports or that no other file needs. All other files are loaded through
 * them, or never.
 *
 * @param counted the files
 * @param needs sorted by requirement; those of rank 0 are symbol versions
 */
record Measurement(PolicyLadder ladder, List<Binary> counted, List<Need> needs) {

    /** @param rank the first rank of the ladder that grants it */
    record Need(Requirement requirement, int rank) implements Comparable<Need> {
        @Override
        public int compareTo(Need other) {
            return requirement.compareTo(other.requirement);
        }
    }

    /** @param excluded sonames that are no need */
    static Measurement of(PolicyLadder ladder, Subject subject, Loader loader, List<Glob> excluded) {
        List<Binary> counted = Target.counted(subject.binaries(), ladder.arch(), ladder.libc());
        List<Binary> topLevel = topLevel(counted);
        Loads loads = new Loads(loader, ladder.libc(), topLevel, counted);
        Stream<Need> own =
                counted.stream().flatMap(file -> new FileNeeds(file, ladder, loads).ofAnyFile(subject.name()).stream());
        Stream<Need> atTop =
                topLevel.stream().flatMap(file -> new FileNeeds(file, ladder, loads).ofTopLevelFile().stream());
        Stream<Need> libraries = new LibraryNeeds(ladder, loads)
                .all().stream().filter(need -> !isExcluded(need.requirement(), excluded));
        Stream<Need> missing = new MuslSymbols(ladder, subject, loader).missing(counted);
        return new Measurement(
                ladder,
                counted,
                Stream.of(own, atTop, libraries, missing)
                        .flatMap(it -> it)
                        .sorted()
                        .toList());
    }

    private static boolean isExcluded(Requirement need, List<Glob> excluded) {
        return need.library().stream()
                .anyMatch(library -> excluded.stream().anyMatch(pattern -> pattern.matches(library)));
    }

    private static List<Binary> topLevel(List<Binary> files) {
        Set<String> needed = files.stream()
                .flatMap(file -> file.facts().linkage().needed().stream())
                .collect(Collectors.toSet());
        return files.stream()
                .filter(file -> file.pythonExtension() || !needed.contains(file.fileName()))
                .toList();
    }

    /** @return the highest rank on the axis, 0 without needs */
    int rank(Axis axis) {
        return needs.stream()
                .filter(need -> need.requirement().axis() == axis)
                .mapToInt(Need::rank)
                .max()
                .orElse(0);
    }

    /** @return the first musl that has every imported symbol; empty if all releases have them */
    Optional<DottedNumber> muslFloor() {
        return needs.stream()
                .flatMap(need -> need.requirement().version().stream())
                .map(SymbolVersion::new)
                .filter(version -> version.namespace().equals(Floors.MUSL))
                .flatMap(version -> version.number().stream())
                .max(DottedNumber::compareTo);
    }
}
