package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.PlatformTag.Linux;
import dev.wheelsweep.core.wheel.PlatformTag.Manylinux;
import dev.wheelsweep.core.wheel.PlatformTag.ManylinuxLegacy;
import dev.wheelsweep.core.wheel.PlatformTag.ManylinuxLegacy.Alias;
import dev.wheelsweep.core.wheel.PlatformTag.Musllinux;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The platform tags that an installer takes in an environment, best first. */
final class Platforms {
    private static final Arch ARMV8L = new Arch("armv8l");

    private static final Set<Arch> X86 = Set.of(Arch.X86_64, Arch.I686);
    /** The architectures of PEP 599. */
    private static final Set<Arch> PEP_599 =
            Set.of(Arch.X86_64, Arch.I686, Arch.AARCH64, Arch.ARMV7L, Arch.PPC64, Arch.PPC64LE, Arch.S390X);

    private static final Set<Arch> SINCE_FREE_THREADED = Set.of(ARMV8L, Arch.RISCV64, Arch.LOONGARCH64);

    private static final int GLIBC_MAJOR = 2;
    private static final int OLDEST_MINOR_X86 = 5;
    private static final int OLDEST_MINOR = 17;
    private static final Map<Arch, Integer> OLDEST_MINOR_OF_UV = Map.of(Arch.RISCV64, 31, Arch.LOONGARCH64, 36);

    private final Environment environment;
    /** Empty for uv, which knows all that pip knows. */
    private final Optional<PipEra> era;

    private Platforms(Environment environment) {
        this.environment = environment;
        this.era = environment.installer() instanceof Installer.Pip pip ? Optional.of(pip.era()) : Optional.empty();
    }

    static List<PlatformTag> of(Environment environment) {
        return new Platforms(environment).tags();
    }

    private List<PlatformTag> tags() {
        List<Arch> archs = archs();
        List<PlatformTag> tags = new ArrayList<>();
        if (environment.libc() == Libc.GLIBC) {
            archs.forEach(arch -> addManylinux(arch, tags));
        } else if (environment.libc() == Libc.MUSL && knows(PipEra.PEP_656)) {
            archs.forEach(arch -> addMusllinux(arch, tags));
        }
        List<Linux> linux = archs.stream().map(Linux::new).toList();
        tags.addAll(isLinuxFirst() ? 0 : tags.size(), linux);
        return tags;
    }

    /** @return the architectures whose files the interpreter loads, by the names that the installer gives them */
    private List<Arch> archs() {
        Arch arch = environment.arch();
        if (!arch.equals(ARMV8L)) {
            return List.of(arch);
        }
        if (!knows(PipEra.PACKAGING)) {
            return List.of(Arch.AARCH64);
        }
        return knows(PipEra.FREE_THREADED) && !isUv() ? List.of(ARMV8L, Arch.ARMV7L) : List.of(Arch.ARMV7L);
    }

    private void addManylinux(Arch arch, List<PlatformTag> tags) {
        OptionalInt oldest = oldestMinor(arch);
        if (oldest.isEmpty() || environment.libcVersion().numbers().get(0) != GLIBC_MAJOR) {
            return;
        }
        for (int minor = environment.libcVersion().minor(); minor >= oldest.getAsInt(); minor--) {
            DottedNumber glibc = DottedNumber.of(GLIBC_MAJOR, minor);
            if (knows(PipEra.PEP_600)) {
                tags.add(new Manylinux(glibc, arch));
            }
            alias(glibc).filter(this::knows).ifPresent(alias -> tags.add(new ManylinuxLegacy(alias, arch)));
        }
    }

    private OptionalInt oldestMinor(Arch arch) {
        boolean hasManylinux =
                PEP_599.contains(arch) || (knows(PipEra.FREE_THREADED) && SINCE_FREE_THREADED.contains(arch));
        if (!hasManylinux) {
            return OptionalInt.empty();
        }
        if (X86.contains(arch)) {
            return OptionalInt.of(OLDEST_MINOR_X86);
        }
        return OptionalInt.of(isUv() ? OLDEST_MINOR_OF_UV.getOrDefault(arch, OLDEST_MINOR) : OLDEST_MINOR);
    }

    private static Optional<Alias> alias(DottedNumber glibc) {
        return List.of(Alias.values()).stream()
                .filter(alias -> alias.glibc().equals(glibc))
                .findAny();
    }

    private boolean knows(Alias alias) {
        return knows(
                switch (alias) {
                    case MANYLINUX1 -> PipEra.MANYLINUX1;
                    case MANYLINUX2010 -> PipEra.MANYLINUX2010;
                    case MANYLINUX2014 -> PipEra.MANYLINUX2014;
                });
    }

    private void addMusllinux(Arch arch, List<PlatformTag> tags) {
        int major = environment.libcVersion().numbers().get(0);
        IntStream.iterate(environment.libcVersion().minor(), minor -> minor >= 0, minor -> minor - 1)
                .forEach(minor -> tags.add(new Musllinux(DottedNumber.of(major, minor), arch)));
    }

    private boolean isLinuxFirst() {
        return era.filter(it -> it.includes(PipEra.LINUX_FIRST)).isPresent();
    }

    private boolean isUv() {
        return environment.installer() instanceof Installer.Uv;
    }

    private boolean knows(PipEra other) {
        return era.map(it -> it.includes(other)).orElse(true);
    }
}
