package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.wheel.InstalledTree;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for needed libraries among the files of one wheel, until {@link Loader#MAX_LOOKUPS} is reached. */
final class Search {
    private final InstalledTree installed;
    private final Map<String, LoadableFile> files = new LinkedHashMap<>();
    /** Omits folders without entries: a hostile search path has hundreds of them, with long names. */
    private final Map<Owner, List<Installed>> searchPaths = new HashMap<>();

    private int lookups;

    /** For each name of a file and each DT_SONAME the first of the files that have it, by path. */
    private final Map<Name, LoadableFile> byFileName = new HashMap<>();

    private final Map<Name, LoadableFile> bySoname = new HashMap<>();

    private record Owner(String path, LoaderRules rules) {}

    /**
     * The content of one folder, by file name; of several, if systems use different ones.
     *
     * @param rest as in {@link Folder}
     */
    private record Installed(String rest, List<Map<String, String>> folders) {}

    private record Name(String name, LoadableFile.Target target) {}

    /** What the loader does with a file that it found. */
    private enum Fit {
        LOADS,
        PASSED_OVER,
        REFUSED
    }

    Search(Collection<LoadableFile> files, Collection<String> unread) {
        files.forEach(file -> this.files.put(file.path(), file));
        for (LoadableFile file : this.files.values()) {
            byFileName.merge(new Name(file.fileName(), file.target()), file, Search::first);
            file.linkage()
                    .soname()
                    .ifPresent(name -> bySoname.merge(new Name(name, file.target()), file, Search::first));
        }
        installed = new InstalledTree(
                Stream.concat(this.files.keySet().stream(), unread.stream()).toList());
    }

    InstalledTree installed() {
        return installed;
    }

    Map<String, LoadableFile> files() {
        return files;
    }

    private static LoadableFile first(LoadableFile one, LoadableFile other) {
        return one.path().compareTo(other.path()) <= 0 ? one : other;
    }

    /** @return a file of the wheel with this name, in any folder */
    Optional<LoadableFile> named(String name, LoadableFile needing) {
        return Optional.ofNullable(byFileName.get(new Name(name, needing.target())));
    }

    /** @return a file of the wheel with this DT_SONAME, in any folder */
    Optional<LoadableFile> withSoname(String name, LoadableFile needing) {
        return Optional.ofNullable(bySoname.get(new Name(name, needing.target())));
    }

    boolean exhausted() {
        return lookups >= Loader.MAX_LOOKUPS;
    }

    void count(int more) {
        lookups = (int) Math.min(Loader.MAX_LOOKUPS, (long) lookups + more);
    }

    /** @return whether the loader takes this DT_NEEDED for a path and looks nowhere else */
    static boolean isPath(String library) {
        return library.contains("/");
    }

    /** @return the file of the wheel that is loaded for a name that no loaded library has */
    Optional<Found> find(String library, Mapped needing, LoaderRules rules) {
        if (isPath(library)) {
            Folder place = Folder.ofNeeded(library, needing.file(), rules);
            return loadable(inAll(place.locations().stream().map(installed::at)), needing.file(), rules)
                    .map(path -> new Found(path, needing.origin() + place.rest()));
        }
        return rules.isInEveryProcess(library) ? Optional.empty() : inSearchPaths(library, needing, rules);
    }

    private Optional<Found> inSearchPaths(String library, Mapped needing, LoaderRules rules) {
        Optional<Mapped> owner = Optional.of(needing);
        while (owner.isPresent() && !exhausted()) {
            count(1);
            Mapped from = owner.get();
            LoadableFile file = from.file();
            for (Installed place : counts(file, needing, rules) ? folders(file, rules) : List.<Installed>of()) {
                count(place.folders().size());
                Optional<String> path =
                        inAll(place.folders().stream().map(content -> Optional.ofNullable(content.get(library))));
                if (path.isPresent() && fit(path.get(), needing.file(), rules) != Fit.PASSED_OVER) {
                    return loadable(path, needing.file(), rules)
                            .map(it -> new Found(it, from.origin() + rules.folder(place.rest()) + '/' + library));
                }
            }
            owner = from.loader();
        }
        return Optional.empty();
    }

    /**
     * @return where the loader looks for what the file needs, below the folder of the environment, also where the wheel has
     *     nothing; without folders that systems name differently
     */
    List<String> folders(Mapped needing, LoaderRules rules) {
        List<String> folders = new ArrayList<>();
        Optional<Mapped> owner = Optional.of(needing);
        while (owner.isPresent() && !exhausted()) {
            LoadableFile file = owner.get().file();
            if (counts(file, needing, rules)) {
                Folder.allOf(file, rules).forEach(folder -> {
                    count(1);
                    if (folder.locations().size() == 1) {
                        folders.add(folder.locations().get(0));
                    }
                });
            }
            owner = owner.get().loader();
        }
        return folders;
    }

    /** @return whether the search path of a file on the way to {@code needing} counts for what that needs */
    private static boolean counts(LoadableFile file, Mapped needing, LoaderRules rules) {
        return file.path().equals(needing.file().path())
                || rules.inherits(needing.file().linkage(), file.linkage());
    }

    private List<Installed> folders(LoadableFile file, LoaderRules rules) {
        return searchPaths.computeIfAbsent(
                new Owner(file.path(), rules),
                missing -> Folder.allOf(file, rules)
                        .filter(folder -> !folder.locations().isEmpty()
                                && folder.locations().stream().allMatch(installed::has))
                        .map(folder -> new Installed(
                                folder.rest(),
                                folder.locations().stream()
                                        .map(installed::folder)
                                        .toList()))
                        .toList());
    }

    /** @return the first entry; empty unless all are there, since systems use different ones */
    private static Optional<String> inAll(Stream<Optional<String>> entries) {
        List<Optional<String>> all = entries.toList();
        return all.stream().allMatch(Optional::isPresent)
                ? all.stream().findFirst().flatMap(it -> it)
                : Optional.empty();
    }

    private Optional<String> loadable(Optional<String> path, LoadableFile needing, LoaderRules rules) {
        return path.filter(it -> fit(it, needing, rules) == Fit.LOADS);
    }

    private Fit fit(String path, LoadableFile needing, LoaderRules rules) {
        LoadableFile file = files.get(path);
        if (file == null) {
            return Fit.LOADS; // It could not be read, so nothing is known against it.
        }
        if (!file.target().equals(needing.target())) {
            return rules.passesOverOtherMachines() ? Fit.PASSED_OVER : Fit.REFUSED;
        }
        return file.isLibrary() ? Fit.LOADS : Fit.REFUSED;
    }
}
