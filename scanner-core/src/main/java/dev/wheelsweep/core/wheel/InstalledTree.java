package dev.wheelsweep.core.wheel;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the entries of a wheel are installed, and which of them the loader would find for a needed library.
 *
 * <p>The tree is that of a virtual environment: entries go to {@code lib/python/site-packages}, except those below {@code
 * NAME-VERSION.data/}, whose first folder names a scheme (binary distribution format, "The .data directory"). So {@code
 * $ORIGIN/../lib} of a script finds a library that the wheel installs as data. Files of this machine are never read.
 */
public final class InstalledTree {
    private static final String SITE_PACKAGES = "lib/python/site-packages/";
    private static final Map<String, String> SCHEMES = Map.of(
            "purelib", SITE_PACKAGES,
            "platlib", SITE_PACKAGES,
            "scripts", "bin/",
            "headers", "include/",
            "data", "");
    private static final List<String> ORIGIN = List.of("$ORIGIN", "${ORIGIN}");

    /** Paths longer than PATH_MAX of Linux cannot be installed; resolving them would cost more than reading them. */
    private static final int LONGEST_LOCATION = 4096;

    /** The location of a folder, then the name of a file in it, then the entry that is installed there. */
    private final Map<String, Map<String, String>> folders = new HashMap<>();

    /** @param entries the names of the wheel's entries that a loader could load */
    public InstalledTree(Collection<String> entries) {
        for (String entry : entries) {
            location(entry)
                    .ifPresent(location -> folders.computeIfAbsent(folder(location), first -> new HashMap<>())
                            .put(file(location), entry));
        }
    }

    /**
     * Follows the search path of one file: DT_RUNPATH if there is one, else DT_RPATH (ld.so(8)); elements that do not
     * begin with {@code $ORIGIN} are outside the wheel and find nothing here. The search path of the file that
     * loads this one is not followed: the wheel does not say which file that is.
     *
     * @param entry the file that needs the libraries
     * @param searchPath elements separated by colons, raw
     * @param libraries DT_NEEDED, raw; one with a slash in it is a path, and no search path counts
     * @return the libraries in their order, each with the entry that would be loaded
     */
    public List<NeededLibrary> resolve(String entry, Optional<String> searchPath, List<String> libraries) {
        Optional<String> origin = origin(entry);
        // The folders are found once for all libraries: a hostile file has thousands of libraries, and hundreds of
        // elements.
        List<Map<String, String>> searched = searchPath.stream()
                .flatMap(path -> folders(entry, path).stream())
                .flatMap(folder -> Optional.ofNullable(folders.get(folder)).stream())
                .toList();
        return libraries.stream()
                .map(library ->
                        new NeededLibrary(library, isPath(library) ? at(origin, library) : first(searched, library)))
                .toList();
    }

    /** @return one library, with the entry that would be loaded */
    public Optional<String> resolve(String entry, Optional<String> searchPath, String library) {
        return resolve(entry, searchPath, List.of(library)).get(0).resolvedTo();
    }

    /** @return whether the loader treats this DT_NEEDED as a path and searches nowhere else */
    public static boolean isPath(String library) {
        return library.contains("/");
    }

    /** @return the folders of the tree that the search path names, in its order; each a folder for {@link #in} */
    public List<String> folders(String entry, String searchPath) {
        Optional<String> origin = origin(entry);
        return Arrays.stream(searchPath.split(":", -1))
                .flatMap(element -> expanded(origin, element).stream())
                .distinct()
                .toList();
    }

    /** @return the entry in the folder with this name */
    public Optional<String> in(String folder, String library) {
        return Optional.ofNullable(folders.get(folder)).map(files -> files.get(library));
    }

    private static Optional<String> first(List<Map<String, String>> searched, String library) {
        return searched.stream()
                .flatMap(folder -> Optional.ofNullable(folder.get(library)).stream())
                .findFirst();
    }

    private Optional<String> at(Optional<String> origin, String path) {
        return expanded(origin, path)
                .flatMap(location ->
                        Optional.ofNullable(folders.get(folder(location))).map(folder -> folder.get(file(location))));
    }

    /** @return where a path leads that begins with {@code $ORIGIN}, the folder of the file that has the path */
    private static Optional<String> expanded(Optional<String> origin, String path) {
        return ORIGIN.stream()
                .filter(token -> path.equals(token) || path.startsWith(token + "/"))
                .findFirst()
                .flatMap(token -> origin.flatMap(folder -> below(folder, path.substring(token.length()))));
    }

    /** @return the folder of an entry once installed: the value of {@code $ORIGIN} in it */
    private static Optional<String> origin(String entry) {
        return location(entry).map(InstalledTree::folder);
    }

    private static String file(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String folder(String location) {
        return location.substring(0, Math.max(location.lastIndexOf('/'), 0));
    }

    private static Optional<String> location(String entry) {
        String[] parts = entry.split("/", 3);
        String location = parts.length == 3 && parts[0].endsWith(".data") && SCHEMES.containsKey(parts[1])
                ? SCHEMES.get(parts[1]) + parts[2]
                : SITE_PACKAGES + entry;
        return location.length() > LONGEST_LOCATION ? Optional.empty() : below("", location);
    }

    /**
     * Follows one element of a path after the other, so that a search path of many elements takes time in proportion to
     * its own length, not to that of the folder's path.
     *
     * @param folder without {@code .}, {@code ..} and empty elements
     * @return where the path leads from there, also without such elements; empty if it leaves the tree
     */
    private static Optional<String> below(String folder, String path) {
        StringBuilder location = new StringBuilder(folder);
        for (String element : path.split("/", -1)) {
            if (element.equals("..")) {
                if (location.length() == 0) {
                    return Optional.empty();
                }
                location.setLength(Math.max(location.lastIndexOf("/"), 0));
            } else if (!element.isEmpty() && !element.equals(".")) {
                location.append(location.length() == 0 ? "" : "/").append(element);
            }
        }
        return Optional.of(location.toString());
    }
}
