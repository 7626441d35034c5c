package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Arrays;
import java.util.List;

/** The releases of pip at which the tags it knows for Linux, or their order, changed. */
enum PipEra {
    /** pip installs no wheels. */
    SOURCE_ONLY(0),
    /** {@code linux_ARCH} only. */
    WHEELS(1, 4),
    MANYLINUX1(8, 1),
    MANYLINUX2010(19, 0),
    MANYLINUX2014(19, 3),
    /** Tags come from the library packaging. */
    PACKAGING(20, 0),
    /** Python 3.10 is {@code cp3_10}. */
    UNDERSCORE(20, 1),
    /** {@code manylinux_X_Y}. */
    PEP_600(20, 3),
    /** Python 3.10 is {@code cp310} again. */
    NO_UNDERSCORE(20, 3, 2),
    /** {@code musllinux_X_Y}. */
    PEP_656(21, 2),
    /** {@code cp313t}; manylinux on riscv64 and loongarch64; 32-bit ARM on a 64-bit kernel. */
    FREE_THREADED(24, 1),
    /** {@code abi3t}. */
    ABI3T(26, 1),
    /** {@code linux_ARCH} before manylinux and musllinux. */
    LINUX_FIRST(26, 3);

    private final DottedNumber since;

    PipEra(Integer... since) {
        this.since = DottedNumber.of(since);
    }

    DottedNumber since() {
        return since;
    }

    boolean includes(PipEra other) {
        return compareTo(other) >= 0;
    }

    List<PipEra> later() {
        return Arrays.stream(values()).filter(era -> era.compareTo(this) > 0).toList();
    }

    static PipEra of(DottedNumber release) {
        return Arrays.stream(values())
                .filter(era -> era.since.compareTo(release) <= 0)
                .reduce(SOURCE_ONLY, (older, newer) -> newer);
    }
}
