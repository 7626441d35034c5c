package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.accelerator.RuntimeConflict;
import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.elf.Oddity;

/**
 * Every kind of finding. An id is stable once published: queries and suppressions outside the project name it.
 */
public enum FindingId implements ColumnWord {
    TAG_VIOLATED(Severity.ERROR, "The name claims a platform tag whose promise the ELF files break."),
    NEEDS_OTHER_DISTRIBUTION(
            Severity.WARNING,
            "A library that no platform tag promises comes from another distribution, or is for an optional backend."),
    NEEDS_DRIVER(Severity.INFO, "A library that no platform tag promises comes with the driver of a device."),
    ELF_IN_ANY_WHEEL(Severity.WARNING, "The name says that the wheel runs on any platform, but it contains ELF files."),
    ELF_IN_PURELIB(Severity.INFO, "An ELF file is installed where only files for every platform belong."),
    FOREIGN_ARCHITECTURE(Severity.WARNING, "An ELF file is for an architecture that no platform tag names."),
    FOREIGN_LIBC(Severity.WARNING, "An ELF file is linked against another C library than the platform tags promise."),
    FOREIGN_SYSTEM(Severity.WARNING, "An ELF file is for another operating system than the platform tags."),
    UNKNOWN_LIBC(Severity.WARNING, "Neither the name nor any ELF file shows which C library the wheel is for."),
    WHEEL_TAGS_DIFFER(Severity.WARNING, "The tags in WHEEL are not those of the file name."),
    NOT_INSTALLABLE(Severity.WARNING, "pip 26.3 or uv refuse to install the wheel on every machine."),
    UNUSABLE_TAG(Severity.WARNING, "No installer accepts a platform tag of the name on any machine."),
    EXTENSION_SUFFIX_DIFFERS(
            Severity.WARNING, "An extension module's suffix is for another Python or platform than the tags."),
    NO_ELF_FILE(Severity.INFO, "The name is for one platform, but the wheel contains no ELF file."),
    VARIANT_VIOLATED(Severity.WARNING, "A file needs a newer processor than the variant label in the name promises."),
    ABI3_VIOLATED(
            Severity.WARNING,
            "A file uses symbols that not every Python has for which the stable ABI tag promises it, or may change."),
    SEVERAL_OPENMP(
            Severity.WARNING,
            "The wheel has or needs OpenMP runtimes that disturb each other in one process, or two copies of one."),
    SEVERAL_BLAS(Severity.INFO, "The wheel has or needs several implementations of BLAS."),
    RELEASES_DIFFER(
            Severity.WARNING, "A file needs libraries of different releases of one stack, such as CUDA 11 and 12."),
    UNRECORDED_ENTRY(Severity.WARNING, "RECORD does not list an entry of the archive."),
    PHANTOM_RECORD(Severity.WARNING, "RECORD lists a file that is not in the archive."),
    UNREAD_ENTRY(Severity.WARNING, "An entry cannot be read, so nothing is known of what it needs."),
    EXECUTABLE_STACK(Severity.ERROR, "The file requires an executable stack: glibc 2.41 and later refuse to load it."),
    SMALL_LOAD_ALIGNMENT(
            Severity.WARNING,
            "A segment is aligned below 64 KiB (Android: 16): kernels with pages of that size cannot map it."),
    TEXT_RELOCATIONS(Severity.WARNING, "The loader must write to code pages, which hardened systems forbid."),
    LIBPYTHON_NEEDED(Severity.WARNING, "The file needs libpython, which many interpreters are built without."),
    LIBRARY_NOT_REACHED(
            Severity.WARNING, "The wheel has a library that a file needs, but where the loader does not look for it."),
    ABSOLUTE_RPATH(Severity.WARNING, "A search path names a folder of the machine that built the file."),
    EMPTY_RPATH(Severity.WARNING, "A search path has an empty element, which means the current folder of the process."),
    ISA_ABOVE_BASELINE(
            Severity.WARNING, "The file requires instructions that the baseline of its architecture does not have."),
    SECTIONS_CONTRADICT_SEGMENTS(
            Severity.WARNING, "The section headers describe another dynamic segment than the one the loader uses."),
    DYNAMIC_OFFSET_CONTRADICTS_ADDRESS(
            Severity.WARNING,
            "The dynamic segment's offset and address are different places; the loader uses the address."),
    DYNAMIC_OVERRUNS_SEGMENT(Severity.INFO, "The dynamic table continues after the end of its segment."),
    SEVERAL_DYNAMIC_SEGMENTS(Severity.WARNING, "There are several dynamic segments; the loader uses the last."),
    SEGMENTS_NOT_ASCENDING(Severity.WARNING, "Loadable segments overlap or are out of order."),
    SEGMENT_NOT_PAGE_ALIGNED(
            Severity.ERROR, "A segment's address and offset do not match modulo the page size: no loader can map it."),
    SEGMENT_NOT_ALIGNED(
            Severity.WARNING,
            "A segment's address and offset do not match modulo its alignment: glibc before 2.35 refuses to load it."),
    RELR_WITHOUT_VERSION(
            Severity.ERROR,
            "The file has DT_RELR but does not need GLIBC_ABI_DT_RELR: glibc 2.36 and later refuse to load it, and earlier"
                    + " ones skip its relocations."),
    EMPTY_SEGMENT(Severity.INFO, "A segment is empty: musl before 1.2.3 refuses to load the file."),
    LOADED_BY_OTHER_TAGS(
            Severity.WARNING, "The file has libraries loaded by DT_AUDIT, DT_DEPAUDIT, DT_FILTER or DT_AUXILIARY."),
    VERSION_HASH_MISMATCH(Severity.WARNING, "A needed version has the hash of another name: glibc will not find it."),
    BAD_STRING_TABLE_SIZE(
            Severity.WARNING,
            "DT_STRSZ is not the size of the string table: the loader ignores it, other tools do not."),
    BAD_SYMBOL_SIZE(
            Severity.WARNING, "DT_SYMENT is not the size of a symbol: the loader ignores it, other tools do not."),
    BAD_VERSION_DEFINITIONS(
            Severity.WARNING, "A version definition is malformed: files that need its version may fail to load."),
    BAD_VERSION_NEEDS(
            Severity.WARNING,
            "A record of a needed version is malformed: glibc does not notice it, and its reading is judged."),
    BAD_SYMBOL_COUNT(
            Severity.WARNING,
            "A hash table has an impossible number of symbols: the loader does not count them, but may miss some."),
    BAD_SYMBOLS(
            Severity.WARNING,
            "A symbol that no relocation names is malformed: the loader notices it only when it looks the symbol up."),
    BAD_INTERPRETER(Severity.INFO, "A library has a loader's name that cannot be read; only programs need one."),
    SEARCH_PATH_CUT(Severity.WARNING, "A search path is too long to be kept; the folders at its end are not kept."),
    COMMENT_CUT(Severity.INFO, "The compilers' comment is too long to be kept; only its beginning is kept."),
    SYMBOL_NAME_CUT(Severity.INFO, "A symbol's name is too long to be kept; only its beginning is kept."),
    BAD_SECTION_HEADERS(Severity.INFO, "The section headers are malformed; the loader ignores them."),
    // ---- the zip
    PREFIX_BYTES(Severity.WARNING, "There are bytes before the zip: readers disagree about where it begins."),
    GAP_BYTES(Severity.WARNING, "There are bytes in the zip that belong to no entry."),
    UNLISTED_ENTRY(
            Severity.WARNING, "The zip holds an entry that its directory does not list: readers that stream see it."),
    OVERLAPPING_ENTRIES(Severity.WARNING, "Entries of the zip share bytes, as in a zip bomb."),
    TRAILING_BYTES(Severity.WARNING, "There are bytes after the end of the zip."),
    CUT_COMMENT(Severity.WARNING, "The zip's comment is longer than the file."),
    SECOND_END_RECORD(Severity.WARNING, "The zip has two ends: readers disagree about which directory counts."),
    DIRECTORY_OFFSET_DIFFERS(Severity.WARNING, "The zip's directory is not where its end says."),
    ENTRY_COUNT_DIFFERS(Severity.WARNING, "The zip's end counts another number of entries than there are."),
    ZIP64_DIFFERS(Severity.WARNING, "The two ends of a ZIP64 archive declare different numbers."),
    ZIP64_LOCATOR_DIFFERS(Severity.WARNING, "The ZIP64 locator points to another place than the ZIP64 end record."),
    ZIP64_EXTENSIBLE_DATA(Severity.WARNING, "The ZIP64 end record has data that the format does not define."),
    DECLARED_BOMB(
            Severity.WARNING, "The entries are declared more than 50 times as large as the file, and above 64 MiB."),
    INDEX_WOULD_REJECT(Severity.INFO, "PyPI's upload rules of 2026-08-21 reject the file."),
    DUPLICATE_NAME(Severity.WARNING, "Several entries have one name: installers disagree about which counts."),
    COLLIDING_NAME(Severity.WARNING, "Two entry names collide on file systems that ignore case or Unicode form."),
    NAME_DIFFERS(Severity.WARNING, "An entry has another name in its local header."),
    UNICODE_PATH_DIFFERS(Severity.WARNING, "An extra field gives an entry another name than its header."),
    UNDECODABLE_NAME(
            Severity.WARNING, "A name is flagged as UTF-8 but is not valid UTF-8: zipfile rejects the archive."),
    UNDECLARED_ENCODING(
            Severity.INFO, "A name that is not ASCII does not declare its encoding: readers disagree about it."),
    CONTROL_CHARACTER_IN_NAME(Severity.WARNING, "A name holds a control character."),
    EMPTY_NAME(Severity.WARNING, "An entry has no name."),
    UNSAFE_PATH(
            Severity.WARNING,
            "A name is absolute, leaves the folder it is unpacked to, or means another file on Windows."),
    LOCAL_HEADER_MISSING(Severity.WARNING, "There is no local header where the directory says."),
    SIZE_DIFFERS(Severity.WARNING, "An entry has other sizes in its local header or data descriptor."),
    CRC_DIFFERS(Severity.WARNING, "An entry has another CRC-32 in its local header."),
    METHOD_DIFFERS(Severity.WARNING, "An entry has another compression method in its local header."),
    FLAGS_DIFFER(Severity.WARNING, "An entry has other flags in its local header."),
    VERSION_DIFFERS(Severity.INFO, "An entry needs another version of the format by its local header."),
    TIME_DIFFERS(Severity.INFO, "An entry has another time in its local header."),
    DATA_DESCRIPTOR(Severity.INFO, "Sizes follow the data instead of preceding it; PyPI no longer accepts such files."),
    MALFORMED_EXTRA_FIELD(Severity.WARNING, "An extra field is malformed."),
    DUPLICATE_EXTRA_FIELD(
            Severity.WARNING, "An extra field that may occur once occurs twice: readers disagree about which counts."),
    ENTRY_COMMENT(Severity.INFO, "An entry has a comment, which can hide other data."),
    OTHER_DISK(Severity.WARNING, "An entry or the directory of the archive claims to be on another disk."),
    ENCRYPTED_ENTRY(Severity.WARNING, "An entry is encrypted."),
    UNUSUAL_METHOD(Severity.WARNING, "An entry has a compression method that PyPI does not accept."),
    SYMBOLIC_LINK(Severity.WARNING, "An entry claims to be a symbolic link."),
    FOLDER_WITH_DATA(Severity.WARNING, "A folder entry has content."),
    RECORD_HASH_DIFFERS(
            Severity.WARNING, "The hash in RECORD is not that of the entry's content (compared under --verify all)."),
    STREAM_END_DIFFERS(
            Severity.WARNING,
            "The data of an entry does not end where the directory says: zipfile and pip read it, others refuse it."),
    // ---- a system that was asked for
    DOES_NOT_LOAD(Severity.ERROR, "pip installs the wheel on a system whose loader refuses a file of it."),
    // ---- our own limits
    RESOLUTION_LIMIT(
            Severity.WARNING,
            "Libraries need each other in too many ways to follow all of them; the rest counts as not found.");

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

    /** @return the finding that an oddity of an ELF file is, which has the same name */
    static FindingId of(Oddity oddity) {
        return switch (oddity) {
            case SECTIONS_CONTRADICT_SEGMENTS -> SECTIONS_CONTRADICT_SEGMENTS;
            case DYNAMIC_OFFSET_CONTRADICTS_ADDRESS -> DYNAMIC_OFFSET_CONTRADICTS_ADDRESS;
            case DYNAMIC_OVERRUNS_SEGMENT -> DYNAMIC_OVERRUNS_SEGMENT;
            case SEVERAL_DYNAMIC_SEGMENTS -> SEVERAL_DYNAMIC_SEGMENTS;
            case SEGMENTS_NOT_ASCENDING -> SEGMENTS_NOT_ASCENDING;
            case VERSION_HASH_MISMATCH -> VERSION_HASH_MISMATCH;
            case SEGMENT_NOT_PAGE_ALIGNED -> SEGMENT_NOT_PAGE_ALIGNED;
            case SEGMENT_NOT_ALIGNED -> SEGMENT_NOT_ALIGNED;
            case EMPTY_SEGMENT -> EMPTY_SEGMENT;
            case LOADED_BY_OTHER_TAGS -> LOADED_BY_OTHER_TAGS;
            case BAD_STRING_TABLE_SIZE -> BAD_STRING_TABLE_SIZE;
            case BAD_SYMBOL_SIZE -> BAD_SYMBOL_SIZE;
            case BAD_VERSION_DEFINITIONS -> BAD_VERSION_DEFINITIONS;
            case BAD_VERSION_NEEDS -> BAD_VERSION_NEEDS;
            case BAD_SYMBOL_COUNT -> BAD_SYMBOL_COUNT;
            case BAD_SYMBOLS -> BAD_SYMBOLS;
            case BAD_INTERPRETER -> BAD_INTERPRETER;
            case SEARCH_PATH_CUT -> SEARCH_PATH_CUT;
            case COMMENT_CUT -> COMMENT_CUT;
            case SYMBOL_NAME_CUT -> SYMBOL_NAME_CUT;
            case BAD_SECTION_HEADERS -> BAD_SECTION_HEADERS;
        };
    }

    static FindingId of(RuntimeConflict.Kind conflict) {
        return switch (conflict) {
            case OPENMP -> SEVERAL_OPENMP;
            case BLAS -> SEVERAL_BLAS;
            case RELEASES -> RELEASES_DIFFER;
        };
    }

    /** @return the finding that an oddity of the zip is, which has the same name */
    public static FindingId of(ZipOddity.Kind oddity) {
        return switch (oddity) {
            case PREFIX_BYTES -> PREFIX_BYTES;
            case GAP_BYTES -> GAP_BYTES;
            case UNLISTED_ENTRY -> UNLISTED_ENTRY;
            case OVERLAPPING_ENTRIES -> OVERLAPPING_ENTRIES;
            case TRAILING_BYTES -> TRAILING_BYTES;
            case CUT_COMMENT -> CUT_COMMENT;
            case SECOND_END_RECORD -> SECOND_END_RECORD;
            case DIRECTORY_OFFSET_DIFFERS -> DIRECTORY_OFFSET_DIFFERS;
            case ENTRY_COUNT_DIFFERS -> ENTRY_COUNT_DIFFERS;
            case ZIP64_DIFFERS -> ZIP64_DIFFERS;
            case ZIP64_LOCATOR_DIFFERS -> ZIP64_LOCATOR_DIFFERS;
            case ZIP64_EXTENSIBLE_DATA -> ZIP64_EXTENSIBLE_DATA;
            case DECLARED_BOMB -> DECLARED_BOMB;
            case INDEX_WOULD_REJECT -> INDEX_WOULD_REJECT;
            case DUPLICATE_NAME -> DUPLICATE_NAME;
            case COLLIDING_NAME -> COLLIDING_NAME;
            case NAME_DIFFERS -> NAME_DIFFERS;
            case UNICODE_PATH_DIFFERS -> UNICODE_PATH_DIFFERS;
            case UNDECODABLE_NAME -> UNDECODABLE_NAME;
            case UNDECLARED_ENCODING -> UNDECLARED_ENCODING;
            case CONTROL_CHARACTER_IN_NAME -> CONTROL_CHARACTER_IN_NAME;
            case EMPTY_NAME -> EMPTY_NAME;
            case UNSAFE_PATH -> UNSAFE_PATH;
            case LOCAL_HEADER_MISSING -> LOCAL_HEADER_MISSING;
            case SIZE_DIFFERS -> SIZE_DIFFERS;
            case CRC_DIFFERS -> CRC_DIFFERS;
            case METHOD_DIFFERS -> METHOD_DIFFERS;
            case FLAGS_DIFFER -> FLAGS_DIFFER;
            case VERSION_DIFFERS -> VERSION_DIFFERS;
            case TIME_DIFFERS -> TIME_DIFFERS;
            case DATA_DESCRIPTOR -> DATA_DESCRIPTOR;
            case MALFORMED_EXTRA_FIELD -> MALFORMED_EXTRA_FIELD;
            case DUPLICATE_EXTRA_FIELD -> DUPLICATE_EXTRA_FIELD;
            case ENTRY_COMMENT -> ENTRY_COMMENT;
            case OTHER_DISK -> OTHER_DISK;
            case ENCRYPTED_ENTRY -> ENCRYPTED_ENTRY;
            case UNUSUAL_METHOD -> UNUSUAL_METHOD;
            case SYMBOLIC_LINK -> SYMBOLIC_LINK;
            case FOLDER_WITH_DATA -> FOLDER_WITH_DATA;
            case RECORD_HASH_DIFFERS -> RECORD_HASH_DIFFERS;
            case STREAM_END_DIFFERS -> STREAM_END_DIFFERS;
        };
    }
}
