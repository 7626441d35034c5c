package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.ColumnWord;

/** How much of the relocated data becomes read-only after loading. */
public enum Relro implements ColumnWord {
    NONE,
    /** PT_GNU_RELRO without immediate binding: the slots of the procedure linkage table stay writable. */
    PARTIAL,
    /** PT_GNU_RELRO with DT_BIND_NOW, DF_BIND_NOW or DF_1_NOW. */
    FULL;
}
