package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which symbol versions the libraries of systems can define, from {@code symbol-versions.tsv}. */
final class KnownVersions {
    private static final String TABLE = "symbol-versions.tsv";
    private static final int COLUMNS = 4;
    private static final String FROM_GLIBC = "glibc";

    /** By architecture and soname. */
    private final Map<Arch, Map<String, List<KnownVersion>>> versions = new LinkedHashMap<>();

    /** The names of all versions, by architecture. */
    private final Map<Arch, Set<String>> names = new HashMap<>();

    private final Set<String> glibcLibraries = new LinkedHashSet<>();
    /** The highest version of releases of glibc that were asked for, by architecture and release. */
    private final Map<Arch, Map<DottedNumber, Optional<DottedNumber>>> highestOfGlibc = new ConcurrentHashMap<>();

    private KnownVersions() {
        Map<String, KnownVersion> parsed = new HashMap<>();
        for (List<String> row : Table.rows(KnownVersions.class, TABLE, COLUMNS)) {
            String soname = row.get(1);
            if (row.get(0).equals(FROM_GLIBC)) {
                glibcLibraries.add(soname);
            }
            Arch arch = new Arch(row.get(2));
            List<KnownVersion> ofLibrary = new ArrayList<>();
            for (String text : row.get(3).split(Table.SPACE, -1)) {
                ofLibrary.add(parsed.computeIfAbsent(text, KnownVersion::parse));
            }
            versions.computeIfAbsent(arch, missing -> new LinkedHashMap<>()).put(soname, ofLibrary);
            for (KnownVersion version : ofLibrary) {
                names.computeIfAbsent(arch, missing -> new HashSet<>()).add(version.name());
            }
        }
    }

    /** Read at first use. */
    private static final class BuiltIn {
        static final KnownVersions TABLE = new KnownVersions();
    }

    static KnownVersions builtIn() {
        return BuiltIn.TABLE;
    }

    /** @return the sonames of all that this glibc consists of: a library without a version is not there yet */
    List<String> ofGlibc(Arch arch, Ceilings ceilings) {
        List<String> sonames = new ArrayList<>();
        for (String soname : versions.getOrDefault(arch, Map.of()).keySet()) {
            if (glibcLibraries.contains(soname)
                    && !defined(soname, arch, ceilings).isEmpty()) {
                sonames.add(soname);
            }
        }
        return sonames;
    }

    boolean isFromGlibc(String soname) {
        return glibcLibraries.contains(soname);
    }

    /** @return false if the library is known on other architectures only, such as libnsl.so.1, which newer ones lack */
    boolean mayBeOn(Arch arch, String soname) {
        return knows(soname, arch) || versions.keySet().stream().noneMatch(other -> knows(soname, other));
    }

    boolean knows(String soname, Arch arch) {
        return versions.getOrDefault(arch, Map.of()).containsKey(soname);
    }

    /** @return the versions that the library defines on a system that reaches so far, none if the library is not known */
    Set<String> defined(String soname, Arch arch, Ceilings ceilings) {
        Set<String> defined = new LinkedHashSet<>();
        for (KnownVersion version : of(soname, arch)) {
            if (version.isThere(ceilings)) {
                defined.add(version.name());
            }
        }
        return defined;
    }

    /** @return whether the library defines this version on any system of the architecture */
    boolean exists(String soname, Arch arch, String version) {
        return of(soname, arch).stream().anyMatch(it -> it.name().equals(version));
    }

    /** @return whether any library has this version on the architecture */
    boolean exists(Arch arch, String version) {
        return names.getOrDefault(arch, Set.of()).contains(version);
    }

    /** @return the highest version that a release of glibc defines; empty if it does not run on the architecture */
    Optional<DottedNumber> highestOfGlibc(DottedNumber release, Arch arch) {
        return highestOfGlibc
                .computeIfAbsent(arch, missing -> new ConcurrentHashMap<>())
                .computeIfAbsent(release, missing -> findHighestOfGlibc(release, arch));
    }

    private Optional<DottedNumber> findHighestOfGlibc(DottedNumber release, Arch arch) {
        Ceilings ceilings = new Ceilings(Map.of(KnownVersion.GLIBC, release));
        DottedNumber highest = null;
        for (String soname : glibcLibraries) {
            for (KnownVersion version : of(soname, arch)) {
                Optional<DottedNumber> number = version.numberIn(KnownVersion.GLIBC);
                boolean isHigher =
                        number.isPresent() && (highest == null || number.get().compareTo(highest) > 0);
                if (isHigher && version.isThere(ceilings)) {
                    highest = number.get();
                }
            }
        }
        return Optional.ofNullable(highest);
    }

    private List<KnownVersion> of(String soname, Arch arch) {
        return versions.getOrDefault(arch, Map.of()).getOrDefault(soname, List.of());
    }
}
