package dev.wheelsweep.core.platform;

import dev.wheelsweep.core.ColumnWord;

/** The C library that an ELF file is linked against. */
public enum Libc implements ColumnWord {
    GLIBC,
    MUSL,
    /** Android's C library. */
    BIONIC,
    /** No C library needed, or linked in statically. */
    NONE,
    /** Only of a wheel, never of a file: its files disagree. */
    MIXED;
}
