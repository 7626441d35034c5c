package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The policies for one C library and architecture, the most compatible first, and after them {@code linux_ARCH}, which
 * grants everything:
 *
 * <pre>
 *   rank 0          manylinux_2_5_x86_64     grants least, runs on most systems
 *   rank 1          manylinux_2_12_x86_64    grants all that rank 0 grants, and more
 *   ...
 *   rank linux()    linux_x86_64
 * </pre>
 *
 * <p>Because a policy grants all that older policies grant, one number describes a requirement: the first rank that
 * grants it. The highest of these ranks grants all needs of a wheel.
 */
final class PolicyLadder {
    /** The dynamic loader under the names it has as a library; every policy for glibc grants it (PEP 513). */
    private static final String LOADER = "ld-linux";

    private static final List<String> OLD_LOADERS = List.of("ld64.so.1", "ld64.so.2");
    private static final String LINUX = "linux";

    private final Libc libc;
    private final Arch arch;
    private final List<Policy> policies;
    private final Grants grants;

    /**
     * The first rank of everything that is granted or no longer forbidden.
     *
     * @param versions namespace, then whole version name, to the first rank that grants it; no version is granted of a
     *     namespace without versions
     * @param libraries soname to the first rank that grants it
     * @param forbidden library, then symbol, to the first rank that does not forbid it
     * @param symbols symbol to the first version of the C library that has it; to the version of the first policy, or an
     *     older one, if every version has it
     * @param absent symbols that another C library has and none of this one's versions
     */
    record Grants(
            Map<String, Map<String, Integer>> versions,
            Map<String, Integer> libraries,
            Map<String, Map<String, Integer>> forbidden,
            Map<String, DottedNumber> symbols,
            Set<String> absent) {
        Grants() {
            this(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        }
    }

    PolicyLadder(Libc libc, Arch arch, List<Policy> policies, Grants grants) {
        this.libc = libc;
        this.arch = arch;
        this.policies = List.copyOf(policies);
        this.grants = grants;
    }

    Libc libc() {
        return libc;
    }

    Arch arch() {
        return arch;
    }

    List<Policy> policies() {
        return policies;
    }

    /** @return the rank of {@code linux_ARCH}, which is also the number of policies */
    int linux() {
        return policies.size();
    }

    /** @return a policy's name with the architecture, such as {@code manylinux_2_17_x86_64} */
    String name(int rank) {
        return (rank == linux() ? LINUX : policies.get(rank).name()) + "_" + arch;
    }

    /** @return the first rank whose policy has at least this version of the C library, {@link #linux} if none has */
    int rank(DottedNumber libcVersion) {
        return IntStream.range(0, linux())
                .filter(rank -> policies.get(rank).libcVersion().compareTo(libcVersion) >= 0)
                .findFirst()
                .orElse(linux());
    }

    /** @return the first rank whose policy has more than this version of the C library, {@link #linux} if none has */
    int rankAbove(DottedNumber libcVersion) {
        return IntStream.range(0, linux())
                .filter(rank -> policies.get(rank).libcVersion().compareTo(libcVersion) > 0)
                .findFirst()
                .orElse(linux());
    }

    /** @return the first rank that grants the version; 0 for namespaces that no policy knows */
    int rank(SymbolVersion version) {
        Map<String, Integer> known = grants.versions().get(version.namespace());
        return known == null ? 0 : known.getOrDefault(version.name(), linux());
    }

    /**
     * @return whether the number is higher than any that a policy grants in its namespace, so that it is newer than the
     *     policies
     */
    boolean isNewerThanAll(SymbolVersion version) {
        Map<String, Integer> known = grants.versions().getOrDefault(version.namespace(), Map.of());
        return version.release().isPresent()
                && known.keySet().stream()
                        .flatMap(name -> new SymbolVersion(name).release().stream())
                        .allMatch(number -> number.compareTo(version.release().get()) < 0);
    }

    /** @return the first rank that allows a wheel to need the library from the system */
    int rank(String library) {
        boolean isLibc = libc == Libc.MUSL ? libc.answersTo(library) : isLoader(library);
        return isLibc ? 0 : grants.libraries().getOrDefault(library, linux());
    }

    /** @return the symbols that some rank forbids to use of the library, each with the first rank that does not */
    Map<String, Integer> forbidden(String library) {
        return grants.forbidden().getOrDefault(library, Map.of());
    }

    /** @return the first version of the C library that has the symbol; empty if all have it, or none */
    Optional<DottedNumber> since(String symbol) {
        return Optional.ofNullable(grants.symbols().get(symbol)).filter(since -> !isInEveryVersion(since));
    }

    /** @return whether no version of the C library has the symbol; false if the policies do not list all symbols */
    boolean lacks(String symbol) {
        return !grants.symbols().containsKey(symbol)
                && grants.symbols().values().stream().anyMatch(this::isInEveryVersion);
    }

    /** @return whether {@link #lacks} is true of the symbol, and only another C library is known to have it */
    boolean isAnotherLibcs(String symbol) {
        return grants.absent().contains(symbol) && lacks(symbol);
    }

    private boolean isInEveryVersion(DottedNumber since) {
        return since.compareTo(policies.get(0).libcVersion()) <= 0;
    }

    static boolean isLoader(String library) {
        return library.contains(LOADER) || OLD_LOADERS.contains(library);
    }

    /** @return the grants, which {@link PolicyFile} fills in */
    Grants grants() {
        return grants;
    }
}
