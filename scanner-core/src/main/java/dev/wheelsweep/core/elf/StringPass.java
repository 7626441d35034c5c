package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is kept of a string table that is too long to be in memory, from one pass over it, piece by piece, in its own order:
 *
 * <pre>
 *   |defined|undefined|defined|..........|defined|
 *    hash    text      hash    text: names of libraries and versions, which no symbol has
 * </pre>
 *
 * A string of which no text is kept is read again when it is asked for.
 */
final class StringPass {
    /** Bytes that are viewed at a time. */
    private static final int PIECE = 1 << 20;

    /** Bytes of a name that are looked at: if it is longer, only the first ones are kept anyway. */
    private static final int MOST = ElfLimits.SYMBOL_NAME + 1;

    private static final int FIRST = 64;

    private final Extent table;
    private final SymbolNames names;
    private final long[] hashes;
    private final char[] beginnings;
    /** Names that are in the table; what is mapped after it was not passed over. */
    private int nameCount;

    private long pieceStart;
    private ByteBuffer piece = ByteBuffer.allocate(0);

    /** The kept texts, one after the other. */
    private byte[] texts = {};

    private int textLength;
    /** Where each part of the table begins whose text is kept, in the table and in {@link #texts}. */
    private long[] parts = new long[FIRST];

    private int[] places = new int[FIRST];
    private int partCount;

    /** The index of the name that was asked for last. */
    private int latest = -1;

    private StringPass(Extent table, SymbolNames names) {
        this.table = table;
        this.names = names;
        this.hashes = new long[names.size()];
        this.beginnings = new char[names.size()];
    }

    /** @param length bytes of the table; what is mapped after them belongs to its last string */
    static StringPass over(Extent table, long length, DynamicTable dynamic) throws IOException, FormatException {
        SymbolNames names = SymbolNames.of(dynamic, length);
        StringPass pass = new StringPass(table, names);
        table.expect(0, length);
        long end = 0;
        while (pass.nameCount < names.size() && names.offset(pass.nameCount) < length) {
            pass.keepBetween(end, names.offset(pass.nameCount));
            end = Math.max(end, pass.read(pass.nameCount++));
        }
        pass.keepBetween(end, length);
        pass.piece = ByteBuffer.allocate(0);
        return pass;
    }

    /** @return where the name ends */
    private long read(int index) throws IOException, FormatException {
        long offset = names.offset(index);
        int at = load(offset, MOST);
        hashes[index] = ImportedSymbol.hash(piece, at);
        beginnings[index] = (char) StringTable.beginning(piece, at);
        long end = Math.min(offset + ImportedSymbol.length(piece, at, MOST) + 1, pieceStart + piece.limit());
        if (names.isUndefined(index) || PythonHooks.mayBegin(beginnings[index])) {
            keep(offset, end);
        }
        return end;
    }

    /** Keeps strings that are no names of symbols, unless there are so many that the table is not what it seems to be. */
    private void keepBetween(long from, long to) throws IOException, FormatException {
        if (from < to && to - from <= PIECE) {
            load(from, (int) (to - from));
            keep(from, to);
        }
    }

    /** @return where a byte is in the piece, which has so many bytes from there on, or all that are mapped */
    private int load(long offset, int count) throws IOException, FormatException {
        long left = table.length() - offset;
        if (offset < pieceStart || offset + Math.min(count, left) > pieceStart + piece.limit()) {
            piece = table.view(offset, Math.min(PIECE, left)).buffer();
            pieceStart = offset;
        }
        return (int) (offset - pieceStart);
    }

    /** Keeps bytes of the piece. */
    private void keep(long from, long to) {
        long kept = partCount == 0 ? -1 : parts[partCount - 1] + textLength - places[partCount - 1];
        long start = Math.max(from, kept);
        int count = (int) Math.max(0, to - start);
        if (count > ElfLimits.STRINGS_IN_ALL - textLength) {
            return;
        }
        if (start != kept) {
            addPart(start);
        }
        if (count > texts.length - textLength) {
            texts = Arrays.copyOf(texts, Math.max(2 * texts.length, textLength + count));
        }
        piece.get((int) (start - pieceStart), texts, textLength, count);
        textLength += count;
    }

    private void addPart(long start) {
        if (partCount == parts.length) {
            parts = Arrays.copyOf(parts, 2 * partCount);
            places = Arrays.copyOf(places, 2 * partCount);
        }
        parts[partCount] = start;
        places[partCount++] = textLength;
    }

    /** @return whether this is the offset of a symbol's name, so that {@link #hash} and {@link #beginning} know it */
    boolean holds(long offset) {
        if (latest < 0 || names.offset(latest) != offset) {
            latest = names.indexOf(offset);
        }
        return latest >= 0 && latest < nameCount;
    }

    /** @return {@link ImportedSymbol#nameHash} of a name that {@link #holds} */
    long hash(long offset) {
        return holds(offset) ? hashes[latest] : 0;
    }

    /** @return as {@link StringTable#beginning} of a name that {@link #holds} */
    int beginning(long offset) {
        return holds(offset) ? beginnings[latest] : 0;
    }

    /** @return the text from an offset on that is kept, if that are so many bytes; maybe more than one string */
    Optional<ByteView> text(long offset, int count) {
        int found = Arrays.binarySearch(parts, 0, partCount, offset);
        int part = found < 0 ? -found - 2 : found;
        if (part < 0) {
            return Optional.empty();
        }
        long from = places[part] + offset - parts[part];
        int end = part + 1 < partCount ? places[part + 1] : textLength;
        return from > end - count
                ? Optional.empty()
                : Optional.of(ByteView.of(
                        ByteBuffer.wrap(texts, (int) from, end - (int) from), Format.ELF, table.offset() + offset));
    }

    /** Where the names of the dynamic symbols are in the string table, in ascending order: linkers sort symbols by their hashes. */
    private static final class SymbolNames {
        /** The lowest bit of a key; the others are st_name. */
        private static final long UNDEFINED = 1;

        private final long[] keys;
        private final int size;

        private SymbolNames(long[] keys) {
            this.keys = keys;
            Arrays.sort(keys);
            int last = 0;
            for (int i = 1; i < keys.length; i++) {
                // Of two symbols with one name, the undefined one comes last.
                last += keys[i] / 2 == keys[last] / 2 ? 0 : 1;
                keys[last] = keys[i];
            }
            this.size = Math.min(keys.length, last + 1);
        }

        /**
         * @param stringBytes for {@link SymbolCount}
         * @return the names; none if there are too many symbols or their table is malformed, which who reads the symbols reports
         */
        static SymbolNames of(DynamicTable dynamic, long stringBytes) throws IOException, FormatException {
            try {
                long count = SymbolCount.of(dynamic, stringBytes, odd -> {});
                if (Long.compareUnsigned(count, dynamic.file().limits().symbols()) <= 0) {
                    return new SymbolNames(keys(dynamic, (int) count));
                }
            } catch (FormatException malformed) {
                if (!ElfBytes.isMalformed(malformed)) {
                    throw malformed;
                }
            }
            return new SymbolNames(new long[0]);
        }

        private static long[] keys(DynamicTable dynamic, int count) throws IOException, FormatException {
            Optional<Extent> mapped = dynamic.table(DynamicTag.DT_SYMTAB);
            if (mapped.isEmpty()) {
                return new long[0];
            }
            ElfLayout layout = dynamic.file().layout();
            int size = layout.size(Struct.SYMBOL);
            int nameAt = layout.offset(Field.ST_NAME);
            int sectionAt = layout.offset(Field.ST_SHNDX);
            long[] keys = new long[count];
            for (int first = 0; first < count; first += DynamicSymbols.PART) {
                int part = Math.min(DynamicSymbols.PART, count - first);
                ByteView symbols = mapped.get().view((long) first * size, (long) part * size);
                for (int i = 0; i < part; i++) {
                    boolean undefined = symbols.u16((long) i * size + sectionAt) == DynamicSymbols.SHN_UNDEF;
                    keys[first + i] = 2 * symbols.u32((long) i * size + nameAt) + (undefined ? UNDEFINED : 0);
                }
            }
            return keys;
        }

        int size() {
            return size;
        }

        /** @return the offset of a name, counted from the start of the string table */
        long offset(int index) {
            return keys[index] / 2;
        }

        /** @return whether it is the name of an undefined symbol */
        boolean isUndefined(int index) {
            return (keys[index] & UNDEFINED) != 0;
        }

        /** @return the index of the name at this offset; negative if no symbol has it */
        int indexOf(long offset) {
            int low = 0;
            int high = size - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                long found = offset(middle);
                if (found == offset) {
                    return middle;
                }
                if (found < offset) {
                    low = middle + 1;
                } else {
                    high = middle - 1;
                }
            }
            return -1;
        }
    }
}
