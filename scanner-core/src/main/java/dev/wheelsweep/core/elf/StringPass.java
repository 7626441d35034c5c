package dev.wheelsweep.core.elf;

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
    static StringPass over(Extent table, long length, SymbolNames names) throws IOException, FormatException {
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
}
