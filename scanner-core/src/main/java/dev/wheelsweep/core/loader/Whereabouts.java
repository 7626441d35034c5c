package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.wheel.InstalledTree;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where a library is that the loader does not find, or in which it does not find a version.
 *
 * @param text for a person, as a sentence about the library
 */
public record Whereabouts(Place place, String text) {
    /** Elements of a search path that one text names. */
    private static final int ELEMENTS_SHOWN = 3;

    /** What kind of place it is. */
    public enum Place {
        /** In the wheel, but no search path leads there. */
        UNREACHED,
        /** A search path leads out of the wheel, to where another one may have it. */
        OUTSIDE,
        /** In the wheel: the loader takes it, but it has not the version that is needed. */
        LACKING
    }

    /** @param path the file of the wheel that the loader takes */
    public static Whereabouts lacking(String path) {
        return new Whereabouts(Place.LACKING, path + ", which the loader takes, does not define the version");
    }

    static Optional<Whereabouts> of(String library, LoadableFile needing, LoaderRules rules, Search search) {
        if (search.exhausted()) {
            return Optional.empty(); // The loader may not have looked where it is.
        }
        return search.named(library, needing)
                .map(file -> unreached(file, needing))
                .or(() -> search.withSoname(library, needing).map(Whereabouts::otherName))
                .map(text -> new Whereabouts(Place.UNREACHED, text))
                .or(() -> outside(needing, rules, search).map(text -> new Whereabouts(Place.OUTSIDE, text)));
    }

    private static String otherName(LoadableFile file) {
        return file.path() + " has this DT_SONAME, but the loader looks for a file of this name";
    }

    private static String unreached(LoadableFile file, LoadableFile needing) {
        int slash = file.path().lastIndexOf('/');
        String text = "%s is in %s, which no search path of %s reaches"
                .formatted(
                        file.fileName(),
                        slash < 0 ? "the root of the wheel" : file.path().substring(0, slash),
                        needing.path());
        return InstalledTree.folderOf(needing.path())
                .flatMap(from -> InstalledTree.folderOf(file.path()).flatMap(to -> InstalledTree.way(from, to)))
                .map(way -> text + "; needs RUNPATH $ORIGIN" + way)
                .orElse(text);
    }

    private static Optional<String> outside(LoadableFile needing, LoaderRules rules, Search search) {
        List<String> leaving = Folder.allOf(needing, rules)
                .filter(folder -> folder.start() == Folder.Start.ORIGIN)
                .filter(folder -> folder.locations().stream().noneMatch(search.installed()::hasPartIn))
                .limit(ELEMENTS_SHOWN)
                .map(folder -> folder.element()
                        + folder.locations().stream()
                                .findFirst()
                                .map(location -> " (" + InstalledTree.shown(location) + ")")
                                .orElse(""))
                .toList();
        return leaving.isEmpty()
                ? Optional.empty()
                : Optional.of(leaving.stream()
                        .collect(Collectors.joining(", ", "the search path leads out of the wheel: ", "")));
    }
}
