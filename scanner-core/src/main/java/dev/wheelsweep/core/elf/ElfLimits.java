package dev.wheelsweep.core.elf;

/**
 * What we are willing to read of one file; one that asks for more is refused with {@code LIMIT_EXCEEDED}, never cut short.
 * Beside each limit stands the largest number that 1,610 files of 146 real wheels had.
 */
final class ElfLimits {
    /** Bytes of one string; seen 489. */
    static final int STRING = 4096;

    /**
     * Bytes of all strings handed on, every use counted, because tables may use one string a million times; seen
     * 478,318.
     */
    static final int STRINGS_IN_ALL = 16 << 20;

    /** Bytes of the dynamic string table; seen 77,335,303 (TensorFlow). */
    static final int STRING_TABLE = 256 << 20;

    /** Program headers; seen 18. */
    static final int PROGRAM_HEADERS = 1 << 16;

    /** Section headers; more are an oddity, no error. Seen 47. */
    static final int SECTION_HEADERS = 1 << 16;

    /** Entries of the dynamic segment up to DT_NULL. */
    static final int DYNAMIC_ENTRIES = 1 << 16;

    /** DT_NEEDED entries; seen 32. */
    static final int NEEDED_LIBRARIES = 4096;

    /** Entries of the dynamic symbol table, hash buckets; seen 411,008 (TensorFlow). */
    static final int SYMBOLS = 4 << 20;

    /** Verneed and Vernaux records together; seen 48 Vernaux. */
    static final int VERSION_NEEDS = 1 << 16;

    /** Verdef records, each with one Verdaux; seen 22. */
    static final int VERSION_DEFINITIONS = 1 << 16;

    /** Bytes of all note segments; seen 188. */
    static final int NOTES = 1 << 20;

    /** Bytes of .comment; more are an oddity, no error. Seen 296. */
    static final int COMMENT = 64 << 10;

    private ElfLimits() {}
}
