package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The highest version needed per namespace, compared as numbers. Needs that the loader continues without do not count, and
 * versions that no release is known for, such as GLIBC_PRIVATE, do not count either. A feature that the loader must have counts
 * as the first glibc that has it. Versions that are named after glibc's but belong to another library, such as GLIBC_2.0 of
 * libgcc_s, do not count.
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

    /** The first glibc that loads libraries whose segments are aligned by pages and not by p_align. */
    static final DottedNumber ANY_ALIGNMENT = DottedNumber.of(2, 35);

    /** The first glibc that applies DT_RELR. */
    static final DottedNumber RELR = DottedNumber.of(2, 36);

    private static final int GLIBC_MAJOR = 2;

    public Floors {
        byNamespace = Collections.unmodifiableSortedMap(new TreeMap<>(byNamespace));
    }

    public static Floors of(Binary file) {
        return of(List.of(file));
    }

    public static Floors of(Collection<Binary> files) {
        SortedMap<String, DottedNumber> highest = new TreeMap<>();
        for (Binary file : files) {
            ElfFacts facts = file.facts();
            facts.symbols().versionNeeds().stream()
                    .filter(need -> !need.mayBeMissing())
                    .filter(need ->
                            need.ofGlibc() || !need.version().namespace().equals(GLIBC))
                    .map(VersionNeed::version)
                    .forEach(version ->
                            version.release().ifPresent(number -> raise(highest, version.namespace(), number)));
            if (facts.libc() == Libc.GLIBC && facts.oddities().contains(Oddity.SEGMENT_NOT_ALIGNED)) {
                raise(highest, GLIBC, ANY_ALIGNMENT);
            }
            if (facts.libc() == Libc.GLIBC && facts.needsRelr()) {
                raise(highest, GLIBC, RELR);
            }
        }
        return new Floors(highest);
    }

    private static void raise(SortedMap<String, DottedNumber> highest, String namespace, DottedNumber number) {
        highest.merge(namespace, number, (one, other) -> one.compareTo(other) >= 0 ? one : other);
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
