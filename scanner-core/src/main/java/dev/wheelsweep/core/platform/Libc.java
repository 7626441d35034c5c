package dev.wheelsweep.core.platform;

import dev.wheelsweep.core.ColumnWord;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The C library that an ELF file is linked against. */
public enum Libc implements ColumnWord {
    GLIBC,
    MUSL,
    /** Android's C library. */
    BIONIC,
    /** No C library needed, or linked in statically. */
    NONE,
    /** Only of a wheel, never of a file: its files disagree. */
    MIXED;

    /** The sonames of glibc's libraries (shlib-versions), without its loaders and name services. */
    private static final Set<String> GLIBC_LIBRARIES = Set.of(
            "libc.so.6",
            "libm.so.6",
            // alpha and ia64
            "libc.so.6.1",
            "libm.so.6.1",
            "libpthread.so.0",
            "libdl.so.2",
            "librt.so.1",
            "libutil.so.1",
            "libresolv.so.2",
            "libcrypt.so.1",
            "libnsl.so.1",
            "libanl.so.1",
            "libmvec.so.1",
            "libthread_db.so.1",
            "libBrokenLocale.so.1",
            "libc_malloc_debug.so.0");

    private static final List<String> GLIBC_LOADERS = List.of("ld-linux", "ld64.so.", "ld.so.1");
    private static final String GLIBC_NAME_SERVICE = "libnss_";

    /**
     * Beginnings of the names for which musl's loader never looks for a file: it takes itself, whatever follows the dot
     * ({@code load_library} in ldso/dynlink.c).
     */
    private static final List<String> MUSL_RESERVED = Stream.of("c", "pthread", "rt", "m", "dl", "util", "xnet")
            .map(name -> "lib" + name + ".")
            .toList();

    private static final String MUSL_LOADER = "ld-musl-";

    /** @return whether this C library itself is what the loader takes for a DT_NEEDED of this name */
    public boolean answersTo(String library) {
        return switch (this) {
            case GLIBC ->
                GLIBC_LIBRARIES.contains(library) || library.startsWith(GLIBC_NAME_SERVICE) || isGlibcLoader(library);
            case MUSL -> MUSL_RESERVED.stream().anyMatch(library::startsWith) || isMuslLoader(library);
            case BIONIC, NONE, MIXED -> false;
        };
    }

    /** @param file a file's name, without folders */
    public static boolean isGlibcLoader(String file) {
        return GLIBC_LOADERS.stream().anyMatch(file::startsWith);
    }

    /** @param file a file's name, without folders */
    public static boolean isMuslLoader(String file) {
        return file.startsWith(MUSL_LOADER);
    }
}
