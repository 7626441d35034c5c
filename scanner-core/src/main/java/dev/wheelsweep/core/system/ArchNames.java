package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Table;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an architecture is called in file names of Linux systems, from {@code architectures.tsv}.
 *
 * @param glibcLoader the path that programs name in PT_INTERP, such as {@code "/lib64/ld-linux-x86-64.so.2"}
 * @param multiarch Debian's tuple, such as {@code "x86_64-linux-gnu"}
 * @param libraryFolder of other distributions, such as {@code "lib64"}
 * @param muslLoader such as {@code "ld-musl-x86_64.so.1"}
 * @param carch Alpine Linux's own name, which is in the soname of its musl
 */
record ArchNames(String glibcLoader, String multiarch, String libraryFolder, String muslLoader, String carch) {
    private static final String TABLE = "architectures.tsv";
    private static final int COLUMNS = 6;

    /** Read at first use. */
    private static final class BuiltIn {
        static final Map<Arch, ArchNames> NAMES = read();

        private static Map<Arch, ArchNames> read() {
            Map<Arch, ArchNames> names = new LinkedHashMap<>();
            for (var row : Table.rows(ArchNames.class, TABLE, COLUMNS)) {
                names.put(
                        new Arch(row.get(0)),
                        new ArchNames(row.get(1), row.get(2), row.get(3), row.get(4), row.get(5)));
            }
            return names;
        }
    }

    static Optional<ArchNames> of(Arch arch) {
        return Optional.ofNullable(BuiltIn.NAMES.get(arch));
    }

    static Set<Arch> known() {
        return BuiltIn.NAMES.keySet();
    }

    /** @return the soname of glibc's loader */
    String glibcLoaderName() {
        return glibcLoader.substring(glibcLoader.lastIndexOf('/') + 1);
    }

    /** @return the soname of Alpine Linux's musl */
    String muslName() {
        return "libc.musl-" + carch + ".so.1";
    }
}
