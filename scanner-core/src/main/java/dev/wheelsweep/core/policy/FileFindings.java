package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.InstalledTree;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The findings about one ELF file. */
final class FileFindings {
    /** Architectures whose kernels are built with pages of up to 64 KiB. */
    private static final Set<Arch> LARGE_PAGES = Set.of(Arch.AARCH64, Arch.PPC64LE);

    private static final long LARGE_PAGE = 64 << 10;

    /** Android's devices have pages of 4 or of 16 KiB. */
    private static final long ANDROID_PAGE = 16 << 10;

    /** What the variant label of a wheel for a level of the x86-64 psABI says. */
    private static final Pattern VARIANT_LEVEL = Pattern.compile("x86_64_v([1-9])");

    private static final Pattern ISA_LEVEL = Pattern.compile("x86-64-v([1-9])");

    private static final String ROOT = "/";

    private FileFindings() {}

    /**
     * @param name of the wheel
     * @param libc the C library that the wheel is judged by
     */
    static void add(Binary file, WheelFilename name, Libc libc, Collection<Finding> found) {
        BiConsumer<FindingId, String> add =
                (id, detail) -> found.add(new Finding(id, Optional.of(file.path()), detail));
        ElfFacts facts = file.facts();
        if (InstalledTree.scheme(file.path()).equals(Optional.of(InstalledTree.PURELIB))) {
            add.accept(FindingId.ELF_IN_PURELIB, "installed to purelib");
        }
        if (isLoaded(facts)) {
            loading(file, name, libc, add);
        }
        facts.linkage().needed().stream()
                .filter(library -> libc != Libc.BIONIC && LibPython.is(library))
                .forEach(library -> add.accept(FindingId.LIBPYTHON_NEEDED, library));
        searchPath(facts).forEach(element -> {
            if (element.isEmpty()) {
                add.accept(FindingId.EMPTY_RPATH, "");
            } else if (element.startsWith(ROOT)) {
                add.accept(FindingId.ABSOLUTE_RPATH, element);
            }
        });
        facts.oddities().stream()
                .filter(oddity -> oddity != Oddity.SEGMENT_NOT_ALIGNED || mayBeGlibc(file, libc))
                .filter(oddity -> oddity != Oddity.EMPTY_SEGMENT || libc == Libc.MUSL)
                .forEach(oddity -> add.accept(FindingId.of(oddity), ""));
    }

    private static void loading(Binary file, WheelFilename name, Libc libc, BiConsumer<FindingId, String> add) {
        ElfFacts facts = file.facts();
        if (facts.hardening().needsExecutableStack() && isRefusedForItsStack(file, libc)) {
            add.accept(FindingId.EXECUTABLE_STACK, "");
        }
        if (facts.lacksRelrVersion() && mayBeGlibc(file, libc)) {
            add.accept(FindingId.RELR_WITHOUT_VERSION, "");
        }
        if (facts.hardening().textrel()) {
            add.accept(FindingId.TEXT_RELOCATIONS, "");
        }
        long alignment = facts.hardening().minLoadAlignment();
        long page = largestPage(facts, libc);
        if (alignment > 0 && alignment < page) {
            add.accept(FindingId.SMALL_LOAD_ALIGNMENT, "%d bytes".formatted(alignment));
        } else if (page > 0 && facts.oddities().contains(Oddity.SEGMENT_NOT_ALIGNED)) {
            add.accept(FindingId.SMALL_LOAD_ALIGNMENT, "not aligned as declared");
        }
        facts.toolchain()
                .isaNeeded()
                .filter(isa -> !isa.equals(FileNeeds.BASELINE))
                .ifPresent(isa -> isa(isa, name, add));
    }

    /** A wheel whose variant label names a level is only installed where processors have it. */
    private static void isa(String isa, WheelFilename name, BiConsumer<FindingId, String> add) {
        Optional<Integer> promised = name.variant().flatMap(label -> level(VARIANT_LEVEL, label));
        if (promised.isEmpty()) {
            add.accept(FindingId.ISA_ABOVE_BASELINE, isa);
        } else if (level(ISA_LEVEL, isa).orElse(Integer.MAX_VALUE) > promised.get()) {
            add.accept(
                    FindingId.VARIANT_VIOLATED,
                    "%s, the label is %s".formatted(isa, name.variant().orElseThrow()));
        }
    }

    private static Optional<Integer> level(Pattern pattern, String text) {
        Matcher level = pattern.matcher(text);
        return level.find() ? Optional.of(Integer.valueOf(level.group(1))) : Optional.empty();
    }

    /**
     * glibc does not make the stack of a running process executable for a library. The kernel does it for a program, before
     * the first thread starts, and musl has no such check.
     */
    private static boolean isRefusedForItsStack(Binary file, Libc libc) {
        return file.facts().kind() == ElfKind.SHARED_OBJECT && mayBeGlibc(file, libc);
    }

    private static boolean mayBeGlibc(Binary file, Libc libc) {
        Libc own = libc == Libc.GLIBC ? LibcEvidence.of(file).orElse(libc) : libc;
        return own == Libc.GLIBC || own == Libc.NONE;
    }

    /** @return the largest page of the systems that the file is for, 0 if all have the smallest one */
    private static long largestPage(ElfFacts facts, Libc libc) {
        if (libc == Libc.BIONIC || (libc == Libc.NONE && facts.libc() == Libc.BIONIC)) {
            return ANDROID_PAGE;
        }
        return facts.arch().filter(LARGE_PAGES::contains).isPresent() ? LARGE_PAGE : 0;
    }

    /**
     * Objects for GPUs are also ELF files, but the system's loader does not load them. Android's files for 32-bit ARM have no
     * hard floats, and so no architecture.
     */
    private static boolean isLoaded(ElfFacts facts) {
        return (facts.arch().isPresent() || facts.libc() == Libc.BIONIC)
                && facts.foreignSystem().isEmpty()
                && facts.kind().isMapped();
    }

    private static List<String> searchPath(ElfFacts facts) {
        return Stream.concat(facts.linkage().rpath().stream(), facts.linkage().runpath().stream())
                .flatMap(path -> Arrays.stream(path.split(":", -1)))
                .distinct()
                .toList();
    }
}
