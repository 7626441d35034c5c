package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The findings about one ELF file. */
final class FileFindings {
    /** Architectures whose kernels are built with pages of up to 64 KiB. */
    private static final Set<Arch> LARGE_PAGES = Set.of(Arch.AARCH64, Arch.PPC64LE);

    private static final long LARGE_PAGE = 64 << 10;

    /** Android's 64-bit devices have pages of 4 or of 16 KiB. */
    private static final long ANDROID_PAGE = 16 << 10;

    private static final String PURELIB = ".data/purelib/";
    private static final String ROOT = "/";

    private FileFindings() {}

    /** @param libc the C library that the wheel is judged by */
    static void add(Binary file, Libc libc, Collection<Finding> found) {
        BiConsumer<FindingId, String> add =
                (id, detail) -> found.add(new Finding(id, Optional.of(file.path()), detail));
        ElfFacts facts = file.facts();
        if (file.path().contains(PURELIB)) {
            add.accept(FindingId.ELF_IN_PURELIB, "installed to purelib");
        }
        if (isLoaded(facts)) {
            loading(facts, libc, add);
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
        facts.oddities().forEach(oddity -> add.accept(FindingId.of(oddity), ""));
    }

    private static void loading(ElfFacts facts, Libc libc, BiConsumer<FindingId, String> add) {
        if (facts.hardening().needsExecutableStack()) {
            add.accept(FindingId.EXECUTABLE_STACK, "");
        }
        if (facts.hardening().textrel()) {
            add.accept(FindingId.TEXT_RELOCATIONS, "");
        }
        long alignment = facts.hardening().minLoadAlignment();
        if (alignment > 0
                && alignment < (libc == Libc.BIONIC ? ANDROID_PAGE : LARGE_PAGE)
                && facts.arch().filter(LARGE_PAGES::contains).isPresent()) {
            add.accept(FindingId.SMALL_LOAD_ALIGNMENT, "%d bytes".formatted(alignment));
        }
        facts.toolchain()
                .isaNeeded()
                .filter(isa -> !isa.equals(FileNeeds.BASELINE))
                .ifPresent(isa -> add.accept(FindingId.ISA_ABOVE_BASELINE, isa));
    }

    /** Objects for GPUs are also ELF files, but the system's loader does not load them. */
    private static boolean isLoaded(ElfFacts facts) {
        return facts.arch().isPresent()
                && switch (facts.kind()) {
                    case SHARED_OBJECT, EXECUTABLE, STATIC_EXECUTABLE -> true;
                    case RELOCATABLE, CORE, DEBUG_ONLY, OTHER -> false;
                };
    }

    private static List<String> searchPath(ElfFacts facts) {
        return Stream.concat(facts.linkage().rpath().stream(), facts.linkage().runpath().stream())
                .flatMap(path -> Arrays.stream(path.split(":", -1)))
                .distinct()
                .toList();
    }
}
