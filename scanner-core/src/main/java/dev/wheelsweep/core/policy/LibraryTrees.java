package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.wheel.InstalledTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of the wheel that a file loads, found as the loader finds them if the file is loaded first: libraries in
 * order, each library's own needs before its next sibling, and every name searched once. The folders are those of the
 * first file's DT_RPATH, of the needing file's DT_RPATH or DT_RUNPATH, and of the first file's DT_RUNPATH, but none of
 * the host.
 */
final class LibraryTrees {
    /**
     * The most folders searched for one wheel. A real wheel needs some thousands; a crafted one could need billions.
     */
    static final int MAX_LOOKUPS = 1 << 22;

    private final InstalledTree installed;
    private final Map<String, Binary> byPath = new HashMap<>();
    private final Map<String, SearchPath> searchPaths = new HashMap<>();
    private int lookups;

    /** The folders of the wheel in one file's search paths; none of DT_RPATH if it also has DT_RUNPATH (ld.so(8)). */
    private record SearchPath(List<String> rpath, List<String> runpath) {}

    LibraryTrees(Subject subject) {
        subject.binaries().forEach(file -> byPath.put(file.path(), file));
        installed = new InstalledTree(Stream.concat(byPath.keySet().stream(), subject.unread().stream())
                .toList());
    }

    /** @return the file at this path; empty if it could not be read */
    Optional<Binary> file(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    /**
     * @return every name that the file and the libraries it loads need, with the path of the wheel's file for it, if
     *     there is one
     */
    Map<String, Optional<String>> of(Binary first) {
        Map<String, Optional<String>> tree = new LinkedHashMap<>();
        Deque<Binary> needing = new ArrayDeque<>(List.of(first));
        Deque<Iterator<String>> left = new ArrayDeque<>(List.of(needed(first)));
        while (!left.isEmpty()) {
            if (!left.peek().hasNext()) {
                left.pop();
                needing.pop();
                continue;
            }
            String library = left.peek().next();
            if (!tree.containsKey(library)) {
                Optional<String> found = find(library, first, needing.peek());
                tree.put(library, found);
                found.flatMap(this::file).ifPresent(file -> {
                    needing.push(file);
                    left.push(needed(file));
                });
            }
        }
        return tree;
    }

    /** @return whether {@link #MAX_LOOKUPS} was reached; after that no library is found */
    boolean exhausted() {
        return lookups >= MAX_LOOKUPS;
    }

    private static Iterator<String> needed(Binary file) {
        return file.facts().linkage().needed().iterator();
    }

    private Optional<String> find(String library, Binary first, Binary needing) {
        if (LibPython.is(library)) {
            return Optional.empty(); // The interpreter has its own; a copy in the wheel would be a second one.
        }
        if (InstalledTree.isPath(library)) {
            return installed.resolve(needing.path(), Optional.empty(), library);
        }
        List<String> folders = new ArrayList<>(searchPath(first).rpath());
        folders.addAll(searchPath(needing).rpath());
        folders.addAll(searchPath(needing).runpath());
        folders.addAll(searchPath(first).runpath());
        lookups = (int) Math.min(MAX_LOOKUPS, lookups + folders.size() + 1L);
        if (exhausted()) {
            return Optional.empty();
        }
        return folders.stream()
                .flatMap(folder -> installed.in(folder, library).stream())
                .filter(path -> file(path)
                        .filter(file -> !loadableBeside(file, needing))
                        .isEmpty())
                .findFirst();
    }

    private SearchPath searchPath(Binary file) {
        return searchPaths.computeIfAbsent(file.path(), missing -> {
            Optional<String> runpath = file.facts().linkage().runpath();
            Optional<String> rpath = runpath.isPresent()
                    ? Optional.empty()
                    : file.facts().linkage().rpath();
            return new SearchPath(folders(file, rpath), folders(file, runpath));
        });
    }

    private List<String> folders(Binary file, Optional<String> searchPath) {
        return searchPath.map(path -> installed.folders(file.path(), path)).orElse(List.of());
    }

    /** The loader skips files of another machine or class and continues to search. */
    private static boolean loadableBeside(Binary file, Binary other) {
        ElfIdentity one = file.facts().identity();
        ElfIdentity two = other.facts().identity();
        return one.layout() == two.layout() && one.order().equals(two.order()) && one.machine() == two.machine();
    }
}
