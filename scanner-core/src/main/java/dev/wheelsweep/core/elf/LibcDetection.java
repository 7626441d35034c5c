package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the C library that a file was linked against. No field has it, but some names are used by one C library only.
 * Stronger evidence is checked first: the interpreter runs the file, and versions come from the library itself, while
 * both Android and upstream musl call their library {@code libc.so}.
 */
final class LibcDetection {
    private static final Set<String> GLIBC_LIBRARIES = Set.of(
            "libc.so.6",
            // alpha and ia64
            "libc.so.6.1",
            "libm.so.6",
            "libm.so.6.1",
            "libpthread.so.0",
            "libdl.so.2",
            "librt.so.1",
            "libutil.so.1");
    private static final List<String> GLIBC_LOADERS = List.of("ld-linux", "ld64.so.", "ld.so.1");
    private static final String MUSL_LOADER = "ld-musl-";
    private static final String BIONIC_LOADER = "/system/bin/linker";
    /** The name that Alpine gives its musl. */
    private static final String ALPINE_MUSL = "libc.musl-";

    private static final String PLAIN_LIBC = "libc.so";
    private static final String GLIBC_NAMESPACE = "GLIBC";
    private static final String BIONIC_NAMESPACE = "LIBC";

    private LibcDetection() {}

    /** @return the library, {@link Libc#NONE} without evidence */
    static Libc of(Optional<String> interpreter, List<String> needed, List<VersionNeed> versionNeeds, Notes notes) {
        String loader = interpreter.orElse("");
        String loaderName = loader.substring(loader.lastIndexOf('/') + 1);
        if (loader.startsWith(BIONIC_LOADER) || notes.nameAndroid() || needNamespace(versionNeeds, BIONIC_NAMESPACE)) {
            return Libc.BIONIC;
        }
        if (loaderName.startsWith(MUSL_LOADER)) {
            return Libc.MUSL;
        }
        if (GLIBC_LOADERS.stream().anyMatch(loaderName::startsWith)
                || needNamespace(versionNeeds, GLIBC_NAMESPACE)
                || needed.stream().anyMatch(GLIBC_LIBRARIES::contains)) {
            return Libc.GLIBC;
        }
        boolean musl =
                needed.stream().anyMatch(library -> library.startsWith(ALPINE_MUSL) || library.equals(PLAIN_LIBC));
        return musl ? Libc.MUSL : Libc.NONE;
    }

    private static boolean needNamespace(List<VersionNeed> versionNeeds, String namespace) {
        return versionNeeds.stream().anyMatch(need -> need.version().namespace().equals(namespace));
    }
}
