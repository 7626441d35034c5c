package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.wheel.InstalledTree;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;

/** One load while it is under way. */
final class Loading {
    private final Search search;
    private final LoaderRules rules;
    private final Map<String, List<NeededLibrary>> needs = new LinkedHashMap<>();
    private final Map<String, String> locations = new HashMap<>();
    private final Map<String, Optional<Found>> names = new HashMap<>();
    private final Queue<Mapped> open = new ArrayDeque<>();
    private final List<Mapped> all = new ArrayList<>();

    Loading(Search search, LoaderRules rules) {
        this.search = search;
        this.rules = rules;
    }

    Load run(LoadableFile first) {
        map(new Mapped(first, InstalledTree.locationOf(first.path()).orElse(first.path()), Optional.empty()));
        while (!open.isEmpty()) {
            Mapped needing = open.remove();
            List<NeededLibrary> satisfied = needs.get(needing.file().path());
            for (String library : needing.file().linkage().needed()) {
                search.count(1);
                Optional<Found> found = Search.isPath(library)
                        ? search.find(library, needing, rules)
                        : names.computeIfAbsent(library, missing -> search.find(library, needing, rules));
                satisfied.add(new NeededLibrary(library, found.map(Found::path)));
                found.filter(it -> !needs.containsKey(it.path())).ifPresent(it -> map(it, needing));
            }
        }
        Map<String, Optional<String>> paths = new HashMap<>();
        names.forEach((name, found) -> paths.put(name, found.map(Found::path)));
        return new Load(needs, paths, locations);
    }

    private void map(Found found, Mapped needing) {
        Optional.ofNullable(search.files().get(found.path()))
                .ifPresent(file -> map(new Mapped(file, found.location(), Optional.of(needing))));
    }

    private void map(Mapped mapped) {
        String path = mapped.file().path();
        needs.put(path, new ArrayList<>());
        locations.put(path, mapped.location());
        rules.otherName(mapped.file().linkage())
                .ifPresent(name -> names.putIfAbsent(name, Optional.of(new Found(path, mapped.location()))));
        open.add(mapped);
        all.add(mapped);
    }

    /** @return the folders in which each of these files looks for what it needs, if it was mapped */
    Map<String, List<String>> folders(Set<String> files) {
        Map<String, List<String>> folders = new HashMap<>();
        all.stream()
                .filter(mapped -> files.contains(mapped.file().path()))
                .forEach(mapped -> folders.put(mapped.file().path(), search.folders(mapped, rules)));
        return folders;
    }
}
