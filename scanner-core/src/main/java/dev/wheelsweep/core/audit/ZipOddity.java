package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.input.RowText;
import java.util.Optional;

/**
 * A place where an archive contradicts itself, or where a reader other than CPython's zipfile would see something else;
 * each becomes a finding. Such archives have been used to attack installers.
 *
 * @param entry the name of the entry concerned; empty if the archive is
 * @param offset where the field or the bytes begin in the file, in bytes
 * @param detail what exactly, for a person
 */
public record ZipOddity(Kind kind, Optional<String> entry, long offset, String detail) implements RowText {

    @Override
    public long textBytes() {
        return RowText.bytes(kind.column()) + RowText.bytes(entry) + RowText.bytes(detail);
    }

    /** @return whether it says that PyPI would refuse the upload */
    public boolean refusesUpload() {
        return kind == Kind.INDEX_WOULD_REJECT;
    }

    /** The kind of oddity. Names are published as ids of findings, and stay. */
    public enum Kind implements ColumnWord {
        // ---- around the archive
        /** Bytes before the first local header; zipfile shifts offsets by them, other readers start there. */
        PREFIX_BYTES,
        /** Bytes between two entries, or before the directory, that belong to none. */
        GAP_BYTES,
        /** A local header in such a gap: readers that stream see an entry that the directory does not list. */
        UNLISTED_ENTRY,
        /** Two entries share bytes. */
        OVERLAPPING_ENTRIES,
        /** Bytes after the end record and its comment. */
        TRAILING_BYTES,
        /** The comment is declared longer than the file. */
        CUT_COMMENT,
        /** Another end record, which a reader that searches differently would use. */
        SECOND_END_RECORD,
        /** The directory is not where the end record says. */
        DIRECTORY_OFFSET_DIFFERS,
        /** The end record has another count than there are headers. */
        ENTRY_COUNT_DIFFERS,
        /** The end record and its ZIP64 form declare different numbers. */
        ZIP64_DIFFERS,
        /** The ZIP64 locator does not point to the ZIP64 end record before it. */
        ZIP64_LOCATOR_DIFFERS,
        /** The ZIP64 end record has more than its fixed fields. */
        ZIP64_EXTENSIBLE_DATA,
        /** PyPI treats an archive with these declared sizes as a bomb. */
        DECLARED_BOMB,
        /** PyPI's upload rules of 2026-08-21 would refuse the file; not only those about the zip. */
        INDEX_WOULD_REJECT,

        // ---- names
        /** Several entries of one name: zipfile reads the last, pip writes all in order. */
        DUPLICATE_NAME,
        /** Names that are one file on file systems that ignore case, Unicode form or {@code //}. */
        COLLIDING_NAME,
        /** The local header has another name. */
        NAME_DIFFERS,
        /** The Unicode Path field has another name than the header. */
        UNICODE_PATH_DIFFERS,
        /** The name is declared as UTF-8, and is not. */
        UNDECODABLE_NAME,
        /** Bytes above 0x7f in a name that is not declared as UTF-8: each reader decodes them differently. */
        UNDECLARED_ENCODING,
        /** A control character or NUL in a name. */
        CONTROL_CHARACTER_IN_NAME,
        /** No name at all. */
        EMPTY_NAME,
        /** A name that is absolute, leads out of the folder, or means something else on Windows. */
        UNSAFE_PATH,

        // ---- headers
        /** No local header where the directory says. */
        LOCAL_HEADER_MISSING,
        /** The local header, or the data descriptor, has other sizes. */
        SIZE_DIFFERS,
        /** The local header, or the data descriptor, has another CRC-32. */
        CRC_DIFFERS,
        /** The local header has another method. */
        METHOD_DIFFERS,
        /** The local header has other flags. */
        FLAGS_DIFFER,
        /** The local header needs another version of the format. */
        VERSION_DIFFERS,
        /** The local header has another time. */
        TIME_DIFFERS,
        /** Sizes and CRC-32 follow the data, so that streaming readers must guess where it ends. */
        DATA_DESCRIPTOR,
        /** An extra field that is not a chain of pieces to its last byte. */
        MALFORMED_EXTRA_FIELD,
        /** Two ZIP64 or Unicode Path fields in one header. */
        DUPLICATE_EXTRA_FIELD,
        /** A comment of an entry, which can hide any bytes. */
        ENTRY_COMMENT,
        /** An entry, or an end record and with it the directory, claims to be on another disk. */
        OTHER_DISK,
        /** The entry is encrypted. */
        ENCRYPTED_ENTRY,
        /** A method other than stored and deflated, which pip does not read or PyPI does not accept. */
        UNUSUAL_METHOD,
        /** The entry claims to be a symbolic link. */
        SYMBOLIC_LINK,
        /** A folder with content. */
        FOLDER_WITH_DATA,
        /** The data of an entry ends before or after its declared end; found when the entry is read whole. */
        STREAM_END_DIFFERS,

        // ---- content, which is compared under --verify all
        /** The hash in RECORD is not that of the content. */
        RECORD_HASH_DIFFERS;
    }
}
