package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/** One load while it is under way. */
final class Loading {
    private final Search search;
    private final LoaderRules rules;
    private final Map<String, List<NeededLibrary>> needs = new LinkedHashMap<>();
    private final Map<String, Optional<String>> names = new HashMap<>();
    private final Queue<Mapped> open = new ArrayDeque<>();

    Loading(Search search, LoaderRules rules) {
        this.search = search;
        this.rules = rules;
    }

    Load run(LoadableFile first) {
        map(new Mapped(first, Optional.empty()));
        while (!open.isEmpty()) {
            Mapped needing = open.remove();
            List<NeededLibrary> satisfied = needs.get(needing.file().path());
            for (String library : needing.file().linkage().needed()) {
                search.count(1);
                Optional<String> found = Search.isPath(library)
                        ? search.find(library, needing, rules)
                        : names.computeIfAbsent(library, missing -> search.find(library, needing, rules));
                satisfied.add(new NeededLibrary(library, found));
                found.filter(path -> !needs.containsKey(path))
                        .map(search.files()::get)
                        .ifPresent(file -> map(new Mapped(file, Optional.of(needing))));
            }
        }
        return new Load(needs, names);
    }

    private void map(Mapped mapped) {
        String path = mapped.file().path();
        needs.put(path, new ArrayList<>());
        rules.otherName(mapped.file().linkage()).ifPresent(name -> names.putIfAbsent(name, Optional.of(path)));
        open.add(mapped);
    }
}
