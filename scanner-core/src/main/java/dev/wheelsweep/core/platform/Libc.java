package dev.wheelsweep.core.platform;

import dev.wheelsweep.core.ColumnWord;

/** The C library that an ELF file is linked against. */
public enum Libc implements ColumnWord {
    GLIBC,
    MUSL,
    /** Android's. */
    BIONIC,
    /** No C library needed, or linked in statically. */
    NONE,
    /** Said of a wheel, never of a file: its files disagree. */
    MIXED;
}
