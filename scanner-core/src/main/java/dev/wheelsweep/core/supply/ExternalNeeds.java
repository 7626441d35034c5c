package dev.wheelsweep.core.supply;

import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.loader.LoaderRules;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.ProjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what another distribution, or a driver, must know to satisfy a need of one wheel. */
public final class ExternalNeeds {
    /** Real search paths have some tens of elements. */
    static final int MOST_FOLDERS = 100;
    /** Characters of all folders of one wheel: a crafted search path repeats a long folder. */
    static final int LONGEST_TEXT = 1 << 20;

    private final ProjectName wheel;
    private final List<String> requiresDist;
    private final List<LoadableFile> files;
    private final Loader loader;

    /**
     * @param requiresDist every {@code Requires-Dist:} of the wheel, raw
     * @param files all of the wheel
     * @param loader over these files
     */
    public ExternalNeeds(ProjectName wheel, List<String> requiresDist, Collection<LoadableFile> files, Loader loader) {
        this.wheel = wheel;
        this.requiresDist = requiresDist;
        this.files = List.copyOf(files);
        this.loader = loader;
    }

    /** @param neededBy by library, the paths of the files that need it */
    public List<ExternalNeed> of(SortedMap<String, ? extends Collection<String>> neededBy, Arch arch, Libc libc) {
        Set<String> needing = new HashSet<>();
        neededBy.values().forEach(needing::addAll);
        Map<String, Set<String>> searched = searched(needing, LoaderRules.of(libc));
        List<ExternalNeed> needs = new ArrayList<>();
        int text = 0;
        for (Map.Entry<String, ? extends Collection<String>> need : neededBy.entrySet()) {
            Optional<List<String>> folders = folders(need.getValue(), searched);
            text += folders.stream()
                    .flatMap(List::stream)
                    .mapToInt(String::length)
                    .sum();
            needs.add(new ExternalNeed(
                    need.getKey(),
                    arch,
                    libc,
                    List.copyOf(versions(need.getKey(), need.getValue())),
                    text <= LONGEST_TEXT ? folders : Optional.empty(),
                    supplier(need.getKey())));
        }
        return needs;
    }

    private Optional<Supplier> supplier(String library) {
        return LibPython.is(library)
                ? Optional.of(new Supplier.Interpreter())
                : Suppliers.builtIn().of(library, wheel, requiresDist);
    }

    /** By file, as if it were loaded through each file that nothing in the wheel needs; else alone. */
    private Map<String, Set<String>> searched(Set<String> needing, LoaderRules rules) {
        Map<String, Set<String>> searched = new HashMap<>();
        if (needing.isEmpty()) {
            return searched;
        }
        SortedMap<String, LoadableFile> byPath = new TreeMap<>();
        files.forEach(file -> byPath.put(file.path(), file));
        Set<String> needed = new HashSet<>();
        files.forEach(file -> needed.addAll(file.facts().linkage().needed()));
        byPath.values().stream()
                .filter(file -> !needed.contains(name(file)))
                .forEach(first -> add(searched, first, rules, needing));
        byPath.values().stream()
                .filter(file -> needing.contains(file.path()) && !searched.containsKey(file.path()))
                .forEach(first -> add(searched, first, rules, needing));
        return searched;
    }

    private void add(Map<String, Set<String>> searched, LoadableFile first, LoaderRules rules, Set<String> needing) {
        loader.searchFolders(first, rules, needing)
                .forEach((path, folders) -> searched.computeIfAbsent(path, missing -> new LinkedHashSet<>())
                        .addAll(folders));
    }

    /** @return those that every file searches */
    private Optional<List<String>> folders(Collection<String> needing, Map<String, Set<String>> searched) {
        Optional<Set<String>> common = Optional.empty();
        for (String path : needing) {
            Set<String> folders = searched.getOrDefault(path, Set.of());
            common.ifPresent(known -> known.retainAll(folders));
            common = common.or(() -> Optional.of(new LinkedHashSet<>(folders)));
        }
        return common.filter(folders -> folders.size() <= MOST_FOLDERS && !loader.exhausted())
                .map(List::copyOf);
    }

    private SortedSet<String> versions(String library, Collection<String> needing) {
        SortedSet<String> versions = new TreeSet<>();
        for (String path : needing) {
            loader.file(path).stream()
                    .flatMap(file -> file.facts().symbols().versionNeeds().stream())
                    .filter(need -> need.library().equals(library) && !need.mayBeMissing())
                    .map(VersionNeed::version)
                    .forEach(version -> versions.add(version.name()));
        }
        return versions;
    }

    private static String name(LoadableFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
}
