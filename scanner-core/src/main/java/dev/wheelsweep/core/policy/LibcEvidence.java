package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The C library of a file by auditwheel's evidence, so that policies omit the same files. {@link
 * dev.wheelsweep.core.elf.ElfFacts#libc} has stronger evidence: also other libraries than libc, and symbol versions.
 */
final class LibcEvidence {
    private static final String GLIBC = "libc.so.6";
    private static final List<String> GLIBC_LOADERS = List.of("ld-linux-", "ld64.so.");
    private static final String BIONIC_LOADER = "/system/bin/linker";
    private static final List<String> MUSL_NAMES = List.of("libc.musl-", "ld-musl-");

    private static final Pattern MUSL_EXTENSION = Pattern.compile(".*-(?:linux-musl|arm-linux-musleabihf)\\.so");
    /** Up to CPython 3.10, builds for musl also had gnu in their names. */
    private static final Pattern GLIBC_EXTENSION =
            Pattern.compile("(?:.*\\.)?cpython-3(?:1[1-9]|[2-9]\\d)[^.]*-(?:linux-gnu|arm-linux-gnueabihf)\\.so");

    private LibcEvidence() {}

    /** @return the C library; empty without evidence */
    static Optional<Libc> of(Binary file) {
        Optional<Libc> interpreter = file.facts().linkage().interpreter().map(LibcEvidence::ofInterpreter);
        return interpreter
                .or(() -> file.facts().linkage().needed().stream()
                        .flatMap(library -> ofLibrary(library).stream())
                        .findFirst())
                .or(() -> ofName(file.fileName()));
    }

    /**
     * @return whether the file cannot be for this C library. That it needs {@code libc.so.6} says nothing against musl,
     *     whose loader answers to that name; versions of glibc and its loader do
     */
    static boolean speaksAgainst(Binary file, Libc libc) {
        Optional<Libc> sign = of(file);
        return libc == Libc.MUSL
                ? !sign.equals(Optional.of(libc)) && isBoundToGlibc(file)
                : sign.filter(it -> it != libc).isPresent();
    }

    private static boolean isBoundToGlibc(Binary file) {
        List<String> needed = file.facts().linkage().needed();
        return file.facts().linkage().interpreter().isPresent()
                || file.facts().symbols().versionNeeds().stream().anyMatch(VersionNeed::ofGlibc)
                || needed.stream().anyMatch(Libc::isGlibcLoader)
                || ofName(file.fileName()).equals(Optional.of(Libc.GLIBC));
    }

    private static Libc ofInterpreter(String path) {
        if (path.startsWith(BIONIC_LOADER)) {
            return Libc.BIONIC;
        }
        return Libc.isMuslLoader(path.substring(path.lastIndexOf('/') + 1)) ? Libc.MUSL : Libc.GLIBC;
    }

    private static Optional<Libc> ofLibrary(String library) {
        if (MUSL_NAMES.stream().anyMatch(library::startsWith)) {
            return Optional.of(Libc.MUSL);
        }
        return library.equals(GLIBC) || GLIBC_LOADERS.stream().anyMatch(library::startsWith)
                ? Optional.of(Libc.GLIBC)
                : Optional.empty();
    }

    private static Optional<Libc> ofName(String file) {
        if (MUSL_EXTENSION.matcher(file).matches()) {
            return Optional.of(Libc.MUSL);
        }
        return GLIBC_EXTENSION.matcher(file).matches() ? Optional.of(Libc.GLIBC) : Optional.empty();
    }
}
