package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.List;
import java.util.Optional;

/**
 * A symbol version that a library defines on some systems.
 *
 * @param name such as {@code "GLIBC_2.31"}
 * @param own what its name itself demands; empty for a name that does not end in a number, such as GLIBC_PRIVATE
 * @param since a second condition: it is there only from this version on
 * @param before a third one: it is no longer there at this version
 */
record KnownVersion(String name, Optional<Bound> own, Optional<Bound> since, Optional<Bound> before) {
    static final String GLIBC = "GLIBC";

    /** The namespaces whose versions are numbered, so that a ceiling can be stated for them. */
    static final List<String> NAMESPACES = List.of(GLIBC, "GLIBCXX", "CXXABI", "GCC", "XCRYPT", "ZLIB");

    private static final String SINCE = "@";
    private static final String BEFORE = "!";
    private static final char SEPARATOR = '_';

    /** A version of a namespace. */
    record Bound(String namespace, DottedNumber version) {

        /** @return the bound, or empty if the name is not of a numbered namespace or does not end in a number */
        static Optional<Bound> of(String name) {
            String namespace = name.substring(0, name.indexOf(SEPARATOR));
            return NAMESPACES.contains(namespace)
                    ? DottedNumber.parse(name.substring(name.lastIndexOf(SEPARATOR) + 1))
                            .map(version -> new Bound(namespace, version))
                    : Optional.empty();
        }

        boolean isReached(Ceilings ceilings) {
            return ceilings.reaches(namespace, version);
        }
    }

    /** @param text a name, followed by {@code @NAME} or {@code !NAME} if it has another condition */
    static KnownVersion parse(String text) {
        String[] since = text.split(SINCE, 2);
        String[] before = text.split(BEFORE, 2);
        String name = since.length > 1 ? since[0] : before[0];
        return new KnownVersion(
                name,
                Bound.of(name),
                since.length > 1 ? Bound.of(since[1]) : Optional.empty(),
                before.length > 1 ? Bound.of(before[1]) : Optional.empty());
    }

    boolean isThere(Ceilings ceilings) {
        return own.map(bound -> bound.isReached(ceilings)).orElse(true)
                && since.map(bound -> bound.isReached(ceilings)).orElse(true)
                && before.map(bound -> !bound.isReached(ceilings)).orElse(true);
    }

    /** @return the number, if the name consists of this namespace and a number */
    Optional<DottedNumber> numberIn(String namespace) {
        return own.filter(bound ->
                        bound.namespace().equals(namespace) && name.indexOf(SEPARATOR) == name.lastIndexOf(SEPARATOR))
                .map(Bound::version);
    }
}
