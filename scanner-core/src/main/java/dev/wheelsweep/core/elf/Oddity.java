package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.ColumnWord;

/** An oddity of a file that can be read; each becomes a finding. Only those that say so keep a loader from loading it. */
public enum Oddity implements ColumnWord {
    /**
     * The section headers .dynamic, .dynstr or .gnu.version_r have another place than the dynamic segment, or omit its
     * version needs.
     */
    SECTIONS_CONTRADICT_SEGMENTS,
    /** PT_DYNAMIC's p_offset is not where its p_vaddr is mapped from; the loader follows the address. */
    DYNAMIC_OFFSET_CONTRADICTS_ADDRESS,
    /** DT_NULL is after the end of the dynamic segment. */
    DYNAMIC_OVERRUNS_SEGMENT,
    /** More than one PT_DYNAMIC with content; the last one wins. */
    SEVERAL_DYNAMIC_SEGMENTS,
    /** PT_LOAD segments overlap or are not sorted by address, as the gABI demands; where two hold an address, the last wins. */
    SEGMENTS_NOT_ASCENDING,
    /** p_vaddr and p_offset of a PT_LOAD segment differ by less than a page: no loader can map it. */
    SEGMENT_NOT_PAGE_ALIGNED,
    /**
     * p_vaddr and p_offset of a PT_LOAD segment do not differ by a multiple of p_align, or p_align is not a multiple of the
     * page size: glibc before 2.35 does not load it.
     */
    SEGMENT_NOT_ALIGNED,
    /** A PT_LOAD segment has neither bytes in the file nor in memory: musl before 1.2.3 does not load it. */
    EMPTY_SEGMENT,
    /**
     * DT_AUDIT, DT_DEPAUDIT, DT_FILTER or DT_AUXILIARY: libraries that are loaded in addition to those of DT_NEEDED.
     */
    LOADED_BY_OTHER_TAGS,
    /** A Vernaux has another hash than its name: glibc compares hashes first and will not find the version. */
    VERSION_HASH_MISMATCH,
    /** DT_STRSZ is missing, larger than what is mapped, or too small for a string that is used; no loader reads it. */
    BAD_STRING_TABLE_SIZE,
    /** DT_SYMENT is not the size of a symbol; no loader reads it. */
    BAD_SYMBOL_SIZE,
    /** A Verdef is malformed or its name is outside of what is mapped; the versions that can be read are kept. */
    BAD_VERSION_DEFINITIONS,
    /**
     * A Verneed after the first has another version than 1, or overlaps with the record before: glibc asks neither. The needs
     * are those that it follows.
     */
    BAD_VERSION_NEEDS,
    /** A hash table has a number of symbols that cannot be right; loaders look symbols up and do not count them. */
    BAD_SYMBOL_COUNT,
    /**
     * The name of a symbol, the symbol table or DT_VERSYM is outside of what is mapped, and no relocation names a symbol that
     * this is about: a loader never looks there.
     */
    BAD_SYMBOLS,
    /** PT_INTERP of a library cannot be read: only the kernel reads it, and only of programs. */
    BAD_INTERPRETER,
    /** A search path is longer than the longest string we keep; the folders at its end are not kept. */
    SEARCH_PATH_CUT,
    /** .comment is longer than the longest string we keep; the compilers at its end are not kept. */
    COMMENT_CUT,
    /** A symbol's name is longer than the longest string we keep; only its beginning is kept. */
    SYMBOL_NAME_CUT,
    /** The section header table is outside the file or malformed; compilers could not be read. */
    BAD_SECTION_HEADERS;
}
