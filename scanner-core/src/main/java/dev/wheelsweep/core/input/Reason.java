package dev.wheelsweep.core.input;

import dev.wheelsweep.core.ColumnWord;

/**
 * Every way in which input can be bad; the {@code reason} column of a failure row. A reason is stable once published:
 * queries outside the project name it. CONTRIBUTING.md says what to touch when one is added.
 */
public enum Reason implements ColumnWord {
    // ---- any format
    /** A range ends after the last byte of the file, entry or table it points into. */
    OUT_OF_BOUNDS,

    // ---- limits
    /**
     * A bound within the decoder, after which an entry is read whole; no row has it. Sweeps of earlier releases have it for
     * every limit below that {@link Limits} does not have.
     */
    LIMIT_EXCEEDED(Cause.LIMIT),
    /** More entries than {@link Limits#entries}. */
    LIMIT_ENTRIES(Cause.LIMIT),
    /** More bytes to decode than {@link Limits#decodedBytes}; how zip bombs fill disks. */
    LIMIT_DECODED_BYTES(Cause.LIMIT),
    /** A file of dist-info that decodes to more bytes than {@link Limits#textBytes}. */
    LIMIT_TEXT_BYTES(Cause.TEXT_LIMIT),
    /** A longer name of a library, interpreter or version than {@link Limits#stringBytes}. */
    LIMIT_STRING_BYTES(Cause.LIMIT),
    /** More DT_NEEDED than {@link Limits#neededLibraries}. */
    LIMIT_NEEDED_LIBRARIES(Cause.LIMIT),
    /** More version records than {@link Limits#versionRecords}. */
    LIMIT_VERSION_RECORDS(Cause.LIMIT),
    /** More symbols than {@link Limits#symbols}. */
    LIMIT_SYMBOLS(Cause.LIMIT),
    /** Longer rows than {@link Limits#rowBytes}; a small ELF file can name gigabytes. */
    LIMIT_ROW_BYTES(Cause.LIMIT),
    /** A longer file name than any installer can have. */
    LIMIT_NAME_CHARACTERS(Cause.LIMIT),
    /** More tags in one file name than any wheel claims. */
    LIMIT_TAGS(Cause.LIMIT),
    /** More headers in WHEEL or METADATA than there can be tags or requirements. */
    LIMIT_HEADERS(Cause.TEXT_LIMIT),
    /** A longer value of a header in WHEEL or METADATA than is kept. */
    LIMIT_HEADER_BYTES(Cause.TEXT_LIMIT),
    /** More rows in RECORD than an archive can have entries. */
    LIMIT_RECORD_ROWS(Cause.TEXT_LIMIT),
    /** A longer name in RECORD than Linux can install. */
    LIMIT_RECORD_NAME_BYTES(Cause.TEXT_LIMIT),
    /** More components in all bills of materials than are kept. */
    LIMIT_COMPONENTS(Cause.TEXT_LIMIT),
    /** A table that is too long to be in memory at once. */
    LIMIT_VIEW_BYTES(Cause.LIMIT),
    /** An entry of a rare compression method that is too long to be in memory at once. */
    LIMIT_ENTRY_BYTES(Cause.LIMIT),
    /** Tables in an order for which the entry would have to be decoded again and again. */
    LIMIT_PASSES(Cause.LIMIT),
    /** More program headers than any file has. */
    LIMIT_PROGRAM_HEADERS(Cause.LIMIT),
    /** More entries of the dynamic segment than any file has. */
    LIMIT_DYNAMIC_ENTRIES(Cause.LIMIT),
    /** Longer note segments than any file has. */
    LIMIT_NOTE_BYTES(Cause.LIMIT),

    // ---- file
    /** A file of zero bytes, a broken download. */
    EMPTY_FILE,
    /** A directory, pipe, socket or device with a wheel's name. */
    NOT_A_REGULAR_FILE,
    /** Size, time or identity of the file differ before and after reading it. */
    FILE_CHANGED,
    /** The file was listed, but is no longer there. */
    FILE_VANISHED,
    /** The operating system refuses to open the file. */
    ACCESS_DENIED,
    /** The operating system fails to read the file, also when it is asked again; the detail has its error. */
    UNREADABLE_NOW,
    /** The server that has the file can be reached, but gave no usable answer to any of several requests. */
    SERVER_FAILED,
    /** A JVM died twice while it read the file. */
    KILLED_SCANNER,

    // ---- name
    /** The name follows neither the current nor the legacy grammar of wheel file names. */
    INVALID_NAME,

    // ---- zip
    /** No zip signature: an HTML page, a tar, text; not a wheel at all. */
    NOT_A_ZIP,
    /** Begins like a zip, but the end of central directory record is missing: a truncated download. */
    NO_END_OF_CENTRAL_DIRECTORY,
    /** The end record, or its ZIP64 form, contradicts the file. */
    BAD_END_OF_CENTRAL_DIRECTORY,
    /** A header in the central directory lacks its signature or overruns the directory. */
    BAD_CENTRAL_HEADER,
    /** The local header lacks its signature or overruns the file. */
    BAD_LOCAL_HEADER,
    /** An entry needs a later version of the zip format than any reader knows. */
    UNSUPPORTED_VERSION,
    /** An extra field is longer than its header, or has not the form that its id requires. */
    BAD_EXTRA_FIELD,
    /** The ZIP64 extra field is too short for the fields that point to it. */
    BAD_ZIP64_EXTRA,
    /** The local header has another name than the central directory. */
    NAME_MISMATCH,
    /** The data of an entry reaches into the next header or the central directory; how zip bombs share data. */
    OVERLAPPING_ENTRIES,
    /** The ZIP64 locator says that the archive has several disks. */
    MULTI_DISK,
    /** The entry is encrypted. */
    ENCRYPTED,
    /** The entry's compression method is not one that we read. */
    UNSUPPORTED_METHOD,
    /** The decoded bytes are more or fewer than the central directory declares. */
    SIZE_MISMATCH,
    /** The decoded bytes have another CRC-32 than the central directory declares. */
    CRC_MISMATCH,

    // ---- deflate
    /** The stream ends in the middle of a block. */
    TRUNCATED_STREAM,
    /** Block type 3 (RFC 1951 section 3.2.3). */
    INVALID_BLOCK_TYPE,
    /** LEN and NLEN of a stored block are not complements (section 3.2.4). */
    INVALID_STORED_LENGTH,
    /** HLIT above 286 or HDIST above 30 (section 3.2.7). */
    TOO_MANY_SYMBOLS,
    /** Over-subscribed or incomplete precode. */
    INVALID_PRECODE,
    /** A repeat code with nothing to repeat, or past the last length. */
    INVALID_LENGTH_REPEAT,
    /** No code for end-of-block (256). */
    MISSING_END_OF_BLOCK,
    /** Over-subscribed or incomplete literal/length code. */
    INVALID_LITERAL_CODE,
    /** Over-subscribed or incomplete distance code. */
    INVALID_DISTANCE_CODE,
    /** A bit pattern, or symbol 286 or 287, that the literal/length code does not define. */
    INVALID_LITERAL_SYMBOL,
    /** A bit pattern, or symbol 30 or 31, that the distance code does not define. */
    INVALID_DISTANCE_SYMBOL,
    /** A match reaches back before the first byte of the output. */
    DISTANCE_TOO_FAR_BACK,
    /** A stream of another compression method is corrupt. */
    INVALID_STREAM,
    /**
     * The facts of an ELF file that was read without its middle differ from those of the whole file. Then nothing that
     * was read from the wheel counts.
     */
    ENDS_CONTRADICT_WHOLE,

    // ---- elf
    /** EI_CLASS, EI_DATA, EI_VERSION or a header size is not one that the gABI defines. */
    BAD_ELF_HEADER,
    /** The program header table is not where the header says, or has a wrong entry size. */
    BAD_PROGRAM_HEADERS,
    /** An address that no PT_LOAD segment maps from the file. */
    UNMAPPED_ADDRESS,
    /** The dynamic segment cannot be walked to DT_NULL. */
    BAD_DYNAMIC_SEGMENT,
    /** A string offset outside DT_STRTAB, or a string without its NUL. */
    BAD_STRING,
    /** A version record that is malformed, loops, or leaves its table. */
    BAD_VERSION_TABLE,
    /**
     * A table of symbols or relocations, or a hash table, leaves its segment. Other numbers of symbols are tried then, so only
     * sweeps of earlier releases have it.
     */
    BAD_SYMBOL_TABLE,

    // ---- metadata
    /** No {@code *.dist-info/WHEEL}, or more than one that fits. */
    NO_DIST_INFO(Cause.BAD_TEXT),
    /** WHEEL or METADATA is not a header block; RECORD is not CSV. */
    BAD_METADATA(Cause.BAD_TEXT),

    // ---- policy
    /** The file given with {@code --policy} is not a policy set, or contradicts itself. */
    BAD_POLICY,

    // ---- systems
    /** The file given with {@code --systems} is no catalogue of systems, or contradicts itself. */
    BAD_SYSTEMS;

    private enum Cause {
        BAD_INPUT,
        /** What was read is not the text that it should be. */
        BAD_TEXT,
        LIMIT,
        /** The limit of a text, which is no ELF file. */
        TEXT_LIMIT
    }

    private final Cause cause;

    Reason() {
        this(Cause.BAD_INPUT);
    }

    Reason(Cause cause) {
        this.cause = cause;
    }

    /** @return whether a limit of this scanner was reached; if not, the input is bad */
    public boolean isLimit() {
        return cause == Cause.LIMIT || cause == Cause.TEXT_LIMIT;
    }

    /** @return whether what failed may be an ELF file of which nothing is known */
    public boolean hidesNeeds() {
        return cause != Cause.BAD_TEXT && cause != Cause.TEXT_LIMIT;
    }
}
