package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;

/**
 * Finds the C library that a file was linked against. No field has it, but some names are used by one C library only.
 * Stronger evidence is checked first: the interpreter runs the file, and versions come from the library itself, while
 * both Android and upstream musl call their library {@code libc.so}.
 */
final class LibcDetection {
    private static final String BIONIC_LOADER = "/system/bin/linker";
    /** The name that Alpine gives its musl. */
    private static final String ALPINE_MUSL = "libc.musl-";

    private static final String PLAIN_LIBC = "libc.so";
    private static final String BIONIC_NAMESPACE = "LIBC";

    private LibcDetection() {}

    /** @return the library, {@link Libc#NONE} without evidence */
    static Libc of(Optional<String> interpreter, List<String> needed, List<VersionNeed> versionNeeds, Notes notes) {
        String loader = interpreter.orElse("");
        String loaderName = loader.substring(loader.lastIndexOf('/') + 1);
        if (loader.startsWith(BIONIC_LOADER) || notes.nameAndroid() || needNamespace(versionNeeds, BIONIC_NAMESPACE)) {
            return Libc.BIONIC;
        }
        if (Libc.isMuslLoader(loaderName)) {
            return Libc.MUSL;
        }
        if (Libc.isGlibcLoader(loaderName) || needGlibcVersion(versionNeeds)) {
            return Libc.GLIBC;
        }
        if (needed.stream().anyMatch(library -> library.startsWith(ALPINE_MUSL) || library.equals(PLAIN_LIBC))) {
            return Libc.MUSL;
        }
        return needed.stream().anyMatch(Libc.GLIBC::answersTo) ? Libc.GLIBC : Libc.NONE;
    }

    /** libgcc_s has versions of this namespace too, on the architectures where its symbols were once glibc's. */
    private static boolean needGlibcVersion(List<VersionNeed> versionNeeds) {
        return versionNeeds.stream().anyMatch(VersionNeed::ofGlibc);
    }

    private static boolean needNamespace(List<VersionNeed> versionNeeds, String namespace) {
        return versionNeeds.stream().anyMatch(need -> need.version().namespace().equals(namespace));
    }
}
