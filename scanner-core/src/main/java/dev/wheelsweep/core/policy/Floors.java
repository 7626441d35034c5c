package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The highest version needed per namespace, compared as numbers. Weak needs do not count, because loading continues
 * without them. Versions that are no numbers, such as GLIBC_PRIVATE, do not count either.
 *
 * @param byNamespace such as GLIBC -> 2.17
 */
public record Floors(SortedMap<String, DottedNumber> byNamespace) {
    /** Namespaces that have a column of their own. */
    public static final String GLIBC = "GLIBC";

    public static final String GLIBCXX = "GLIBCXX";
    public static final String CXXABI = "CXXABI";
    public static final String GCC = "GCC";

    /** For musl, which has no versions: the first release that has all symbols a file imports. */
    public static final String MUSL = "MUSL";

    private static final int GLIBC_MAJOR = 2;

    public Floors {
        byNamespace = Collections.unmodifiableSortedMap(new TreeMap<>(byNamespace));
    }

    public static Floors of(Binary file) {
        return of(List.of(file));
    }

    public static Floors of(Collection<Binary> files) {
        return of(files.stream().flatMap(file -> file.facts().symbols().versionNeeds().stream()));
    }

    private static Floors of(Stream<VersionNeed> needs) {
        SortedMap<String, DottedNumber> highest = new TreeMap<>();
        needs.filter(need -> !need.weak()).map(VersionNeed::version).forEach(version -> raise(highest, version));
        return new Floors(highest);
    }

    private static void raise(SortedMap<String, DottedNumber> highest, SymbolVersion version) {
        version.number()
                .ifPresent(number -> highest.merge(
                        version.namespace(), number, (one, other) -> one.compareTo(other) >= 0 ? one : other));
    }

    /** @return the same with one namespace more */
    Floors with(String namespace, DottedNumber floor) {
        SortedMap<String, DottedNumber> more = new TreeMap<>(byNamespace);
        more.put(namespace, floor);
        return new Floors(more);
    }

    public Optional<DottedNumber> of(String namespace) {
        return Optional.ofNullable(byNamespace.get(namespace));
    }

    /** @return the floor as text, such as {@code "3.4.19"} */
    public Optional<String> text(String namespace) {
        return of(namespace).map(DottedNumber::toString);
    }

    /** @return the minor number after glibc's 2, to be compared with the one that a platform tag promises */
    public Optional<Integer> glibcMinor() {
        return of(GLIBC).filter(floor -> floor.numbers().get(0) == GLIBC_MAJOR).map(DottedNumber::minor);
    }
}
