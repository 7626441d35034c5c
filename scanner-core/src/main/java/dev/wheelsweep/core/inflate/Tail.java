package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Fragment;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The end of a deflate stream, decoded without what precedes it; the package comment explains how. One per thread; its
 * memory is reused for each stream, and pieces that do not fit are decoded again when they are needed.
 *
 * <p>Offsets are those of the uncompressed bytes. They count back from the declared size, which is checked only if the
 * middle is decoded too.
 */
public final class Tail {
    /**
     * Bits after a block's start that may be consumed before its first byte is output: its header, and the start of a
     * match.
     */
    private static final int MOST_AHEAD = DeflateFormat.LONGEST_HEADER
            + 2 * DeflateFormat.LONGEST_CODE
            + DeflateFormat.MOST_LENGTH_EXTRA_BITS
            + DeflateFormat.MOST_DISTANCE_EXTRA_BITS
            + Byte.SIZE;

    /** How many times the content's size may be decoded again, in pieces. */
    private static final int REPETITIONS = 4;

    private final TailMemory memory;
    private final BoundarySearch search;
    private final MarkedDecoder decoder;
    /** In the order of the stream, without gaps, up to its end. */
    private final List<Piece> pieces = new ArrayList<>();

    private final Unresolved unresolved = new Unresolved();

    private final TailGrowth growth = new TailGrowth();

    /** Where the last block ends, or {@link MarkedDecoder#END} for the end of the stream. */
    private long end;

    private long compressed;
    private long size;
    private long repeated;
    /** The piece that the decoder decoded last. */
    private Piece latest;
    /** The window before the tail, once that is known. */
    private Optional<byte[]> window = Optional.empty();

    /** @param limit bytes of memory for what is decoded */
    public Tail(int limit) {
        this(limit, new BoundarySearch(), new MarkedDecoder());
    }

    /** As {@link #Tail(int)}; the search and the decoder may be used by others only before each start. */
    Tail(int limit, BoundarySearch search, MarkedDecoder decoder) {
        this.memory = new TailMemory(limit);
        this.search = search;
        this.decoder = decoder;
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
        startBefore(MarkedDecoder.END, source, offset, length, newSize);
    }

    /**
     * As {@link #start(ByteSource, long, long, long)}, but the stream counts only up to the end of a block.
     *
     * @param bit where a block ends and the next one begins
     * @param newSize the offset to count back from
     */
    void startBefore(long bit, ByteSource source, long offset, long length, long newSize) {
        end = bit;
        search.start(source, offset, length);
        decoder.start(source, offset, length);
        memory.clear();
        pieces.clear();
        compressed = length;
        size = newSize;
        growth.start(length, newSize);
        repeated = 0;
        latest = null;
        window = Optional.empty();
    }

    /** @return the first byte from which on the output is known, except for markers; the size at first */
    public long start() {
        return pieces.isEmpty() ? size : pieces.get(0).start;
    }

    /** @return bytes produced since {@link #start(ByteSource, long, long, long)}, including discarded ones */
    public long bytesDecoded() {
        return decoder.bytesDecoded();
    }

    /** @return compressed bytes asked for, those asked for twice counted twice */
    public long bytesRead() {
        return search.bytesRead() + decoder.bytesRead();
    }

    /** @return whether it will not grow any more, because no boundary before it was found */
    public boolean isLost() {
        return growth.ended();
    }

    /**
     * Decodes earlier parts until a byte is known.
     *
     * @param wanted the byte
     * @param floor compressed bytes at the start of the stream that are no part of the tail
     * @return whether it is; if not, the tail will not grow any more
     */
    public boolean reach(long wanted, long floor) throws IOException, FormatException {
        while (!growth.ended() && start() > wanted) {
            long known = compressed - startBit() / Byte.SIZE;
            if (!extendBy(growth.step(known, size - start(), start() - wanted), 0, floor)) {
                growth.end();
            }
        }
        return start() <= wanted;
    }

    /** @return the first bit of the block that the tail begins with; the end of the stream at first */
    long startBit() {
        return pieces.isEmpty() ? Math.min(end, Byte.SIZE * compressed) : pieces.get(0).bit;
    }

    /**
     * Decodes about so many compressed bytes more: from the first boundary within them, or from one before.
     *
     * @param next compressed bytes before these that may be wanted next
     */
    private boolean extendBy(long compressedBytes, long next, long floor) throws IOException, FormatException {
        if (!growth.hasRoom()) {
            return false;
        }
        long known = startBit();
        long to = known;
        long step = compressedBytes;
        while (TailGrowth.searchesOn((known - to) / Byte.SIZE)) {
            long from = Math.max(Byte.SIZE * floor, to - Byte.SIZE * step);
            search.expect(from, to);
            search.expectNext(Math.max(Byte.SIZE * floor, from - Byte.SIZE * next), from);
            if (extendFrom(from, to)) {
                return true;
            }
            if (growth.ended() || from == Byte.SIZE * floor) {
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
        while (bit != BoundarySearch.NONE && !growth.ended()) {
            long before = decoder.bytesDecoded();
            try {
                pieces.addAll(0, decode(bit));
                return true;
            } catch (FormatException noBoundary) {
                growth.addWaste(decoder.bytesDecoded() - before);
                if (noBoundary.reason() == Reason.LIMIT_EXCEEDED) {
                    growth.end();
                }
            }
            bit = search.next(bit + 1, to);
        }
        return false;
    }

    private List<Piece> decode(long from) throws IOException, FormatException {
        List<Piece> found = pieces(decodeBlocks(from));
        growth.addStretch();
        latest = found.get(found.size() - 1);
        if (!pieces.isEmpty()) {
            pieces.get(0).stretch.follows(latest.stretch);
        }
        return found;
    }

    private List<Blocks> decodeBlocks(long from) throws IOException, FormatException {
        long to = pieces.isEmpty() ? end : pieces.get(0).bit;
        List<Blocks> found = new ArrayList<>();
        long length = 0;
        latest = null;
        decoder.seek(from);
        Blocks blocks;
        do {
            blocks = decoder.decode(to, memory);
            found.add(blocks);
            length += blocks.length();
            if (length > start()) {
                throw decoder.bad(Reason.SIZE_MISMATCH, "more bytes than are declared");
            }
        } while (blocks.endBit() != to);
        return found;
    }

    /** Makes one stretch of the blocks, which end where the tail begins. */
    private List<Piece> pieces(List<Blocks> decoded) {
        long at = start() - decoded.stream().mapToLong(Blocks::length).sum();
        Stretch stretch = new Stretch(decoder.window());
        List<Piece> made = new ArrayList<>();
        for (Blocks blocks : decoded) {
            made.add(new Piece(blocks, at, stretch));
            at += blocks.length();
        }
        return made;
    }

    /**
     * Copies bytes. Decodes earlier parts if the bytes are copies of those and it is cheaper than decoding from the start.
     *
     * @param from first byte, not before {@link #start()}
     * @param out where to
     * @param at index of the first byte in {@code out}
     * @param count number of bytes
     * @param floor compressed bytes at the start of the stream that are no part of the tail
     * @return whether all of them are known; if not, they are copies of bytes too far back, and will be known after
     *     {@link #meet}
     * @throws FormatException {@link Reason#LIMIT_EXCEEDED} if the same pieces are forgotten and wanted too often
     */
    public boolean copy(long from, byte[] out, int at, int count, long floor) throws IOException, FormatException {
        for (int done = 0; done < count; done += Unresolved.MOST) {
            unresolved.clear();
            take(from + done, out, at + done, Math.min(Unresolved.MOST, count - done));
            while (!unresolved.isEmpty()) {
                Stretch first = pieces.get(0).stretch;
                if (!follow(floor)) {
                    return false;
                }
                unresolved.resolve(first, out);
            }
        }
        return true;
    }

    private boolean follow(long floor) throws IOException, FormatException {
        long before = startBit() / Byte.SIZE;
        OptionalLong step = growth.stepBack(before - floor);
        if (step.isEmpty()) {
            return false;
        }
        if (!extendBy(step.getAsLong(), growth.foreseen(), floor)) {
            growth.end();
        }
        if (growth.ended()) {
            return false;
        }
        growth.addFollowed(before - startBit() / Byte.SIZE);
        return true;
    }

    /**
     * Sets what precedes the tail, so that every byte of the tail is known.
     *
     * @param before the last bytes before {@link #start()}: {@link DeflateFormat#WINDOW} of them, or all if it is less
     * @param consumed compressed bytes that it took to decode from the first byte of the stream up to there
     * @return whether the block that the tail begins with can begin there; if not, the tail is not the end of this stream
     */
    public boolean meet(byte[] before, long consumed) {
        window = Optional.of(before);
        long ahead = Byte.SIZE * consumed - startBit();
        return ahead >= 0 && ahead <= MOST_AHEAD;
    }

    /**
     * Shows what is known without decoding earlier parts.
     *
     * @param from first byte, not before {@link #start()}
     * @param count number of bytes
     */
    public Fragment fragment(long from, int count) throws IOException, FormatException {
        short[] cells = new short[count];
        int index = indexOf(from);
        for (int done = 0; done < count; index++) {
            Piece piece = pieces.get(index);
            requireHeld(piece);
            int first = (int) (from + done - piece.start);
            int part = Math.min(count - done, piece.length - first);
            memory.copy(piece.unit, piece.place, first, cells, done, part);
            for (int i = done; i < done + part; i++) {
                int cell = Short.toUnsignedInt(cells[i]);
                if (cell >= Cells.FIRST_MARKER) {
                    int original = piece.stretch.original(cell);
                    cells[i] = (short) (original < Cells.FIRST_MARKER ? original : Fragment.UNKNOWN);
                }
            }
            done += part;
        }
        return new Fragment(cells, count);
    }

    private void requireHeld(Piece piece) throws IOException, FormatException {
        if (!memory.holds(piece.place)) {
            decodeAgain(piece);
        }
    }

    private void take(long from, byte[] out, int at, int count) throws IOException, FormatException {
        int index = indexOf(from);
        for (int done = 0; done < count; index++) {
            Piece piece = pieces.get(index);
            int first = (int) (from + done - piece.start);
            int part = Math.min(count - done, piece.length - first);
            take(piece, first, out, at + done, part);
            done += part;
        }
    }

    private void take(Piece piece, int first, byte[] out, int at, int count) throws IOException, FormatException {
        requireHeld(piece);
        for (int i = 0; i < count; i++) {
            int cell = memory.get(piece.unit, piece.place, first + i);
            int original = cell < Cells.FIRST_MARKER ? cell : piece.stretch.original(cell);
            if (original < Cells.FIRST_MARKER) {
                out[at + i] = (byte) original;
            } else if (window.isPresent()) {
                out[at + i] = before(window.get(), original);
            } else {
                unresolved.add(original, at + i);
            }
        }
    }

    private byte before(byte[] bytes, int marker) throws FormatException {
        int index = bytes.length - DeflateFormat.WINDOW + marker - Cells.FIRST_MARKER;
        if (index < 0) {
            throw decoder.bad(Reason.DISTANCE_TOO_FAR_BACK, "a copy from before the first byte");
        }
        return bytes[index];
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

    /**
     * Decodes from the latest piece on, else from the start of the stretch, where a window full of markers is right.
     */
    private void decodeAgain(Piece wanted) throws IOException, FormatException {
        int index = indexOf(wanted.start);
        int from = index;
        while (continues(from) && pieces.get(from - 1) != latest) {
            from--;
        }
        if (!continues(from)) {
            decoder.seek(pieces.get(from).bit);
        }
        while (from <= index) {
            repeat(pieces.get(from++));
        }
    }

    /** @return whether a piece is of the same stretch as the one before it */
    private boolean continues(int index) {
        return index > 0 && pieces.get(index - 1).stretch == pieces.get(index).stretch;
    }

    private void repeat(Piece piece) throws IOException, FormatException {
        latest = piece;
        repeated += piece.length;
        piece.place = repeated / REPETITIONS > size
                ? TailMemory.NOWHERE
                : decoder.decode(piece.endBit, memory).place();
        if (piece.place == TailMemory.NOWHERE) {
            throw decoder.bad(
                    Reason.LIMIT_EXCEEDED,
                    "reads jump around a tail larger than the %d-byte buffer; gave up after decoding it %d times"
                            .formatted(memory.limit(), REPETITIONS));
        }
    }
}
