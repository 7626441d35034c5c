package dev.wheelsweep.core.input;

import dev.wheelsweep.core.ColumnWord;

/** The format a parser was reading when it found bad input; the {@code stage} column of a failure row. */
public enum Format implements ColumnWord {
    /** The file as the file system shows it, before any byte is read. */
    FILE,
    /** The wheel's file name. */
    NAME,
    /** The zip container: APPNOTE.TXT 6.3.10. */
    ZIP,
    /** The compressed data of one entry: RFC 1951, or another method's own format. */
    DEFLATE,
    /** An ELF file inside the wheel: gABI chapters 4 and 5. */
    ELF,
    /** WHEEL, METADATA or RECORD in the dist-info folder. */
    METADATA,
    /** A policy set: JSON, see {@code core.policy}. */
    POLICY,
    /** A catalogue of systems: JSON, see {@code core.system}. */
    SYSTEMS;
}
