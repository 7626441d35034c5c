package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Objects;

/**
 * Decodes raw deflate streams (RFC 1951), one after the other, each in as many steps as the caller wants. It accepts
 * and refuses what zlib accepts and refuses. One per thread; everything it needs is allocated once.
 *
 * <p>The bytes before an error are delivered: a call that can deliver all that it was asked for does so, and the next
 * call that asks for more throws the error.
 */
public final class InflateDecoder {
    /** Compressed bytes that show the first bytes of the output, if these are no table of codes. */
    private static final int FIRST = 128;

    /** The most bytes that one byte of a stream decodes to: the longest match takes two bits, one for each code. */
    public static final long MOST_PER_BYTE = (long) Byte.SIZE / 2 * DeflateFormat.LONGEST_MATCH;

    /** What comes next in the input. */
    private enum Next {
        HEADER,
        STORED_BYTES,
        SYMBOLS,
        NOTHING
    }

    private final BitInput input = new BitInput();
    private final BlockHeader header = new BlockHeader();

    private Next next = Next.NOTHING;
    /** Bytes of the stored block not yet copied. */
    private int storedLeft;
    /** Bytes of the match not yet copied. */
    private int matchLeft;

    private int matchDistance;
    /** Where the current call writes. */
    private int at;

    private long produced;
    /** The error that ended the stream; null before it. */
    private FormatException failure;

    /**
     * Begins a stream; one that was not read to its end is forgotten. Nothing is read yet.
     *
     * @param source read in pieces of at most its stride, each byte once, never outside the range
     * @param offset where the compressed bytes begin
     * @param length how many there are; the stream may end before, see {@link #consumed}
     */
    public void start(ByteSource source, long offset, long length) {
        input.startWith(FIRST, source, offset, length);
        next = Next.HEADER;
        matchLeft = 0;
        produced = 0;
        failure = null;
    }

    /**
     * Decodes the next bytes. Also reads on, as far as that takes no more room, so that {@link #finished} is true as soon
     * as the last byte is written.
     *
     * @param out receives the bytes; before {@code from} it holds the last 32 KiB of earlier output, or all of it if it is
     *     less. It may be another array than last time.
     * @param from index of the first byte to write
     * @param to index after the last byte to write; nothing outside is written, and up to here everything may be
     * @return number of bytes decoded; less than asked for only if the stream has ended
     * @throws FormatException if the stream breaks off or breaks the format before {@code to}; what was decoded before is
     *     in place and counted by {@link #produced}. The stream is lost; asked again, the decoder throws the same.
     * @throws IOException if the source cannot be read; the stream is lost
     */
    public int decode(byte[] out, int from, int to) throws IOException, FormatException {
        Objects.checkFromToIndex(from, to, out.length);
        int window = (int) Math.min(produced, DeflateFormat.WINDOW);
        if (from < window) {
            throw new IllegalArgumentException("the window of %d bytes does not fit before %d".formatted(window, from));
        }
        at = from;
        if (failure == null) {
            try {
                decodeBlocks(out, to, from - window);
            } catch (FormatException bad) {
                failure = bad;
            } finally {
                produced += at - from;
            }
        }
        if (failure != null && at < to) {
            throw failure;
        }
        return at - from;
    }

    /** @return whether the final block has ended */
    public boolean finished() {
        return next == Next.NOTHING;
    }

    /** @return number of compressed bytes of which at least one bit has been consumed */
    public long consumed() {
        return input.consumed();
    }

    /** @return number of bytes decoded since {@link #start}, including those before an error */
    public long produced() {
        return produced;
    }

    private void decodeBlocks(byte[] out, int to, int windowStart) throws IOException, FormatException {
        boolean room = true;
        while (room && next != Next.NOTHING) {
            switch (next) {
                case HEADER -> readHeader();
                case STORED_BYTES -> room = copyStored(out, to);
                default -> room = decodeSymbols(out, to, windowStart);
            }
        }
    }

    private void readHeader() throws IOException, FormatException {
        header.read(input);
        storedLeft = header.storedLength();
        next = header.stored() ? Next.STORED_BYTES : Next.SYMBOLS;
    }

    private void endBlock() {
        next = header.last() ? Next.NOTHING : Next.HEADER;
    }

    /** @return whether there was room for all of the block; the other methods that write return the same */
    private boolean copyStored(byte[] out, int to) throws IOException, FormatException {
        while (storedLeft > 0) {
            if (at == to) {
                return false;
            }
            int copied = input.copy(out, at, Math.min(storedLeft, to - at));
            if (copied == 0) {
                throw input.bad(
                        Reason.TRUNCATED_STREAM,
                        "the stream ends %d bytes before its stored block".formatted(storedLeft));
            }
            at += copied;
            storedLeft -= copied;
        }
        endBlock();
        return true;
    }

    /** The plain loop, for the symbols that {@link FastLoop} leaves: one symbol a turn, every limit checked. */
    private boolean decodeSymbols(byte[] out, int to, int windowStart) throws IOException, FormatException {
        HuffmanTable literals = header.literals();
        HuffmanTable distances = header.distances();
        while (copyMatch(out, to)) {
            if (to - at >= FastLoop.OUTPUT_MARGIN) {
                input.stage(FastLoop.INPUT_MARGIN);
                at = FastLoop.decode(input, literals.entries, distances.entries, out, at, to, windowStart);
            }
            int entry = input.entry(literals, "a literal or length");
            if (HuffmanTable.isLiteral(entry)) {
                if (at == to) {
                    return false;
                }
                out[at++] = (byte) HuffmanTable.value(entry);
                input.drop(HuffmanTable.totalBits(entry));
            } else if (HuffmanTable.isEndOfBlock(entry)) {
                input.drop(HuffmanTable.totalBits(entry));
                endBlock();
                return true;
            } else if (HuffmanTable.isInvalid(entry)) {
                throw input.bad(Reason.INVALID_LITERAL_SYMBOL, "these bits are the code of no literal or length");
            } else {
                matchLeft = input.takeValue(entry);
                matchDistance = readDistance(distances, at - windowStart);
            }
        }
        return false;
    }

    private int readDistance(HuffmanTable distances, int furthest) throws IOException, FormatException {
        int entry = input.entry(distances, "a distance");
        if (HuffmanTable.isInvalid(entry)) {
            throw input.bad(Reason.INVALID_DISTANCE_SYMBOL, "these bits are the code of no distance");
        }
        int distance = HuffmanTable.value(entry) + HuffmanTable.extra(input.buffer, entry);
        if (distance > furthest) {
            throw input.bad(
                    Reason.DISTANCE_TOO_FAR_BACK, "%d bytes back, but there are only %d".formatted(distance, furthest));
        }
        return input.takeValue(entry);
    }

    private boolean copyMatch(byte[] out, int to) {
        int end = at + Math.min(matchLeft, to - at);
        matchLeft -= end - at;
        while (at < end) {
            out[at] = out[at - matchDistance];
            at++;
        }
        return matchLeft == 0;
    }
}
