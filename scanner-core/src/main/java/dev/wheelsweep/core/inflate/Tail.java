package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a deflate stream, decoded without what stands before it. How is told in the package comment. One per thread;
 * its memory is used for stream after stream, and pieces that it has no room for are decoded again when they are needed.
 *
 * <p>Offsets are those of the uncompressed bytes. They count back from the declared size, which nobody checks as long as
 * the middle is not decoded.
 */
public final class Tail {
    /** Compressed bytes that are searched beyond what the ratio suggests: the search loses half a block on average. */
    private static final int LEAD = 8 * 1024;

    /** The end of a file mostly compresses better than the rest: to go too far costs more than to go once more. */
    private static final double CAUTION = 0.5;

    /** Compressed bytes that may be searched without finding a boundary. */
    private static final int PATIENCE = 512 * 1024;

    /** Bytes that may be decoded from places that turn out to be no boundary; each such place counts as at least 1 KiB. */
    private static final long WASTE = 4 << 20;

    private static final long LEAST_WASTE = 1024;

    /** How often the size of the content may be decoded again, piece by piece. */
    private static final int REPETITIONS = 4;

    private final TailMemory memory;
    private final BoundarySearch search = new BoundarySearch();
    private final MarkedDecoder decoder = new MarkedDecoder();
    /** In the order of the stream, without gaps, up to its end. */
    private final List<Piece> pieces = new ArrayList<>();

    private final Unresolved unresolved = new Unresolved();

    private long compressed;
    private long size;
    private boolean lost;
    private long wasted;
    private long repeated;

    /** @param limit bytes of memory for what is decoded */
    public Tail(int limit) {
        memory = new TailMemory(limit);
    }

    /**
     * Begins with another stream, of which nothing is known yet.
     *
     * @param source read in pieces of at most its stride
     * @param offset where the compressed bytes begin
     * @param length how many there are; the stream must end with the last of them
     * @param newSize bytes that they become, as declared
     */
    public void start(ByteSource source, long offset, long length, long newSize) {
        search.start(source, offset, length);
        decoder.start(source, offset, length);
        memory.cut(0);
        pieces.clear();
        compressed = length;
        size = newSize;
        lost = false;
        wasted = 0;
        repeated = 0;
    }

    /** @return the first byte from which on the output is known, but for what markers stand for; the size at first */
    public long start() {
        return pieces.isEmpty() ? size : pieces.get(0).start;
    }

    /** @return bytes produced since {@link #start(ByteSource, long, long, long)}, those thrown away included */
    public long bytesDecoded() {
        return decoder.bytesDecoded();
    }

    /** @return compressed bytes asked for, those asked for twice counted twice */
    public long bytesRead() {
        return search.bytesRead() + decoder.bytesRead();
    }

    /**
     * Decodes earlier parts until a byte is known.
     *
     * @param wanted the byte
     * @param floor compressed bytes at the start of the stream that are no part of the tail
     * @return whether it is; if not, the tail will not grow any more
     */
    public boolean reach(long wanted, long floor) throws IOException, FormatException {
        while (!lost && start() > wanted) {
            lost = !extend(wanted, floor);
        }
        return start() <= wanted;
    }

    private boolean extend(long wanted, long floor) throws IOException, FormatException {
        long known = pieces.isEmpty() ? Byte.SIZE * compressed : pieces.get(0).bit;
        double ratio = pieces.isEmpty()
                ? (double) compressed / size
                : (compressed - known / (double) Byte.SIZE) / (size - start());
        long step = LEAD + (long) ((start() - wanted) * ratio * CAUTION);
        long to = known;
        while ((known - to) / Byte.SIZE < PATIENCE) {
            long from = Math.max(Byte.SIZE * floor, to - Byte.SIZE * step);
            if (extendFrom(from, to)) {
                return true;
            }
            if (lost || from == Byte.SIZE * floor) {
                return false;
            }
            step *= 2;
            to = from;
        }
        return false;
    }

    /** Decodes from the first boundary within a range of bits up to the one that is known. */
    private boolean extendFrom(long from, long to) throws IOException, FormatException {
        long bit = search.next(from, to);
        while (bit != BoundarySearch.NONE && !lost) {
            long before = decoder.bytesDecoded();
            int kept = memory.end();
            try {
                pieces.addAll(0, decode(bit));
                return true;
            } catch (FormatException noBoundary) {
                memory.cut(kept);
                wasted += Math.max(LEAST_WASTE, decoder.bytesDecoded() - before);
                lost = noBoundary.reason() == Reason.LIMIT_EXCEEDED || wasted > WASTE;
            }
            bit = search.next(bit + 1, to);
        }
        return false;
    }

    private List<Piece> decode(long from) throws IOException, FormatException {
        long to = pieces.isEmpty() ? MarkedDecoder.END : pieces.get(0).bit;
        List<Piece> found = new ArrayList<>();
        long length = 0;
        decoder.seek(from);
        Piece piece;
        do {
            piece = decoder.decode(to, memory);
            found.add(piece);
            length += piece.length;
            if (length > start()) {
                throw decoder.bad(Reason.SIZE_MISMATCH, "more bytes than are declared");
            }
        } while (piece.endBit != to);
        long at = start() - length;
        for (Piece each : found) {
            each.start = at;
            at += each.length;
        }
        return found;
    }

    /**
     * Copies bytes, and decodes earlier parts as far as these are copies of what stands there.
     *
     * @param from first byte, not before {@link #start()}
     * @param out where to
     * @param at index of the first byte in {@code out}
     * @param count number of bytes
     * @param floor compressed bytes at the start of the stream that are no part of the tail
     * @return whether all of them are known; if not, the tail will not grow any more
     * @throws FormatException {@link Reason#LIMIT_EXCEEDED} if the same pieces are forgotten and wanted too often
     */
    public boolean copy(long from, byte[] out, int at, int count, long floor) throws IOException, FormatException {
        for (int done = 0; done < count; done += Unresolved.MOST) {
            unresolved.clear();
            take(from + done, out, at + done, Math.min(Unresolved.MOST, count - done));
            while (!unresolved.isEmpty()) {
                if (!reach(unresolved.earliest(), floor)) {
                    return false;
                }
                resolve(out);
            }
        }
        return true;
    }

    private void take(long from, byte[] out, int at, int count) throws IOException, FormatException {
        int index = indexOf(from);
        for (int i = 0; i < count; i++) {
            while (from + i >= pieces.get(index).end()) {
                index++;
            }
            put(pieces.get(index), from + i, out, at + i);
        }
    }

    /** One step back for what comes latest: so no piece is looked into twice. */
    private void resolve(byte[] out) throws IOException, FormatException {
        Piece piece = pieces.get(indexOf(unresolved.latest()));
        int count = unresolved.count();
        unresolved.clear();
        for (int i = 0; i < count; i++) {
            long offset = unresolved.offset(i);
            int place = unresolved.place(i);
            if (offset >= piece.start) {
                put(piece, offset, out, place);
            } else {
                unresolved.add(offset, place);
            }
        }
    }

    private void put(Piece piece, long offset, byte[] out, int place) throws IOException, FormatException {
        int cell = cell(piece, (int) (offset - piece.start));
        if (cell < Cells.FIRST_MARKER) {
            out[place] = (byte) cell;
        } else {
            unresolved.add(piece.original(cell), place);
        }
    }

    private int indexOf(long offset) {
        int low = 0;
        int high = pieces.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (pieces.get(middle).start <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private int cell(Piece piece, int index) throws IOException, FormatException {
        if (piece.place == Piece.FORGOTTEN) {
            decodeAgain(piece);
        }
        return memory.cell(piece.place, index);
    }

    private void decodeAgain(Piece piece) throws IOException, FormatException {
        if (!memory.hasRoom(Cells.SIZE * piece.length)) {
            memory.cut(0);
            pieces.forEach(each -> each.place = Piece.FORGOTTEN);
        }
        repeated += piece.length;
        decoder.seek(piece.bit);
        if (repeated / REPETITIONS > size) {
            throw decoder.bad(Reason.LIMIT_EXCEEDED, "what is wanted is all over a tail that memory does not hold");
        }
        piece.place = decoder.decode(piece.endBit, memory).place;
    }
}
