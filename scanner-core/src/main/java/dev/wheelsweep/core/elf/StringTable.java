package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dynamic string table. Like the loaders we ignore DT_STRSZ: a string begins at any mapped byte and ends at its NUL.
 * DT_STRSZ only says how much is worth bringing into memory at once, or to pass over. Strings are interned by offset, and every
 * use counts towards {@link ElfLimits#STRINGS_IN_ALL}: otherwise a table of one
 * megabyte could produce gigabytes of names.
 */
final class StringTable {
    /** What a search path is cut after, so that no folder is cut. */
    private static final char SEPARATOR = ':';

    /** Bytes that are viewed of a string which is not in memory. */
    private static final int PIECE = 512;

    /** Bytes in memory, and the index of the first byte of a string. */
    private record Start(ByteView view, long at) {}

    /** @param length bytes before the NUL, or one more than was asked for */
    private record Place(ByteView view, long at, int length) {
        String text(int most) throws FormatException {
            return view.text(at, Math.min(most, length));
        }
    }

    private final Optional<Extent> mapped;
    /** The beginning of the table, in which most strings are. */
    private final Optional<ByteView> beginning;
    /** The same bytes, for the loop over millions of names. */
    private final ByteBuffer names;
    /** What is kept of a table that is too long. */
    private final Optional<StringPass> passed;

    /** DT_STRSZ, or all that is mapped if it cannot be right. */
    private final long declared;

    private final int longest;
    private final Map<Long, String> interned = new HashMap<>();
    private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
    private long handedOut;

    private StringTable(
            Optional<Extent> mapped,
            Optional<ByteView> beginning,
            Optional<StringPass> passed,
            long declared,
            Limits limits) {
        this.mapped = mapped;
        this.beginning = beginning;
        this.passed = passed;
        this.names = beginning.map(ByteView::buffer).orElseGet(() -> ByteBuffer.allocate(0));
        this.declared = declared;
        this.longest = limits.stringBytes();
    }

    /** @return the table; every string of a file without DT_STRTAB is a {@code BAD_STRING} */
    static StringTable read(DynamicTable dynamic) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_STRTAB);
        Limits limits = dynamic.file().limits();
        if (mapped.isEmpty()) {
            return new StringTable(mapped, Optional.empty(), Optional.empty(), 0, limits);
        }
        Extent all = mapped.get();
        long declared = dynamic.value(DynamicTag.DT_STRSZ, -1);
        if (!all.holds(0, declared)) {
            ByteView beginning = all.view(0, Math.min(all.length(), ElfLimits.STRINGS_OF_UNKNOWN_SIZE));
            StringTable table = new StringTable(mapped, Optional.of(beginning), Optional.empty(), all.length(), limits);
            table.oddities.add(Oddity.BAD_STRING_TABLE_SIZE);
            return table;
        }
        if (declared > ElfLimits.STRING_TABLE) {
            StringPass passed = StringPass.over(all, declared, dynamic);
            return new StringTable(mapped, Optional.empty(), Optional.of(passed), declared, limits);
        }
        return new StringTable(mapped, Optional.of(all.view(0, declared)), Optional.empty(), declared, limits);
    }

    /** @return bytes of the table: DT_STRSZ, unless some string that was read showed that it is wrong */
    long length() {
        return oddities.contains(Oddity.BAD_STRING_TABLE_SIZE)
                ? mapped.map(Extent::length).orElse(0L)
                : declared;
    }

    private int inMemory() {
        return beginning.map(ByteView::length).orElse(0);
    }

    /** @return what is odd about its size and its strings, as far as they have been read */
    Set<Oddity> oddities() {
        return oddities;
    }

    /**
     * @param offset from the start of the table
     * @param namedAt where the field that holds the offset begins in the file
     * @throws FormatException {@code BAD_STRING} at {@code namedAt} if nothing is mapped there, and at the string itself
     *     if it has no NUL; {@code LIMIT_STRING_BYTES}; {@code LIMIT_ROW_BYTES} if the strings returned are too long in total
     */
    String string(long offset, long namedAt) throws IOException, FormatException {
        String known = interned.get(offset);
        String string = known == null ? whole(offset, namedAt).text(longest) : known;
        if (known == null) {
            interned.put(offset, string);
        }
        return handOut(string, namedAt);
    }

    /** @return the string that the value of a dynamic entry is the offset of */
    String string(DynamicTable.Entry entry) throws IOException, FormatException {
        return string(entry.value(), entry.offset());
    }

    /** @return the string of an entry, empty if the entry is missing */
    Optional<String> string(Optional<DynamicTable.Entry> entry) throws IOException, FormatException {
        return entry.isPresent() ? Optional.of(string(entry.get())) : Optional.empty();
    }

    /** @return a symbol's name, of which at most {@link ElfLimits#SYMBOL_NAME} bytes are kept */
    String symbol(long offset, long namedAt) throws IOException, FormatException {
        int most = Math.min(longest, ElfLimits.SYMBOL_NAME);
        Place place = find(offset, namedAt, most);
        if (place.length() <= most) {
            return string(offset, namedAt);
        }
        oddities.add(Oddity.SYMBOL_NAME_CUT);
        return handOut(place.text(most), namedAt);
    }

    /** @return {@link ImportedSymbol#nameHash} of the name at this offset; {@code BAD_STRING} as {@link #beginning} */
    long symbolHash(long offset, long namedAt) throws IOException, FormatException {
        if (offset < inMemory() && names.get(inMemory() - 1) == 0) {
            return ImportedSymbol.hash(names, (int) offset);
        }
        if (passed.isPresent() && passed.get().holds(offset)) {
            return passed.get().hash(offset);
        }
        Start start = from(offset, namedAt, ImportedSymbol.HASHED);
        return ImportedSymbol.hash(start.view().buffer(), (int) start.at());
    }

    /**
     * @return the search path of an entry, empty if the entry is missing; of one that is longer than {@link
     *     Limits#stringBytes}, the folders before that
     */
    Optional<String> searchPath(Optional<DynamicTable.Entry> entry) throws IOException, FormatException {
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        long namedAt = entry.get().offset();
        Place place = find(entry.get().value(), namedAt, longest);
        String path = place.text(longest);
        if (place.length() > longest) {
            oddities.add(Oddity.SEARCH_PATH_CUT);
            path = path.substring(0, Math.max(0, path.lastIndexOf(SEPARATOR)));
        }
        return Optional.of(handOut(path, namedAt));
    }

    private String handOut(String string, long namedAt) throws FormatException {
        handedOut += string.length();
        if (handedOut > ElfLimits.STRINGS_IN_ALL) {
            throw ElfBytes.bad(Reason.LIMIT_ROW_BYTES, namedAt, "%d bytes of strings".formatted(handedOut));
        }
        return string;
    }

    /** @return the first two bytes of the string and of what follows it, the first one low; 0 where the second is not mapped */
    int beginning(long offset, long namedAt) throws IOException, FormatException {
        if (offset >= 0 && offset <= inMemory() - Short.BYTES) {
            return beginning(names, (int) offset);
        }
        if (passed.isPresent() && passed.get().holds(offset)) {
            return passed.get().beginning(offset);
        }
        Start start = from(offset, namedAt, Short.BYTES);
        return beginning(start.view().buffer(), (int) start.at());
    }

    /** @return {@link #beginning(long, long)} of a string in little-endian bytes */
    static int beginning(ByteBuffer bytes, int at) {
        return bytes.limit() - at < Short.BYTES ? 0 : Short.toUnsignedInt(bytes.getShort(at));
    }

    /** @return whether the string at this offset begins with the prefix; {@code BAD_STRING} as {@link #string} */
    boolean startsWith(byte[] prefix, long offset, long namedAt) throws IOException, FormatException {
        Start start = from(offset, namedAt, prefix.length);
        if (start.view().length() - start.at() < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (start.view().u8(start.at() + i) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    /** @return the System V hash of the string (gABI chapter 5, "Hash Table"), by which versions are compared */
    long hash(long offset, long namedAt) throws IOException, FormatException {
        Place place = whole(offset, namedAt);
        long hash = 0;
        for (int i = 0; i < place.length(); i++) {
            hash = (hash << 4) + place.view().u8(place.at() + i);
            hash = (hash ^ ((hash & 0xf000_0000L) >>> 24)) & 0x0fff_ffffL;
        }
        return hash;
    }

    private Place whole(long offset, long namedAt) throws IOException, FormatException {
        Place place = find(offset, namedAt, longest);
        if (place.length() > longest) {
            throw place.view()
                    .bad(Reason.LIMIT_STRING_BYTES, place.at(), "a string of more than %d bytes".formatted(longest));
        }
        return place;
    }

    /** @param most bytes of the string that are looked at */
    private Place find(long offset, long namedAt, int most) throws IOException, FormatException {
        int looked = 1;
        while (true) {
            Start start = from(offset, namedAt, looked);
            ByteView view = start.view();
            long at = start.at();
            int searched = (int) Math.min(most + 1L, view.length() - at);
            int length = view.slice(at, searched).indexOf((byte) 0, 0);
            if (length >= 0 || searched > most) {
                Place place = new Place(view, at, length < 0 ? most + 1 : length);
                if (offset < 0 || offset + place.length() >= declared) {
                    oddities.add(Oddity.BAD_STRING_TABLE_SIZE);
                }
                return place;
            }
            if (searched < looked) {
                throw view.bad(Reason.BAD_STRING, at, "the string has no NUL");
            }
            looked = Math.min(most, 2 * searched) + 1;
        }
    }

    /** @return so many bytes from the offset on, or as many as are mapped, and maybe more */
    private Start from(long offset, long namedAt, int count) throws IOException, FormatException {
        if (offset >= 0 && offset <= inMemory() - count) {
            return new Start(beginning.orElseThrow(), offset);
        }
        if (passed.isPresent()) {
            Optional<ByteView> kept = passed.get().text(offset, count);
            if (kept.isPresent()) {
                return new Start(kept.get(), 0);
            }
        }
        Extent table = mapped.orElseThrow(() -> ElfBytes.bad(Reason.BAD_STRING, namedAt, "a string without DT_STRTAB"));
        long address = table.address() + offset;
        if (!table.memory().maps(address)) {
            throw ElfBytes.bad(
                    Reason.BAD_STRING, namedAt, "string %d of a table of %d bytes".formatted(offset, table.length()));
        }
        Extent string = table.memory().at(address);
        return new Start(string.view(0, Math.min(Math.max(count, PIECE), string.length())), 0);
    }
}
