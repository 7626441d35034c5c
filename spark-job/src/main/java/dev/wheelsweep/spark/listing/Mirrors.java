package dev.wheelsweep.spark.listing;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

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
 * many last parts as distinguish it from the others. No two files have the same name.
 */
public final class Mirrors {
    private static final String SEPARATOR = "/";
    private static final String WEB = "http";

    /** What the name of a file whose path is not valid text begins with; the rest is percent-encoded. */
    private static final String ENCODED = "file:";

    private final List<Root> roots;

    /**
     * A mirror that lies in no other one.
     *
     * @param location without a slash at its end
     * @param parts how many last parts of the location are its name
     */
    private record Root(String location, int parts) {
        String name() {
            return tail(location, parts);
        }

        boolean isLike(Root other) {
            return name().equals(other.name()) || isBelow(name(), other.name()) || isBelow(other.name(), name());
        }
    }

    private Mirrors(List<Root> roots) {
        this.roots = roots;
    }

    /** @param locations of folders and files, in the form of {@link WheelFile#location} */
    public static Mirrors of(Collection<String> locations) {
        List<String> all = locations.stream()
                .map(Mirrors::withoutLastSlash)
                .distinct()
                .sorted()
                .toList();
        List<Root> roots = all.stream()
                .filter(root -> all.stream().noneMatch(other -> isBelow(root, other)))
                .map(root -> new Root(root, 1))
                .toList();
        // Ends at the latest with the whole locations, of which none is below another.
        while (roots.stream().anyMatch(like(roots))) {
            Predicate<Root> isLikeAnother = like(roots);
            roots = roots.stream()
                    .map(root -> isLikeAnother.test(root) ? new Root(root.location(), root.parts() + 1) : root)
                    .toList();
        }
        return new Mirrors(roots);
    }

    private static Predicate<Root> like(List<Root> roots) {
        return root -> roots.stream().anyMatch(other -> !other.equals(root) && other.isLike(root));
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
                .map(mirror -> isPublic(mirror) ? mirror : known.publicName(withoutLastSlash(mirror)))
                .toList();
    }

    private String publicName(String mirror) {
        return roots.stream()
                .filter(root -> root.location().equals(mirror))
                .map(Root::name)
                .findFirst()
                .orElseGet(() -> wheelPath(mirror));
    }

    private static boolean isPublic(String mirror) {
        return WheelFile.isAddress(mirror)
                ? mirror.startsWith(WEB)
                : !mirror.startsWith(SEPARATOR) && !mirror.startsWith(ENCODED);
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
        List<Root> encoded = roots.stream()
                .map(root -> new Root(
                        withoutLastSlash(
                                WheelFile.pathOf(root.location()).toUri().toString()),
                        root.parts()))
                .toList();
        String path = below(encoded, uri);
        return path.startsWith(ENCODED + SEPARATOR) ? path : ENCODED + path;
    }

    /** @param all the roots, in the form of the location */
    private static String below(List<Root> all, String location) {
        for (Root root : all) {
            if (location.equals(root.location())) {
                return root.name();
            }
            if (isBelow(location, root.location())) {
                String path = location.substring(root.location().length() + 1);
                return all.size() == 1 ? path : root.name() + SEPARATOR + path;
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
        String[] parts = location.split(SEPARATOR, -1);
        return String.join(SEPARATOR, Arrays.asList(parts).subList(Math.max(0, parts.length - count), parts.length));
    }
}
