package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Environments of every kind that the rules distinguish, from a seed. */
final class RandomEnvironments {
    private static final List<Arch> ARCHS = Stream.of(
                    "x86_64",
                    "x86_64",
                    "i686",
                    "aarch64",
                    "armv7l",
                    "armv8l",
                    "armv6l",
                    "ppc64le",
                    "ppc64",
                    "s390x",
                    "riscv64",
                    "loongarch64",
                    "mips64")
            .map(Arch::new)
            .toList();

    private final Random random;

    RandomEnvironments(long seed) {
        random = new Random(seed);
    }

    Environment next(Installer installer) {
        Arch arch = ARCHS.get(random.nextInt(ARCHS.size()));
        boolean isMusl = random.nextInt(4) == 0;
        Libc libc = isMusl ? Libc.MUSL : Libc.GLIBC;
        DottedNumber version =
                isMusl ? DottedNumber.of(1, random.nextInt(4)) : DottedNumber.of(2, 3 + random.nextInt(42));
        return switch (random.nextInt(8)) {
            case 0 -> {
                DottedNumber python = DottedNumber.of(3, 6 + random.nextInt(6));
                String abi = "pypy%s_pp73".formatted(Environment.nodot(python));
                yield new Environment(installer, Implementation.PYPY, python, abi, arch, libc, version);
            }
            case 1 -> {
                DottedNumber python = DottedNumber.of(3, 10 + random.nextInt(3));
                String abi = "graalpy%d_%s_native".formatted(230 + random.nextInt(20), Environment.nodot(python));
                yield new Environment(installer, Implementation.GRAALPY, python, abi, arch, libc, version);
            }
            default -> {
                DottedNumber python = python();
                yield new Environment(installer, Implementation.CPYTHON, python, abi(python), arch, libc, version);
            }
        };
    }

    private DottedNumber python() {
        return random.nextInt(8) == 0
                ? DottedNumber.of(2, 6 + random.nextInt(2))
                : DottedNumber.of(3, random.nextInt(17));
    }

    private String abi(DottedNumber python) {
        CPythonAbi usual = CPythonAbi.usual(python);
        boolean canBeFreeThreaded = python.compareTo(DottedNumber.of(3, 13)) >= 0;
        CPythonAbi build = canBeFreeThreaded && random.nextBoolean() ? usual.freeThreaded() : usual;
        return random.nextInt(5) == 0
                ? new CPythonAbi(build.version(), build.threads(), "d", build.memory()).text()
                : build.text();
    }
}
