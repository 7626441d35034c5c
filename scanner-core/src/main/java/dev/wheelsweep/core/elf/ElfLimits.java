package dev.wheelsweep.core.elf;

/**
 * Bounds of one ELF file, in addition to the wheel's {@link dev.wheelsweep.core.input.Limits}. A file that exceeds one
 * is refused with the limit's own reason unless it says otherwise. "Seen" is the largest number in 1,610 files of 146 real wheels.
 */
final class ElfLimits {
    /**
     * Bytes of all strings returned, every use counted, because tables may use one string a million times; seen
     * 478,318.
     */
    static final int STRINGS_IN_ALL = 16 << 20;

    /**
     * Bytes of a dynamic string table that is brought into memory at once; of a longer one {@link StringPass} keeps what is
     * needed. Seen 77,335,303 (TensorFlow).
     */
    static final int STRING_TABLE = 8 << 20;

    /** The same for a table of which nothing says how long it is. */
    static final int STRINGS_OF_UNKNOWN_SIZE = 1 << 20;

    /** Bytes of a table that is in several segments, which must be copied together. */
    static final int JOINED = 16 << 20;

    /** Bytes of all relocations of a file; if there are more, none is read, because they would have to be decoded. */
    static final int RELOCATIONS = 512 << 10;

    /** Bytes that are kept of a symbol's name: mangled names of templates are long and harmless. */
    static final int SYMBOL_NAME = 4096;

    /** Program headers; seen 18. */
    static final int PROGRAM_HEADERS = 1 << 16;

    /** Section headers; more are an oddity, not an error. Seen 47. */
    static final int SECTION_HEADERS = 1 << 16;

    /** Entries of the dynamic segment up to DT_NULL. */
    static final int DYNAMIC_ENTRIES = 1 << 16;

    /** Bytes of a dynamic segment that is looked for by its content; seen 880. */
    static final int LOCATED_DYNAMIC_SEGMENT = 1 << 12;

    /** Bytes of all note segments; seen 188. */
    static final int NOTES = 1 << 20;

    /** Bytes that are kept of a note in JSON; the rest is cut off, so that no reader takes it for JSON. Seen 0: such notes are rare. */
    static final int METADATA_NOTE = 1 << 16;

    private ElfLimits() {}
}
