package dev.wheelsweep.spark.cli.findings;

import dev.wheelsweep.core.policy.FindingId;

/**
 * What the fields of a finding hold.
 *
 * @param file what its path in the wheel names; empty if the finding is about the whole wheel and has none
 * @param detail what its text says; empty if it has none
 */
public record Evidence(String file, String detail) {
    private static final String ELF = "the ELF file";
    private static final String ENTRY = "the entry";

    static Evidence of(FindingId id) {
        return switch (id) {
            case TAG_VIOLATED ->
                new Evidence(
                        "the first ELF file that breaks the tag",
                        "the tag, then the file, library, version and symbols, and how many more needs break it");
            case NEEDS_OTHER_DISTRIBUTION, NEEDS_DRIVER ->
                new Evidence("the ELF file that needs the library", "the library's soname, and who brings it");
            case ELF_IN_ANY_WHEEL -> ofWheel("the number of ELF files, and the first of them");
            case ELF_IN_PURELIB ->
                new Evidence("the ELF file; null if WHEEL says so of the whole wheel", "why it is installed there");
            case FOREIGN_ARCHITECTURE -> new Evidence(ELF, "the architecture that it is for");
            case FOREIGN_LIBC -> new Evidence(ELF, "the C library that it is linked against");
            case FOREIGN_SYSTEM -> new Evidence(ELF, "the operating system that it is for");
            case UNKNOWN_LIBC -> ofWheel("the number of ELF files");
            case WHEEL_TAGS_DIFFER -> ofWheel("the tags that only WHEEL has, and those that only the name has");
            case NOT_INSTALLABLE -> ofWheel("what the installers object to");
            case UNUSABLE_TAG -> ofWheel("the tag, and why no installer accepts it");
            case EXTENSION_SUFFIX_DIFFERS -> new Evidence("the extension module", "its suffix");
            case NO_ELF_FILE -> ofWheel("the first platform tag");
            case VARIANT_VIOLATED -> new Evidence(ELF, "the instruction set that it needs, and the label");
            case ABI3_VIOLATED -> new Evidence(ELF, "the first symbol, and how many more there are");
            case SEVERAL_OPENMP, SEVERAL_BLAS -> ofWheel("the libraries");
            case RELEASES_DIFFER -> new Evidence(ELF, "two of the libraries, and the releases that they are of");
            case UNRECORDED_ENTRY -> new Evidence("the entry that RECORD omits", "how many more there are");
            case PHANTOM_RECORD -> new Evidence("the path that RECORD lists", "how many more there are");
            case UNREAD_ENTRY -> new Evidence(ENTRY, "the reason, in the words of the table failures");
            case SMALL_LOAD_ALIGNMENT -> new Evidence(ELF, "the lowest alignment of a segment");
            case LIBPYTHON_NEEDED -> new Evidence(ELF, "the soname of libpython");
            case LIBRARY_NOT_REACHED -> new Evidence("the ELF file that needs the library", "where the library is");
            case ABSOLUTE_RPATH -> new Evidence(ELF, "the folder");
            case ISA_ABOVE_BASELINE -> new Evidence(ELF, "the instruction set, such as x86-64-v3");
            case EXECUTABLE_STACK,
                    TEXT_RELOCATIONS,
                    EMPTY_RPATH,
                    SECTIONS_CONTRADICT_SEGMENTS,
                    DYNAMIC_OFFSET_CONTRADICTS_ADDRESS,
                    DYNAMIC_OVERRUNS_SEGMENT,
                    SEVERAL_DYNAMIC_SEGMENTS,
                    SEGMENTS_NOT_ASCENDING,
                    SEGMENT_NOT_PAGE_ALIGNED,
                    SEGMENT_NOT_ALIGNED,
                    RELR_WITHOUT_VERSION,
                    EMPTY_SEGMENT,
                    LOADED_BY_OTHER_TAGS,
                    VERSION_HASH_MISMATCH,
                    BAD_STRING_TABLE_SIZE,
                    BAD_SYMBOL_SIZE,
                    BAD_VERSION_DEFINITIONS,
                    BAD_VERSION_NEEDS,
                    BAD_SYMBOL_COUNT,
                    BAD_SYMBOLS,
                    BAD_INTERPRETER,
                    SEARCH_PATH_CUT,
                    COMMENT_CUT,
                    SYMBOL_NAME_CUT,
                    BAD_SECTION_HEADERS -> new Evidence(ELF, "");
            case PREFIX_BYTES, GAP_BYTES, UNLISTED_ENTRY, TRAILING_BYTES, ZIP64_EXTENSIBLE_DATA ->
                ofWheel("the number of bytes");
            case OVERLAPPING_ENTRIES ->
                new Evidence("the later entry; null if it is the directory", "where the entry before it ends");
            case CUT_COMMENT -> ofWheel("how many bytes are missing");
            case SECOND_END_RECORD -> ofWheel("the offset of the end that zipfile uses");
            case DIRECTORY_OFFSET_DIFFERS, ENTRY_COUNT_DIFFERS -> ofWheel("the declared number, and the true one");
            case ZIP64_DIFFERS -> ofWheel("which of the two zipfile uses");
            case ZIP64_LOCATOR_DIFFERS -> ofWheel("where the locator points, and where the record is");
            case DECLARED_BOMB -> ofWheel("the sum of the declared sizes, and the size of the file");
            case INDEX_WOULD_REJECT -> new Evidence("the entry; null if it is the wheel", "the rule that it breaks");
            case DUPLICATE_NAME -> new Evidence(ENTRY, "which of them zipfile reads");
            case COLLIDING_NAME -> new Evidence(ENTRY, "the other entry's name");
            case NAME_DIFFERS -> new Evidence(ENTRY, "the name in the local header");
            case UNICODE_PATH_DIFFERS -> new Evidence(ENTRY, "the name in the header");
            case UNDECODABLE_NAME, UNDECLARED_ENCODING -> new Evidence(ENTRY, "what zipfile does");
            case LOCAL_HEADER_MISSING -> new Evidence(ENTRY, "the offset that the directory has");
            case SIZE_DIFFERS, CRC_DIFFERS, METHOD_DIFFERS, FLAGS_DIFFER, VERSION_DIFFERS, TIME_DIFFERS ->
                new Evidence(ENTRY, "the value in the local header, and the one in the directory");
            case MALFORMED_EXTRA_FIELD -> new Evidence(ENTRY, "what is malformed");
            case ENTRY_COMMENT -> new Evidence(ENTRY, "the length of the comment");
            case OTHER_DISK -> new Evidence("the entry; null if it is the directory", "the number of the disk");
            case ENCRYPTED_ENTRY -> new Evidence(ENTRY, "the flags of the entry");
            case UNUSUAL_METHOD -> new Evidence(ENTRY, "the number and the name of the method");
            case FOLDER_WITH_DATA -> new Evidence(ENTRY, "the number of bytes");
            case RECORD_HASH_DIFFERS -> new Evidence(ENTRY, "the algorithm, and the hash of the content");
            case STREAM_END_DIFFERS -> new Evidence(ENTRY, "where the data ends, and where it should");
            case CONTROL_CHARACTER_IN_NAME,
                    EMPTY_NAME,
                    UNSAFE_PATH,
                    DATA_DESCRIPTOR,
                    DUPLICATE_EXTRA_FIELD,
                    SYMBOLIC_LINK -> new Evidence(ENTRY, "");
            case DOES_NOT_LOAD -> new Evidence("the ELF file that is refused", "the system, and what its loader says");
            case RESOLUTION_LIMIT -> ofWheel("how many folders were looked into");
        };
    }

    private static Evidence ofWheel(String detail) {
        return new Evidence("", detail);
    }
}
