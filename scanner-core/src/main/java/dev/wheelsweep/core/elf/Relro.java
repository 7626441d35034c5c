package dev.wheelsweep.core.elf;

import java.util.Locale;

/** How much of the relocated data becomes read-only after loading. */
public enum Relro {
    NONE,
    /** PT_GNU_RELRO without immediate binding: the procedure linkage table's slots stay writable. */
    PARTIAL,
    /** PT_GNU_RELRO with DT_BIND_NOW, DF_BIND_NOW or DF_1_NOW. */
    FULL;

    /** @return the name as written in rows and JSON, such as {@code "full"} */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
