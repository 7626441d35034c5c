package dev.wheelsweep.spark.cli.findings;

import dev.wheelsweep.core.policy.FindingId;

/** What the author of a wheel, or the person who got it, does about a finding. */
final class Remedy {
    private Remedy() {}

    static String of(FindingId id) {
        return switch (id) {
            case TAG_VIOLATED ->
                "Build on the oldest system that the tag names, such as in the manylinux image of that name, and run"
                        + " auditwheel repair; or name the wheel by the tag that check suggests.";
            case NEEDS_OTHER_DISTRIBUTION ->
                "Name the distribution in Requires-Dist, unless the backend is optional; or copy the library into the wheel"
                        + " with auditwheel repair.";
            case NEEDS_DRIVER ->
                "Keep it: a driver belongs to the machine. The documentation should name it; --exclude accepts the library.";
            case ELF_IN_ANY_WHEEL ->
                "Build a wheel for one platform: declare the extension modules to the build backend, or set its platform"
                        + " tag.";
            case ELF_IN_PURELIB ->
                "Set Root-Is-Purelib in WHEEL to false, and move the file out of the folder .data/purelib.";
            case FOREIGN_ARCHITECTURE ->
                "Build the file for the architecture of the tags, or remove it. If it is only data, accept it with"
                        + " --baseline.";
            case FOREIGN_LIBC ->
                "Build the file against the C library of the tags: each C library needs its own wheel.";
            case FOREIGN_SYSTEM -> "Build the file for the operating system of the tags, or remove it.";
            case UNKNOWN_LIBC -> "Name a manylinux or musllinux tag instead of linux_ARCH, as auditwheel repair does.";
            case WHEEL_TAGS_DIFFER ->
                "Do not rename wheels: 'wheel tags' and auditwheel repair write the same tags into the name and WHEEL.";
            case NOT_INSTALLABLE ->
                "Build the wheel again with a current build backend, after fixing what the detail names.";
            case UNUSABLE_TAG -> "Remove the tag or correct it: 'wheel tags --platform-tag' writes another one.";
            case EXTENSION_SUFFIX_DIFFERS ->
                "Build in a clean folder, with the Python and for the platform of the tags: modules that an earlier build"
                        + " left are not imported.";
            case NO_ELF_FILE -> "Build a wheel for any platform; or find out why the binaries were not packed.";
            case VARIANT_VIOLATED ->
                "Compile for the processor of the label, or use the label of the needed processor.";
            case ABI3_VIOLATED ->
                "Set Py_LIMITED_API to the oldest Python of the tags in every file, or raise the python tag to the Python that"
                        + " the detail names; abi3audit compares the same symbols.";
            case SEVERAL_OPENMP ->
                "Build all files with one compiler's OpenMP, and repair them together, so that auditwheel copies it once; or"
                        + " require the distribution of the runtime instead of copying it.";
            case SEVERAL_BLAS -> "Link all files with one BLAS; two cost memory and threads, and seldom more.";
            case RELEASES_DIFFER ->
                "Build the file again, with all libraries from one toolkit; a process that loads both releases has two runtimes"
                        + " that do not share the device's state.";
            case UNRECORDED_ENTRY, PHANTOM_RECORD ->
                "Do not add or remove files of a finished wheel; 'wheel unpack' and 'wheel pack' write RECORD again.";
            case UNREAD_ENTRY -> "Build or download the wheel again. Until then it is not known what the entry needs.";
            case EXECUTABLE_STACK ->
                "Link with -Wl,-z,noexecstack, and give assembler files a section .note.GNU-stack. 'patchelf"
                        + " --clear-execstack' repairs a finished file.";
            case SMALL_LOAD_ALIGNMENT ->
                "Link with -Wl,-z,max-page-size=65536 (Android: 16384), and give patchelf the same --page-size.";
            case TEXT_RELOCATIONS ->
                "Compile every object with -fPIC, also those of static libraries; -Wl,-z,text refuses others.";
            case LIBPYTHON_NEEDED ->
                "Do not link extension modules with libpython: they find its symbols in the running process.";
            case LIBRARY_NOT_REACHED ->
                "Set a search path from $ORIGIN to the folder of the library, with -Wl,-rpath, patchelf --set-rpath or"
                        + " auditwheel repair.";
            case ABSOLUTE_RPATH, EMPTY_RPATH ->
                "Remove the element from the search path, or begin it with $ORIGIN: patchelf --set-rpath does both.";
            case ISA_ABOVE_BASELINE ->
                "Compile without -march=native and without -march above the baseline, and choose such code at run time.";
            case SECTIONS_CONTRADICT_SEGMENTS,
                    DYNAMIC_OFFSET_CONTRADICTS_ADDRESS,
                    DYNAMIC_OVERRUNS_SEGMENT,
                    SEVERAL_DYNAMIC_SEGMENTS,
                    VERSION_HASH_MISMATCH,
                    BAD_STRING_TABLE_SIZE,
                    BAD_SYMBOL_SIZE,
                    BAD_VERSION_DEFINITIONS,
                    BAD_VERSION_NEEDS,
                    BAD_SYMBOL_COUNT,
                    BAD_SYMBOLS,
                    BAD_INTERPRETER,
                    BAD_SECTION_HEADERS ->
                "Link the file again: linkers do not write this, but tools that change finished files do. Do not trust such"
                        + " a file of a stranger, because tools show other content than the loader uses.";
            case SEGMENTS_NOT_ASCENDING, SEGMENT_NOT_PAGE_ALIGNED, SEGMENT_NOT_ALIGNED, EMPTY_SEGMENT ->
                "Link the file again; if strip or patchelf wrote the segment, use a current release.";
            case RELR_WITHOUT_VERSION ->
                "Link with a linker that adds the version (GNU ld 2.38, lld 15), or without -z pack-relative-relocs.";
            case LOADED_BY_OTHER_TAGS -> "Link without --audit, --depaudit, --filter and --auxiliary.";
            case SEARCH_PATH_CUT, COMMENT_CUT, SYMBOL_NAME_CUT ->
                "Keep it, or make the text shorter: the loader reads all of it, only the stored fact is cut.";
            case PREFIX_BYTES,
                    GAP_BYTES,
                    UNLISTED_ENTRY,
                    OVERLAPPING_ENTRIES,
                    TRAILING_BYTES,
                    CUT_COMMENT,
                    SECOND_END_RECORD,
                    DIRECTORY_OFFSET_DIFFERS,
                    ENTRY_COUNT_DIFFERS,
                    ZIP64_DIFFERS,
                    ZIP64_LOCATOR_DIFFERS,
                    ZIP64_EXTENSIBLE_DATA,
                    NAME_DIFFERS,
                    UNICODE_PATH_DIFFERS,
                    LOCAL_HEADER_MISSING,
                    SIZE_DIFFERS,
                    CRC_DIFFERS,
                    METHOD_DIFFERS,
                    FLAGS_DIFFER,
                    VERSION_DIFFERS,
                    TIME_DIFFERS,
                    MALFORMED_EXTRA_FIELD,
                    DUPLICATE_EXTRA_FIELD,
                    OTHER_DISK,
                    STREAM_END_DIFFERS ->
                "Pack the wheel again: 'wheel unpack', then 'wheel pack'. Do not install such a wheel of a stranger, because"
                        + " readers disagree about its content.";
            case DECLARED_BOMB ->
                "Unpack the wheel only where it cannot fill the disk; split the data if it is your own.";
            case INDEX_WOULD_REJECT -> "Fix what the detail names before you upload the wheel to PyPI.";
            case DUPLICATE_NAME, COLLIDING_NAME -> "Rename the entries, or pack only one of them.";
            case UNDECODABLE_NAME, UNDECLARED_ENCODING ->
                "Pack with a tool that writes names in UTF-8 and says so, such as 'wheel pack', or use ASCII.";
            case CONTROL_CHARACTER_IN_NAME, EMPTY_NAME, UNSAFE_PATH ->
                "Rename the entry. Do not install such a wheel of a stranger: the name may be an attack.";
            case DATA_DESCRIPTOR -> "Write the zip into a file, not into a pipe, so that sizes precede the data.";
            case ENTRY_COMMENT -> "Pack the wheel again without comments: 'wheel unpack', then 'wheel pack'.";
            case ENCRYPTED_ENTRY, UNUSUAL_METHOD -> "Pack the entry stored or deflated, and without a password.";
            case SYMBOLIC_LINK -> "Pack the file itself: installers write the text of the link as a file.";
            case FOLDER_WITH_DATA -> "Pack the content under a name that does not end with a slash.";
            case RECORD_HASH_DIFFERS ->
                "Do not change files of a finished wheel; 'wheel unpack' and 'wheel pack' write RECORD again. Do not install"
                        + " such a wheel of a stranger.";
            case DOES_NOT_LOAD ->
                "Build on an older system, or copy what the loader misses into the wheel; or choose tags that the system's"
                        + " pip does not take.";
            case RESOLUTION_LIMIT -> "Look at the wheel by hand: ldd shows which libraries are not found.";
        };
    }
}
