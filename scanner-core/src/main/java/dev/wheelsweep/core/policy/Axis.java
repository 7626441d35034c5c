package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.ColumnWord;
import java.util.List;

/** A group of needs by which a wheel is measured. Axes are independent; the worst decides. */
public enum Axis implements ColumnWord {
    /** Symbol versions that ELF files need of other libraries; for musl, which has no versions, imported symbols. */
    SYMBOLS,
    /** Libraries that the system must provide, also libpython. */
    LIBRARIES,
    /** Symbols that a granted library exports only on some distributions. */
    FORBIDDEN_SYMBOLS,
    /** Instructions above the architecture's baseline. */
    ISA,
    /** Python 2 with 16-bit characters. */
    UCS2,
    /** Python's floating-point exception hooks, which builds without fpectl lack. */
    PYFPE,
    /** Only for claimed tags: no ELF file is for the tag's architecture. */
    ARCHITECTURE,
    /** Only for claimed tags: the ELF files are for another C library than the tag's, or for a newer Android. */
    LIBC,
    /** Only for claimed tags: the loader of a system that the tag names refuses the file. */
    LOADER;

    /** The axes of a policy; the others are for claimed tags. */
    public static final List<Axis> OF_POLICIES = List.of(SYMBOLS, LIBRARIES, FORBIDDEN_SYMBOLS, ISA, UCS2, PYFPE);
}
