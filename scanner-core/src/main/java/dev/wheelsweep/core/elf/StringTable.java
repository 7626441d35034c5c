package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The dynamic string table: DT_STRTAB up to DT_STRSZ, or up to the end of its segment if DT_STRSZ goes further. Strings
 * are interned by offset, and every use counts towards {@link ElfLimits#STRINGS_IN_ALL}; otherwise a table of one
 * megabyte could produce gigabytes of names.
 */
final class StringTable {
    private final Optional<ByteView> bytes;
    private final int longest;
    private final Map<Long, String> interned = new HashMap<>();
    private long handedOut;
    private boolean symbolCut;

    private StringTable(Optional<ByteView> bytes, Limits limits) {
        this.bytes = bytes;
        this.longest = limits.stringBytes();
    }

    /** @return the table; every string of a file without DT_STRTAB is a {@code BAD_STRING} */
    static StringTable read(DynamicTable dynamic) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_STRTAB);
        if (mapped.isEmpty()) {
            return new StringTable(Optional.empty(), dynamic.file().limits());
        }
        long offset = mapped.get().offset();
        long declared = dynamic.value(DynamicTag.DT_STRSZ, Long.MAX_VALUE);
        long length = declared < 0
                ? mapped.get().length()
                : Math.min(declared, mapped.get().length());
        if (length > ElfLimits.STRING_TABLE) {
            throw ElfBytes.bad(Reason.LIMIT_EXCEEDED, offset, "a string table of %d bytes".formatted(length));
        }
        return new StringTable(
                Optional.of(dynamic.file().view(offset, length)), dynamic.file().limits());
    }

    /** @return bytes of the table, 0 without one */
    int length() {
        return bytes.map(ByteView::length).orElse(0);
    }

    /**
     * @param offset from the start of the table
     * @param namedAt where the field that holds the offset begins in the file
     * @throws FormatException {@code BAD_STRING} at {@code namedAt} if the offset is outside the table, and at the
     *     string itself if it has no NUL; {@code LIMIT_STRING_BYTES}; {@code LIMIT_ROW_BYTES} if the strings returned
     *     are too long in total
     */
    String string(long offset, long namedAt) throws FormatException {
        String known = interned.get(offset);
        String string = known == null ? decode(offset, namedAt) : known;
        if (known == null) {
            interned.put(offset, string);
        }
        return handOut(string, namedAt);
    }

    /** @return a symbol's name, of which at most {@link Limits#stringBytes} are kept */
    String symbol(long offset, long namedAt) throws FormatException {
        ByteView table = tableAround(offset, namedAt);
        if (lengthAt(table, offset) <= longest) {
            return string(offset, namedAt);
        }
        symbolCut = true;
        return handOut(table.text(offset, longest), namedAt);
    }

    /** @return whether some {@link #symbol} was too long to be kept whole */
    boolean symbolCut() {
        return symbolCut;
    }

    private String handOut(String string, long namedAt) throws FormatException {
        handedOut += string.length();
        if (handedOut > ElfLimits.STRINGS_IN_ALL) {
            throw ElfBytes.bad(Reason.LIMIT_ROW_BYTES, namedAt, "%d bytes of strings".formatted(handedOut));
        }
        return string;
    }

    /** @return the string that the value of a dynamic entry is the offset of */
    String string(DynamicTable.Entry entry) throws FormatException {
        return string(entry.value(), entry.offset());
    }

    /** @return the string of an entry, empty if the entry is missing */
    Optional<String> string(Optional<DynamicTable.Entry> entry) throws FormatException {
        return entry.isPresent() ? Optional.of(string(entry.get())) : Optional.empty();
    }

    private String decode(long offset, long namedAt) throws FormatException {
        ByteView table = tableAround(offset, namedAt);
        return table.text(offset, shortLengthAt(table, offset));
    }

    /** @return the first two bytes from this offset on as a little-endian number; 0 for the table's last byte */
    int beginning(long offset, long namedAt) throws FormatException {
        ByteView table = tableAround(offset, namedAt);
        return offset + Short.BYTES <= table.length() ? table.u8(offset) | table.u8(offset + 1) << Byte.SIZE : 0;
    }

    /** @return whether the string at this offset begins with the prefix; {@code BAD_STRING} as {@link #string} */
    boolean startsWith(byte[] prefix, long offset, long namedAt) throws FormatException {
        ByteView table = tableAround(offset, namedAt);
        if (prefix.length > table.length() - offset) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (table.u8(offset + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return the System V hash of the string (gABI chapter 5, "Hash Table"), by which versions are compared */
    long hash(long offset, long namedAt) throws FormatException {
        ByteView table = tableAround(offset, namedAt);
        int length = shortLengthAt(table, offset);
        long hash = 0;
        for (int i = 0; i < length; i++) {
            hash = (hash << 4) + table.u8(offset + i);
            hash = (hash ^ ((hash & 0xf000_0000L) >>> 24)) & 0x0fff_ffffL;
        }
        return hash;
    }

    private ByteView tableAround(long offset, long namedAt) throws FormatException {
        if (offset < 0 || offset >= length()) {
            throw ElfBytes.bad(
                    Reason.BAD_STRING, namedAt, "string %d of a table of %d bytes".formatted(offset, length()));
        }
        return bytes.orElseThrow();
    }

    private int shortLengthAt(ByteView table, long offset) throws FormatException {
        int length = lengthAt(table, offset);
        if (length > longest) {
            throw table.bad(Reason.LIMIT_STRING_BYTES, offset, "a string of more than %d bytes".formatted(longest));
        }
        return length;
    }

    /** @return the bytes before the NUL, or one more than the longest if there are that many */
    private int lengthAt(ByteView table, long offset) throws FormatException {
        long searched = Math.min(longest + 1L, table.length() - offset);
        int length = table.slice(offset, searched).indexOf((byte) 0, 0);
        if (length < 0 && searched <= longest) {
            throw table.bad(Reason.BAD_STRING, offset, "the string has no NUL");
        }
        return length < 0 ? longest + 1 : length;
    }
}
