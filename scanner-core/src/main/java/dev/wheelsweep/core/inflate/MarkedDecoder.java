package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Fragment;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Arrays;

/**
 * Decodes from the boundary of a block on without knowing the output before it, some blocks at a time. Output goes to
 * {@link Cells}. The window before the first of them is filled with its own markers, which matches copy like any other
 * cell; later blocks have the end of the earlier ones as their window. Once no marker is left in it, they are decoded
 * to bytes, which is nine tenths of a long tail.
 */
final class MarkedDecoder {
    /** Instead of a bit to stop at: the end of the stream. */
    static final long END = Long.MAX_VALUE;

    /** Uncompressed bytes after which a piece ends with the block. */
    private static final int PIECE = 128 * 1024;

    /** Cells at the beginning of a block that show what it is. */
    private static final int LOOK = PIECE;

    /** Bytes of memory at first. */
    private static final int FIRST = Cells.WINDOW_SIZE + 4 * Cells.SIZE * PIECE;

    /** Bytes of the longest piece, cells and window. */
    private static final int LIMIT = 8 << 20;

    /** Bytes of memory that are kept for the next stream: few have blocks that take more. */
    private static final int KEPT = 2 << 20;

    private final BitInput input = new BitInput();
    private final BlockHeader header = new BlockHeader();
    private byte[] output = {};
    private Unit unit = Unit.CELLS;
    /** Where the next one goes. */
    private int at;
    /** The window is full of its own markers: nothing was decoded into it since {@link #seek}. */
    private boolean unknown;

    private ByteSource source;
    private long offset;
    private long length;
    private long bytesRead;
    private long bytesDecoded;

    /** Begins with another stream; the parameters are those of {@link InflateDecoder#start}. */
    void start(ByteSource source, long offset, long length) {
        this.source = source;
        this.offset = offset;
        this.length = length;
        // Drops what is staged, also of this stream: each use of a stream asks its source for all that it reads.
        input.start(source, offset, length);
        if (output.length > KEPT) {
            output = new byte[0];
            unknown = false;
        }
        bytesRead = 0;
        bytesDecoded = 0;
    }

    /** @return compressed bytes consumed since {@link #start} */
    long bytesRead() {
        return bytesRead;
    }

    /** @return bytes produced since {@link #start}, discarded ones included */
    long bytesDecoded() {
        return bytesDecoded;
    }

    /** Goes on at the first bit of a block, with nothing known of what is before it. */
    void seek(long bit) throws IOException, FormatException {
        input.startAt(source, offset, length, bit);
        if (output.length == 0) {
            output = new byte[FIRST];
        }
        if (!unknown) {
            Cells.fillWindow(output);
            unit = Unit.CELLS;
            unknown = true;
        }
    }

    /** @return the first bit not yet decoded */
    long bit() {
        return input.bit();
    }

    /** @return a copy of the cells of the window before that bit */
    byte[] window() {
        byte[] window = new byte[Cells.WINDOW_SIZE];
        for (int k = 0; k < DeflateFormat.WINDOW; k++) {
            Cells.set(window, Cells.SIZE * k, unit.get(output, unit.size * k));
        }
        return window;
    }

    /**
     * Decodes the next blocks.
     *
     * @param to the bit at which one of the next blocks, but not the stream, ends, or {@link #END}
     * @param memory where to keep the cells
     * @return the blocks up to {@code to}, or fewer
     * @throws FormatException if these are no blocks, or none ends there; {@link Reason#LIMIT_EXCEEDED} for a block that
     *     is too long
     */
    Blocks decode(long to, TailMemory memory) throws IOException, FormatException {
        long from = input.bit();
        at = unit.windowSize;
        try {
            do {
                decodeBlock();
            } while (!reached(to) && produced() < PIECE);
        } finally {
            bytesDecoded += produced();
            bytesRead += input.bit() / Byte.SIZE - from / Byte.SIZE;
        }
        long place = memory.keep(output, unit.windowSize, at - unit.windowSize);
        Blocks blocks = new Blocks(from, header.last() ? END : input.bit(), produced(), unit, place);
        slide();
        return blocks;
    }

    /**
     * Decodes the next block to look at its beginning once; nothing is kept.
     *
     * @throws FormatException if it is no block; {@link Reason#LIMIT_EXCEEDED} if it is too long
     */
    Fragment look() throws IOException, FormatException {
        long from = input.bit();
        at = unit.windowSize;
        try {
            decodeBlock();
        } finally {
            unknown = false;
            bytesDecoded += produced();
            bytesRead += input.bit() / Byte.SIZE - from / Byte.SIZE;
        }
        short[] cells = new short[Math.min(LOOK, produced())];
        for (int i = 0; i < cells.length; i++) {
            int cell = unit.get(output, unit.windowSize + unit.size * i);
            cells[i] = (short) (cell < Cells.FIRST_MARKER ? cell : Fragment.UNKNOWN);
        }
        slide();
        return new Fragment(cells, cells.length);
    }

    private void slide() {
        unknown = false;
        System.arraycopy(output, at - unit.windowSize, output, 0, unit.windowSize);
        if (unit == Unit.CELLS && Cells.areBytes(output)) {
            unit = Unit.BYTES;
            for (int k = 0; k < DeflateFormat.WINDOW; k++) {
                output[k] = (byte) Cells.get(output, Cells.SIZE * k);
            }
        }
    }

    /** An error at the next bit. */
    FormatException bad(Reason reason, String detail) {
        return input.bad(reason, detail);
    }

    private int produced() {
        return (at - unit.windowSize) / unit.size;
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
        room(unit.size * count);
        for (int left = count; left > 0; ) {
            // The bytes are copied to the end of the room and widened to cells from there; no cell overwrites a byte
            // not yet widened.
            int from = at + (unit.size - 1) * left;
            int copied = input.copy(output, from, left);
            if (copied == 0) {
                throw input.bad(Reason.TRUNCATED_STREAM, "the stream ends within a stored block");
            }
            for (int i = 0; i < copied; i++) {
                append(Byte.toUnsignedInt(output[from + i]));
            }
            left -= copied;
        }
    }

    /**
     * The plain loop for the symbols that {@link MarkedLoop} leaves, as in {@link InflateDecoder}, but with room for
     * everything.
     */
    private void decodeSymbols(HuffmanTable literals, HuffmanTable distances) throws IOException, FormatException {
        while (true) {
            room(2 * MarkedLoop.OUTPUT_MARGIN);
            input.stage(FastLoop.INPUT_MARGIN);
            at = unit.decode(input, literals, distances, output, at, output.length - MarkedLoop.OUTPUT_MARGIN);
            int entry = input.entry(literals, "a literal or length");
            if (HuffmanTable.isLiteral(entry)) {
                input.drop(HuffmanTable.totalBits(entry));
                append(HuffmanTable.value(entry));
            } else if (HuffmanTable.isEndOfBlock(entry)) {
                input.drop(HuffmanTable.totalBits(entry));
                return;
            } else if (HuffmanTable.isInvalid(entry)) {
                throw input.bad(Reason.INVALID_LITERAL_SYMBOL, "these bits are the code of no literal or length");
            } else {
                copyMatch(input.takeValue(entry), readDistance(distances));
            }
        }
    }

    private int readDistance(HuffmanTable distances) throws IOException, FormatException {
        int entry = input.entry(distances, "a distance");
        if (HuffmanTable.isInvalid(entry)) {
            throw input.bad(Reason.INVALID_DISTANCE_SYMBOL, "these bits are the code of no distance");
        }
        return input.takeValue(entry);
    }

    private void copyMatch(int count, int distance) {
        for (int i = 0; i < count; i++) {
            append(unit.get(output, at - unit.size * distance));
        }
    }

    private void append(int cell) {
        unit.set(output, at, cell);
        at += unit.size;
    }

    private void room(int count) throws FormatException {
        if (count > output.length - at) {
            if (count > LIMIT - at) {
                throw input.bad(Reason.LIMIT_EXCEEDED, "the block is too long for a tail");
            }
            output = Arrays.copyOf(output, Math.min(LIMIT, 2 * output.length));
        }
    }
}
