package dev.wheelsweep.core.load;

import dev.wheelsweep.core.loader.Load;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files of a wheel that one load maps, in the loader's order: breadth first, which is also the order in which it
 * checks them.
 *
 * @param files at least the first file
 * @param byPath the same files
 */
record MappedFiles(Load load, List<LoadableFile> files, Map<String, LoadableFile> byPath, Paths paths) {

    static MappedFiles of(Load load, LoadableFile first, Loader loader) {
        List<LoadableFile> files = new ArrayList<>();
        for (String path : load.needs().keySet()) {
            files.add(path.equals(first.path()) ? first : loader.file(path).orElseThrow());
        }
        Map<String, LoadableFile> byPath = new HashMap<>();
        files.forEach(file -> byPath.putIfAbsent(file.path(), file));
        return new MappedFiles(load, List.copyOf(files), byPath, new Paths(load));
    }

    LoadableFile first() {
        return files.get(0);
    }

    List<NeededLibrary> needs(LoadableFile file) {
        return load.needs().get(file.path());
    }

    /** @return the mapped file that has this name; empty if it is no file of the wheel, or was not read */
    Optional<LoadableFile> named(String library) {
        return load.file(library).map(byPath::get);
    }

    /** @return every file after those that it needs, as glibc sorts them, beginning with the last (elf/dl-sort-maps.c) */
    List<LoadableFile> dependenciesFirst() {
        Set<String> begun = new HashSet<>();
        Map<String, LoadableFile> sorted = new LinkedHashMap<>();
        // A chain of thousands of files, each of which needs the next, would exhaust the stack of a recursion.
        Deque<LoadableFile> open = new ArrayDeque<>(files);
        while (!open.isEmpty()) {
            LoadableFile last = open.getLast();
            if (begun.add(last.path())) {
                List<LoadableFile> dependencies = needs(last).stream()
                        .flatMap(need -> named(need.library()).stream())
                        .toList();
                for (int i = dependencies.size() - 1; i >= 0; i--) {
                    if (!begun.contains(dependencies.get(i).path())) {
                        open.addLast(dependencies.get(i));
                    }
                }
            } else {
                sorted.putIfAbsent(last.path(), open.removeLast());
            }
        }
        return List.copyOf(sorted.values());
    }

    String name(LoadableFile file) {
        return paths.of(file.path());
    }
}
