package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.ColumnWord;
import java.util.List;

/** What a wheel is measured by. Axes are independent; the worst decides. */
public enum Axis implements ColumnWord {
    /** Symbol versions that ELF files need of other libraries; for musl, which has no versions, imported symbols. */
    SYMBOLS,
    /** Libraries that the system must bring, libpython among them. */
    LIBRARIES,
    /** Symbols that a granted library exports on some distributions only. */
    FORBIDDEN_SYMBOLS,
    /** Instructions above the architecture's baseline. */
    ISA,
    /** Python 2 with 16-bit characters. */
    UCS2,
    /** Python's floating-point exception hooks, which builds without fpectl lack. */
    PYFPE,
    /** Asked of claimed tags only: no ELF file is for the tag's architecture. */
    ARCHITECTURE,
    /** Asked of claimed tags only: the ELF files are linked against another C library than the tag's. */
    LIBC;

    /** The axes that make up a policy; the others concern single tags. */
    public static final List<Axis> OF_POLICIES = List.of(SYMBOLS, LIBRARIES, FORBIDDEN_SYMBOLS, ISA, UCS2, PYFPE);
}
