package dev.wheelsweep.core.wheel;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the entries of a wheel are installed.
 *
 * <p>The tree is that of a virtual environment: entries go to {@code lib/python/site-packages}, except those below {@code
 * NAME-VERSION.data/}, whose first folder names a scheme (binary distribution format, "The .data directory"). So {@code
 * $ORIGIN/../lib} of a script finds a library that the wheel installs as data. Files of this machine are never read.
 */
public final class InstalledTree {
    /** The scheme for files that run on every platform. */
    public static final String PURELIB = "purelib";

    private static final String DATA_SUFFIX = ".data";
    private static final String SITE_PACKAGES = "lib/python/site-packages/";
    private static final Map<String, String> SCHEMES = Map.of(
            PURELIB, SITE_PACKAGES, "platlib", SITE_PACKAGES, "scripts", "bin/", "headers", "include/", "data", "");

    /** Paths longer than PATH_MAX of Linux cannot be installed; resolving them would cost more than reading them. */
    public static final int LONGEST_LOCATION = 4096;

    /** The location of a folder, then the name of a file in it, then the entry that is installed there. */
    private final Map<String, Map<String, String>> folders = new HashMap<>();

    private final Set<String> parts = new HashSet<>(Set.of(""));

    /** @param entries the names of the wheel's entries that a loader could load */
    public InstalledTree(Collection<String> entries) {
        for (String entry : entries) {
            location(entry).ifPresent(location -> {
                folders.computeIfAbsent(parent(location), first -> new HashMap<>())
                        .put(file(location), entry);
                parts.add(part(parent(location)));
            });
        }
    }

    /** @return whether the wheel installs a file into the folder itself */
    public boolean has(String folder) {
        return folders.containsKey(folder);
    }

    /** @return the entries that are installed into the folder, by their file names there */
    public Map<String, String> folder(String folder) {
        return Collections.unmodifiableMap(folders.getOrDefault(folder, Map.of()));
    }

    /** @return the entry at this place of the tree */
    public Optional<String> at(String location) {
        return Optional.ofNullable(
                folders.getOrDefault(parent(location), Map.of()).get(file(location)));
    }

    /** @return whether the wheel installs anything into the folder, or into another that shares its uppermost folder */
    public boolean hasPartIn(String folder) {
        return folder.isEmpty() || parts.contains(part(folder));
    }

    /** @return the place of an entry once installed; empty if it is not installed into the environment */
    public static Optional<String> locationOf(String entry) {
        return location(entry);
    }

    /** @return the folder of an entry once installed, which is what {@code $ORIGIN} means in it */
    public static Optional<String> folderOf(String entry) {
        return location(entry).map(InstalledTree::parent);
    }

    /** @return the folder as users know it: below site-packages without that prefix */
    public static String shown(String folder) {
        return folder.startsWith(SITE_PACKAGES) ? folder.substring(SITE_PACKAGES.length()) : folder;
    }

    /**
     * @param path text that is appended to the folder, mostly beginning with a slash
     * @return the place it leads to; empty if it leaves the tree
     */
    public static Optional<String> follow(String folder, String path) {
        return path.isEmpty() || path.startsWith("/")
                ? below(folder, path)
                : below(parent(folder), file(folder) + path);
    }

    /** @return how to get from one folder to the other; empty if the way goes through a folder named after a release of Python */
    public static Optional<String> way(String from, String to) {
        String[] start = from.isEmpty() ? new String[0] : from.split("/", -1);
        String[] end = to.isEmpty() ? new String[0] : to.split("/", -1);
        int common = 0;
        while (common < Math.min(start.length, end.length) && start[common].equals(end[common])) {
            common++;
        }
        if ((to + "/").startsWith(SITE_PACKAGES) && !(from + "/").startsWith(SITE_PACKAGES)) {
            return Optional.empty();
        }
        return Optional.of("/..".repeat(start.length - common)
                + Arrays.stream(end, common, end.length).map(name -> "/" + name).collect(Collectors.joining()));
    }

    /** Every project has folders of its own in site-packages; what is beside them belongs to the whole environment. */
    private static String part(String location) {
        if (!location.startsWith(SITE_PACKAGES)) {
            return (location + "/").equals(SITE_PACKAGES) ? "" : location;
        }
        int slash = location.indexOf('/', SITE_PACKAGES.length());
        return slash < 0 ? location : location.substring(0, slash);
    }

    private static String file(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private static String parent(String location) {
        return location.substring(0, Math.max(location.lastIndexOf('/'), 0));
    }

    /** @return the scheme whose folder below {@code .data} the entry is in, such as {@code platlib}; empty for the root */
    public static Optional<String> scheme(String entry) {
        String[] parts = entry.split("/", 3);
        return parts.length == 3 && parts[0].endsWith(DATA_SUFFIX) && SCHEMES.containsKey(parts[1])
                ? Optional.of(parts[1])
                : Optional.empty();
    }

    private static Optional<String> location(String entry) {
        String location = scheme(entry)
                .map(scheme -> SCHEMES.get(scheme) + entry.split("/", 3)[2])
                .orElse(SITE_PACKAGES + entry);
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
