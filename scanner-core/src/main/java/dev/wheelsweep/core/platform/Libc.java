package dev.wheelsweep.core.platform;

import java.util.Locale;

/** The C library that an ELF file is linked against. */
public enum Libc {
    GLIBC,
    MUSL,
    /** Android's. */
    BIONIC,
    /** No C library needed, or linked in statically. */
    NONE,
    /** Said of a wheel, never of a file: its files disagree. */
    MIXED;

    /** @return the name as written in rows and JSON, such as {@code "glibc"} */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
