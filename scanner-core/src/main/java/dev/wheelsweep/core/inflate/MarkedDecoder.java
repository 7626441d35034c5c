package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes from the boundary of a block on without knowing the output before it, some blocks at a time. Output goes to
 * {@link Cells}. The window before them is filled with its own markers, so that matches copy these like any other cell.
 */
final class MarkedDecoder {
    /** Instead of a bit to stop at: the end of the stream. */
    static final long END = Long.MAX_VALUE;

    /** Uncompressed bytes after which a piece ends with the block. */
    private static final int PIECE = 128 * 1024;

    /** Bytes of the longest piece, cells and window. */
    private static final int LIMIT = 8 << 20;

    private final BitInput input = new BitInput();
    private final BlockHeader header = new BlockHeader();
    private byte[] cells = new byte[Cells.WINDOW_SIZE + 4 * Cells.SIZE * PIECE];
    /** Where the next cell goes. */
    private int at;

    private ByteSource source;
    private long offset;
    private long length;
    private long bytesRead;
    private long bytesDecoded;

    MarkedDecoder() {
        Cells.fillWindow(cells);
    }

    /** Begins with another stream; the parameters are those of {@link InflateDecoder#start}. */
    void start(ByteSource source, long offset, long length) {
        this.source = source;
        this.offset = offset;
        this.length = length;
        bytesRead = 0;
        bytesDecoded = 0;
    }

    /** @return compressed bytes consumed since {@link #start} */
    long bytesRead() {
        return bytesRead;
    }

    /** @return bytes produced since {@link #start}, whatever became of them */
    long bytesDecoded() {
        return bytesDecoded;
    }

    /** Goes on at the first bit of a block. */
    void seek(long bit) throws IOException, FormatException {
        input.startAt(source, offset, length, bit);
    }

    /** @return the first bit not yet decoded */
    long bit() {
        return input.bit();
    }

    /**
     * Decodes the next blocks.
     *
     * @param to the bit at which one of the next blocks, but not the stream, ends, or {@link #END}
     * @param memory where to keep the cells, if it has room
     * @return the blocks up to {@code to}, or fewer
     * @throws FormatException if these are no blocks, or none ends there; {@link Reason#LIMIT_EXCEEDED} for a block that
     *     is too long
     */
    Piece decode(long to, TailMemory memory) throws IOException, FormatException {
        long from = input.bit();
        at = Cells.WINDOW_SIZE;
        try {
            do {
                decodeBlock();
            } while (!reached(to) && produced() < PIECE);
        } finally {
            bytesDecoded += produced();
            bytesRead += input.bit() / Byte.SIZE - from / Byte.SIZE;
        }
        int size = at - Cells.WINDOW_SIZE;
        int place = memory.hasRoom(size) ? memory.keep(cells, Cells.WINDOW_SIZE, size) : Piece.FORGOTTEN;
        return new Piece(from, header.last() ? END : input.bit(), produced(), place);
    }

    /** An error at the next bit. */
    FormatException bad(Reason reason, String detail) {
        return input.bad(reason, detail);
    }

    private int produced() {
        return (at - Cells.WINDOW_SIZE) / Cells.SIZE;
    }

    private void decodeBlock() throws IOException, FormatException {
        header.read(input);
        if (header.stored()) {
            copyStored(header.storedLength());
        } else {
            decodeSymbols(header.literals(), header.distances());
        }
    }

    private boolean reached(long to) throws FormatException {
        boolean right = header.last() ? to == END && input.consumed() == length : input.bit() <= to;
        if (!right) {
            throw input.bad(Reason.INVALID_STREAM, "a block ends where none should");
        }
        return header.last() || input.bit() == to;
    }

    private void copyStored(int count) throws IOException, FormatException {
        room(Cells.SIZE * count);
        for (int left = count; left > 0; ) {
            // Copied as bytes to the end of the room, and spread from there: no cell reaches a byte that comes later.
            int from = at + left;
            int copied = input.copy(cells, from, left);
            if (copied == 0) {
                throw input.bad(Reason.TRUNCATED_STREAM, "the stream ends within a stored block");
            }
            for (int i = 0; i < copied; i++) {
                append(Byte.toUnsignedInt(cells[from + i]));
            }
            left -= copied;
        }
    }

    /** The plain loop for what {@link MarkedLoop} leaves over, as in {@link InflateDecoder}, but with room for everything. */
    private void decodeSymbols(HuffmanTable literals, HuffmanTable distances) throws IOException, FormatException {
        while (true) {
            room(2 * MarkedLoop.OUTPUT_MARGIN);
            input.stage(FastLoop.INPUT_MARGIN);
            at = MarkedLoop.decode(
                    input, literals.entries, distances.entries, cells, at, cells.length - MarkedLoop.OUTPUT_MARGIN);
            int entry = input.entry(literals, "a literal or length");
            if (HuffmanTable.isLiteral(entry)) {
                input.drop(HuffmanTable.totalBits(entry));
                append(HuffmanTable.value(entry));
            } else if (HuffmanTable.isEndOfBlock(entry)) {
                input.drop(HuffmanTable.totalBits(entry));
                return;
            } else if (HuffmanTable.isInvalid(entry)) {
                throw input.bad(Reason.INVALID_LITERAL_SYMBOL, "these bits stand for no literal or length");
            } else {
                copyMatch(input.takeValue(entry), readDistance(distances));
            }
        }
    }

    private int readDistance(HuffmanTable distances) throws IOException, FormatException {
        int entry = input.entry(distances, "a distance");
        if (HuffmanTable.isInvalid(entry)) {
            throw input.bad(Reason.INVALID_DISTANCE_SYMBOL, "these bits stand for no distance");
        }
        return input.takeValue(entry);
    }

    private void copyMatch(int count, int distance) {
        for (int i = 0; i < count; i++) {
            append(Cells.get(cells, at - Cells.SIZE * distance));
        }
    }

    private void append(int cell) {
        Cells.set(cells, at, cell);
        at += Cells.SIZE;
    }

    private void room(int count) throws FormatException {
        if (count > cells.length - at) {
            if (count > LIMIT - at) {
                throw input.bad(Reason.LIMIT_EXCEEDED, "so long a block is not taken into a tail");
            }
            cells = Arrays.copyOf(cells, Math.min(LIMIT, 2 * cells.length));
        }
    }
}
