package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The systems that a wheel as a whole is judged for: those that the tags of its name agree on, else those of its first
 * ELF file with a known architecture.
 *
 * @param arch empty if neither the name nor a file has an architecture that a policy is for
 * @param libc {@link Libc#NONE} if it is unknown
 */
record Target(Optional<Arch> arch, Libc libc) {
    /**
     * The architectures of ELF files by the words of tags, where these differ: e_flags do not distinguish ARMv6 from
     * v7, and Android has its own names.
     */
    private static final Map<Arch, Arch> ELF_WORDS =
            Map.of(Arch.ARMV6L, Arch.ARMV7L, new Arch("arm64_v8a"), Arch.AARCH64, new Arch("x86"), Arch.I686);

    /** @return the architecture that ELF files for the tag have; empty for tags that are not about ELF files */
    static Optional<Arch> elfArch(PlatformTag tag) {
        return switch (tag.family()) {
            case MANYLINUX, MUSLLINUX, LINUX, ANDROID -> tag.arch().map(arch -> ELF_WORDS.getOrDefault(arch, arch));
            case MACOS, WINDOWS, IOS, PYODIDE, ANY, OTHER -> Optional.empty();
        };
    }

    /**
     * @return whether a tag names ARMv6. Its files are judged by the policies of ARMv7, whose tags would exclude its
     *     machines: none of these tags can be suggested, though auditwheel names them
     */
    static boolean isForArmv6(WheelFilename name) {
        return name.platformTags().stream().anyMatch(tag -> tag.arch().equals(Optional.of(Arch.ARMV6L)));
    }

    static Target of(Subject subject, PolicyCatalog catalog) {
        Optional<Arch> arch = named(subject.name(), catalog)
                .or(() -> subject.binaries().stream()
                        .filter(file -> file.facts().foreignSystem().isEmpty())
                        .flatMap(file -> file.facts().arch().stream())
                        .filter(catalog::knows)
                        .findFirst());
        return new Target(arch, arch.map(it -> libc(subject, it)).orElse(Libc.NONE));
    }

    /** @return the files that count for a policy: those for the architecture, without those for another C library */
    static List<Binary> counted(Collection<Binary> files, Arch arch, Libc libc) {
        return files.stream()
                .filter(file -> isFor(file, arch))
                .filter(file -> !LibcEvidence.speaksAgainst(file, libc))
                .toList();
    }

    static boolean isFor(Binary file, Arch arch) {
        return file.facts().foreignSystem().isEmpty() && file.facts().arch().equals(Optional.of(arch));
    }

    /** The name decides only if every tag of it names the same architecture; macOS has words in common with Linux. */
    private static Optional<Arch> named(WheelFilename name, PolicyCatalog catalog) {
        Set<Optional<Arch>> archs = name.platformTags().stream()
                .map(tag -> tag.family() == PlatformTag.Family.MACOS ? tag.arch() : elfArch(tag))
                .map(arch -> arch.filter(catalog::knows))
                .collect(Collectors.toSet());
        return archs.size() == 1 ? archs.iterator().next() : Optional.empty();
    }

    private static Libc libc(Subject subject, Arch arch) {
        Set<Libc> promised = subject.name().platformTags().stream()
                .flatMap(tag -> tag.libc().stream())
                .collect(Collectors.toSet());
        if (promised.size() == 1) {
            return promised.iterator().next();
        }
        List<Binary> files =
                subject.binaries().stream().filter(file -> isFor(file, arch)).toList();
        return files.stream()
                .flatMap(file -> LibcEvidence.of(file).stream())
                .findFirst()
                .or(() -> files.stream()
                        .map(file -> file.facts().libc())
                        .filter(libc -> libc == Libc.GLIBC || libc == Libc.MUSL)
                        .findFirst())
                .orElse(files.stream().anyMatch(Binary::pythonExtension) ? Libc.NONE : Libc.GLIBC);
    }
}
