package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.elf.Oddity;
import java.util.Locale;

/**
 * Every kind of finding. An id is stable once published: queries and suppressions outside the project name it.
 */
public enum FindingId {
    TAG_VIOLATED(Severity.ERROR, "The name claims a platform tag that the ELF files do not keep."),
    ELF_IN_ANY_WHEEL(Severity.WARNING, "The name says that the wheel runs anywhere, but there are ELF files in it."),
    ELF_IN_PURELIB(Severity.INFO, "An ELF file is installed where only files for every platform belong."),
    FOREIGN_ARCHITECTURE(Severity.WARNING, "An ELF file is for an architecture that no platform tag names."),
    FOREIGN_LIBC(Severity.WARNING, "An ELF file is linked against another C library than the platform tags promise."),
    UNKNOWN_LIBC(Severity.WARNING, "Neither the name nor any ELF file tells which C library the wheel is for."),
    WHEEL_TAGS_DIFFER(Severity.WARNING, "The tags in WHEEL are not those of the file name."),
    UNRECORDED_ENTRY(Severity.WARNING, "RECORD does not list an entry of the archive."),
    PHANTOM_RECORD(Severity.WARNING, "RECORD lists a file that is not in the archive."),
    UNREAD_ENTRY(Severity.WARNING, "An entry cannot be read, so nothing is known of what it needs."),
    EXECUTABLE_STACK(
            Severity.WARNING, "The file asks for an executable stack: glibc 2.41 and later refuse to load it."),
    SMALL_LOAD_ALIGNMENT(
            Severity.WARNING,
            "A segment is aligned below 64 KiB (Android: 16): kernels with pages of that size cannot map it."),
    TEXT_RELOCATIONS(Severity.WARNING, "The loader must write into code pages, which hardened systems refuse."),
    LIBPYTHON_NEEDED(Severity.WARNING, "The file needs libpython, which many interpreters are built without."),
    ABSOLUTE_RPATH(Severity.WARNING, "A search path names a folder of the machine that built the file."),
    EMPTY_RPATH(Severity.WARNING, "An empty element of a search path means whatever folder the process runs in."),
    ISA_ABOVE_BASELINE(Severity.WARNING, "The loader refuses the file on processors of the architecture's baseline."),
    SECTIONS_CONTRADICT_SEGMENTS(
            Severity.WARNING, "Section headers tell of another dynamic segment than the loader uses."),
    DYNAMIC_OFFSET_CONTRADICTS_ADDRESS(
            Severity.WARNING,
            "The dynamic segment's offset and address are different places; the loader uses the address."),
    DYNAMIC_OVERRUNS_SEGMENT(Severity.INFO, "The dynamic table goes on behind the end of its segment."),
    SEVERAL_DYNAMIC_SEGMENTS(Severity.WARNING, "There are several dynamic segments; the loader uses the last."),
    SEGMENTS_NOT_ASCENDING(Severity.WARNING, "Loadable segments overlap or are out of order."),
    VERSION_HASH_MISMATCH(Severity.WARNING, "A needed version has the hash of another name: glibc will not find it."),
    SYMBOL_NAME_CUT(Severity.INFO, "A symbol's name is too long to be kept; its beginning stands for it."),
    BAD_SECTION_HEADERS(Severity.INFO, "The section headers are malformed; the loader does not care."),
    RESOLUTION_LIMIT(
            Severity.WARNING, "Libraries need each other in too many ways to follow; the rest counts as not found.");

    private final Severity severity;
    private final String meaning;

    FindingId(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /** @return one sentence for a person, about any finding of this kind */
    public String meaning() {
        return meaning;
    }

    /** @return the id as written in rows and JSON, such as {@code "executable_stack"} */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FindingId of(Oddity oddity) {
        return switch (oddity) {
            case SECTIONS_CONTRADICT_SEGMENTS -> SECTIONS_CONTRADICT_SEGMENTS;
            case DYNAMIC_OFFSET_CONTRADICTS_ADDRESS -> DYNAMIC_OFFSET_CONTRADICTS_ADDRESS;
            case DYNAMIC_OVERRUNS_SEGMENT -> DYNAMIC_OVERRUNS_SEGMENT;
            case SEVERAL_DYNAMIC_SEGMENTS -> SEVERAL_DYNAMIC_SEGMENTS;
            case SEGMENTS_NOT_ASCENDING -> SEGMENTS_NOT_ASCENDING;
            case VERSION_HASH_MISMATCH -> VERSION_HASH_MISMATCH;
            case SYMBOL_NAME_CUT -> SYMBOL_NAME_CUT;
            case BAD_SECTION_HEADERS -> BAD_SECTION_HEADERS;
        };
    }
}
