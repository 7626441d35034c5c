package dev.wheelsweep.spark.listing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The places that a sweep lists, and the names that their files have in a dataset: {@link WheelFile#wheelPath}. Such a name says
 * nothing of the machine, and stays the same if a mirror moves.
 *
 * <pre>
 *   mirrors             file                          wheel path
 *   /srv/pypi           /srv/pypi/ab/NAME.whl         ab/NAME.whl
 *   /srv/a, /data/b     /data/b/NAME.whl              b/NAME.whl
 *   /srv/a/x, /srv/b/x  /srv/b/x/NAME.whl             b/x/NAME.whl
 *   s3a://BUCKET/x      s3a://BUCKET/x/ab/NAME.whl    ab/NAME.whl
 *   /srv/NAME.whl       /srv/NAME.whl                 NAME.whl
 * </pre>
 *
 * <p>With one mirror, a file is named by its path below it. With several, the last part of the mirror's path comes first, or as
 * many last parts as distinguish the mirrors. No two files have the same name.
 */
public final class Mirrors {
    private static final String SEPARATOR = "/";
    private static final String SERVER = "://";
    private static final String WEB = "http";

    /** What the name of a file whose path is not valid text begins with; the rest is percent-encoded. */
    private static final String ENCODED = "file:";

    private final List<String> roots;

    /** How many last parts of each root distinguish them. */
    private final int parts;

    private Mirrors(List<String> roots, int parts) {
        this.roots = roots;
        this.parts = parts;
    }

    /** @param locations of folders and files, in the form of {@link WheelFile#location} */
    public static Mirrors of(Collection<String> locations) {
        List<String> all = locations.stream()
                .map(Mirrors::withoutLastSlash)
                .distinct()
                .sorted()
                .toList();
        // A mirror inside another one adds no files.
        List<String> roots = all.stream()
                .filter(root -> all.stream().noneMatch(other -> !other.equals(root) && isBelow(root, other)))
                .toList();
        int most = roots.stream().mapToInt(root -> parts(root).length).max().orElse(1);
        return new Mirrors(
                roots,
                IntStream.range(1, most)
                        .filter(parts -> areDistinct(
                                roots.stream().map(root -> tail(root, parts)).toList()))
                        .findFirst()
                        .orElse(most));
    }

    /**
     * What a page for the public calls mirrors.
     *
     * @param mirrors paths, addresses, or a name that an operator gave
     * @return web addresses and given names as they are, and of all others the last parts of their paths
     */
    public static List<String> publicNames(List<String> mirrors) {
        List<String> places =
                mirrors.stream().filter(mirror -> !isPublic(mirror)).toList();
        Mirrors known = of(places);
        return mirrors.stream()
                .map(mirror -> isPublic(mirror) ? mirror : tail(withoutLastSlash(mirror), known.parts))
                .toList();
    }

    private static boolean isPublic(String mirror) {
        return mirror.startsWith(WEB) && mirror.contains(SERVER)
                || !mirror.startsWith(SEPARATOR) && !WheelFile.isAddress(mirror) && !mirror.startsWith(ENCODED);
    }

    /** @return the same file with its name in the dataset; a file outside all mirrors keeps its location */
    public WheelFile named(WheelFile file) {
        return file.named(wheelPath(file.location()));
    }

    private String wheelPath(String location) {
        if (location.startsWith(ENCODED)) {
            return encoded(location);
        }
        String path = below(roots, location);
        // Without this, a plain name could look like an encoded one.
        return path.startsWith(ENCODED) && !WheelFile.isAddress(location)
                ? encoded(WheelFile.pathOf(location).toUri().toString())
                : path;
    }

    private String encoded(String uri) {
        List<String> encoded = roots.stream()
                .map(root -> withoutLastSlash(WheelFile.pathOf(root).toUri().toString()))
                .toList();
        String path = below(encoded, uri);
        return path.startsWith(ENCODED + SEPARATOR) ? path : ENCODED + path;
    }

    /** @param all the roots, in the form of the location */
    private String below(List<String> all, String location) {
        for (String root : all) {
            if (location.equals(root)) {
                return tail(root, parts);
            }
            if (isBelow(location, root)) {
                String path = location.substring(root.length() + 1);
                return all.size() == 1 ? path : tail(root, parts) + SEPARATOR + path;
            }
        }
        return location;
    }

    private static boolean isBelow(String location, String root) {
        return location.startsWith(root + SEPARATOR);
    }

    private static String withoutLastSlash(String location) {
        return location.endsWith(SEPARATOR) ? location.substring(0, location.length() - 1) : location;
    }

    /** @return the last parts of a location, or all if there are fewer */
    private static String tail(String location, int count) {
        String[] parts = parts(location);
        return String.join(SEPARATOR, Arrays.asList(parts).subList(Math.max(0, parts.length - count), parts.length));
    }

    private static String[] parts(String location) {
        return location.split(SEPARATOR, -1);
    }

    private static boolean areDistinct(List<String> names) {
        return IntStream.range(0, names.size())
                .allMatch(i -> IntStream.range(0, names.size())
                        .allMatch(j ->
                                i == j || !names.get(i).equals(names.get(j)) && !isBelow(names.get(i), names.get(j))));
    }
}
