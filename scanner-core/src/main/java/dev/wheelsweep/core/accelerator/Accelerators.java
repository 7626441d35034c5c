package dev.wheelsweep.core.accelerator;

import dev.wheelsweep.core.accelerator.AcceleratorCatalog.Match;
import dev.wheelsweep.core.accelerator.AcceleratorCatalog.Role;
import dev.wheelsweep.core.accelerator.AcceleratorUse.Evidence;
import dev.wheelsweep.core.accelerator.RuntimeConflict.Kind;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.wheel.DependencySpecifier;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The accelerators' software that a wheel uses, and the runtimes in it that disturb each other.
 *
 * @param uses sorted
 * @param conflicts in the order of {@link Kind}
 */
public record Accelerators(List<AcceleratorUse> uses, List<RuntimeConflict> conflicts) {
    private static final String OPENMP = "openmp";
    private static final String BLAS = "blas";
    private static final String MKL = "mkl";
    private static final String LLVM_OPENMP = "libomp";
    private static final String INTEL_OPENMP = "libiomp5";
    private static final String GNU_OPENMP = "libgomp";
    /** May be any implementation: distributions choose one. */
    private static final String ANY_BLAS = "reference BLAS";

    private static final String LOCAL = "+";
    private static final String PATH_SEPARATOR = ":";

    public Accelerators {
        uses = List.copyOf(uses);
        conflicts = List.copyOf(conflicts);
    }

    /**
     * @param requiresDist every {@code Requires-Dist:} of the wheel, raw
     * @param files the ELF files of the wheel by path
     * @param opened the libraries that notes of these files say they open by dlopen, by path
     */
    public static Accelerators of(
            WheelFilename wheel,
            List<String> requiresDist,
            SortedMap<String, ElfFacts> files,
            SortedMap<String, ? extends Collection<String>> opened) {
        Search search = new Search();
        files.forEach(search::file);
        opened.forEach(search::opened);
        search.label(wheel.version());
        requiresDist.forEach(search::requirement);
        return new Accelerators(search.uses(), search.conflicts());
    }

    /** What is found where; keeps each piece of evidence once. */
    private record Found(Match match, Evidence evidence, String name) {}

    private static final class Search {
        private final AcceleratorCatalog catalog = AcceleratorCatalog.builtIn();
        private final Map<String, Optional<Match>> libraries = new HashMap<>();
        private final Map<Found, SortedSet<String>> files = new HashMap<>();
        private final List<RuntimeConflict> ofReleases = new ArrayList<>();

        void file(String path, ElfFacts facts) {
            SortedMap<String, Match> needed = new TreeMap<>();
            facts.linkage().needed().forEach(name -> library(name).ifPresent(match -> needed.put(name, match)));
            needed.forEach((name, match) -> add(match, Evidence.NEEDED, name, path));
            compareReleases(path, needed);
            String own = facts.linkage().soname().orElse(path.substring(path.lastIndexOf('/') + 1));
            library(own).ifPresent(match -> add(match, Evidence.BROUGHT, own, path));
            Stream.of(facts.linkage().rpath(), facts.linkage().runpath())
                    .flatMap(Optional::stream)
                    .flatMap(searched -> Stream.of(searched.split(PATH_SEPARATOR, -1)))
                    .forEach(folder ->
                            catalog.folder(folder).ifPresent(match -> add(match, Evidence.SEARCH_PATH, folder, path)));
        }

        void opened(String path, Collection<String> libraries) {
            libraries.forEach(name -> library(name).ifPresent(match -> add(match, Evidence.DLOPEN, name, path)));
        }

        /** Adds at most one conflict for a file: the first in the order of names. */
        private void compareReleases(String path, SortedMap<String, Match> needed) {
            for (Map.Entry<String, Match> one : needed.entrySet()) {
                for (Map.Entry<String, Match> other :
                        needed.tailMap(one.getKey()).entrySet()) {
                    if (differ(one.getValue(), other.getValue())) {
                        ofReleases.add(new RuntimeConflict(
                                Kind.RELEASES,
                                Optional.of(path),
                                "%s is of %s %s, %s of %s"
                                        .formatted(
                                                one.getKey(),
                                                one.getValue().stack(),
                                                one.getValue().releases().orElseThrow(),
                                                other.getKey(),
                                                other.getValue().releases().orElseThrow())));
                        return;
                    }
                }
            }
        }

        private static boolean differ(Match one, Match other) {
            return one.stack().equals(other.stack())
                    && one.releases().isPresent()
                    && other.releases()
                            .filter(releases ->
                                    !releases.overlaps(one.releases().get()))
                            .isPresent();
        }

        void label(String version) {
            int label = version.indexOf(LOCAL);
            if (label >= 0) {
                String text = version.substring(label + LOCAL.length());
                catalog.label(text.toLowerCase(Locale.ROOT))
                        .ifPresent(match -> files.put(
                                new Found(match, Evidence.LOCAL_VERSION, LOCAL + text), Collections.emptySortedSet()));
            }
        }

        void requirement(String text) {
            DependencySpecifier requirement = DependencySpecifier.parse(text);
            catalog.requirement(requirement)
                    .ifPresent(match -> files.put(
                            new Found(
                                    match,
                                    requirement.forExtras().isEmpty() ? Evidence.REQUIRES_DIST : Evidence.EXTRA,
                                    text),
                            Collections.emptySortedSet()));
        }

        private Optional<Match> library(String name) {
            return libraries.computeIfAbsent(name, catalog::library);
        }

        private void add(Match match, Evidence evidence, String name, String path) {
            files.computeIfAbsent(new Found(match, evidence, name), first -> new TreeSet<>())
                    .add(path);
        }

        List<AcceleratorUse> uses() {
            return files.entrySet().stream()
                    .map(entry -> use(entry.getKey(), entry.getValue()))
                    .sorted()
                    .toList();
        }

        private static AcceleratorUse use(Found found, SortedSet<String> paths) {
            Match match = found.match();
            return new AcceleratorUse(
                    match.stack(),
                    match.component(),
                    match.role() == Role.DRIVER,
                    match.releases(),
                    found.evidence(),
                    found.name(),
                    paths.stream().findFirst(),
                    paths.size(),
                    match.releases().flatMap(releases -> OldestDrivers.of(match.stack(), releases)));
        }

        List<RuntimeConflict> conflicts() {
            List<RuntimeConflict> conflicts = new ArrayList<>();
            Map<String, SortedSet<String>> openmp = names(OPENMP);
            if (openmp.containsKey(LLVM_OPENMP) && openmp.containsKey(INTEL_OPENMP)) {
                conflicts.add(new RuntimeConflict(
                        Kind.OPENMP,
                        Optional.empty(),
                        "%s of LLVM and %s of Intel in one process can crash or wait for each other"
                                .formatted(
                                        openmp.get(LLVM_OPENMP).first(),
                                        openmp.get(INTEL_OPENMP).first())));
            }
            SortedSet<String> copies = new TreeSet<>();
            files.forEach((found, paths) -> {
                if (found.evidence() == Evidence.BROUGHT
                        && found.match().component().equals(GNU_OPENMP)) {
                    copies.addAll(paths);
                }
            });
            if (copies.size() > 1) {
                conflicts.add(new RuntimeConflict(
                        Kind.OPENMP,
                        Optional.empty(),
                        "%d copies of libgomp, each with threads of its own: %s"
                                .formatted(copies.size(), String.join(", ", copies))));
            }
            Map<String, SortedSet<String>> blas = names(BLAS);
            blas.remove(ANY_BLAS);
            names(MKL).values().stream().findFirst().ifPresent(mkl -> blas.put(MKL, mkl));
            if (blas.size() > 1) {
                conflicts.add(new RuntimeConflict(
                        Kind.BLAS,
                        Optional.empty(),
                        "several implementations of BLAS, each with memory and threads of its own: "
                                + String.join(
                                        ", ",
                                        blas.values().stream()
                                                .flatMap(found -> found.stream().limit(1))
                                                .toList())));
            }
            conflicts.addAll(ofReleases);
            return conflicts;
        }

        /** @return the names of the libraries that files need or are, by component */
        private Map<String, SortedSet<String>> names(String stack) {
            Map<String, SortedSet<String>> names = new TreeMap<>();
            for (Found found : files.keySet()) {
                if (found.match().stack().equals(stack) && found.evidence().compareTo(Evidence.BROUGHT) <= 0) {
                    names.computeIfAbsent(found.match().component(), first -> new TreeSet<>())
                            .add(found.name());
                }
            }
            return names;
        }
    }
}
