package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Looks, bit by bit, for what may be the header of a dynamic block that is not the last (RFC 1951 section 3.2.7):
 *
 * <pre>
 *   BFINAL 0 | BTYPE 2 | HLIT at most 29 | HDIST 16 to 29 | HCLEN at least 8 | precode lengths whose code is complete
 * </pre>
 *
 * The format allows smaller numbers in the last two fields. Of 3,788 blocks in 150 ELF files of real wheels two had
 * fewer than 17 distances, and none fewer than 12 precode lengths. Missing such a block makes the way to the next one
 * longer; searching for it would mean four times as many places to try. In random bits about one place in 130,000 looks
 * like a header. Whether the block's other codes are complete, and whether a block follows where it ends, is for the
 * decoder to find out.
 *
 * <p>The conditions before the precode are computed for all the bits of a word at once. The precode is complete if the
 * codes, each 2<sup>-bits</sup> of all patterns, add up to one; a table adds up four lengths at a time.
 */
final class BoundarySearch {
    /** No boundary. */
    static final long NONE = -1;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int PIECE = 16 * 1024;

    // ---- places in a header, from its first bit
    private static final int LITERAL_COUNT = DeflateFormat.FINAL_BITS + DeflateFormat.TYPE_BITS;
    private static final int DISTANCE_COUNT = LITERAL_COUNT + DeflateFormat.LITERAL_COUNT_BITS;
    private static final int PRECODE_COUNT = DISTANCE_COUNT + DeflateFormat.DISTANCE_COUNT_BITS;
    private static final int PRECODE = PRECODE_COUNT + DeflateFormat.PRECODE_COUNT_BITS;
    private static final int PRECODE_BITS = DeflateFormat.PRECODE_SYMBOLS * DeflateFormat.PRECODE_LENGTH_BITS;

    /**
     * Bytes of which every bit is tested with one loaded word; the counts after the last of these bits are within the
     * word too.
     */
    private static final int STEP = (Long.SIZE - PRECODE + 1) / Byte.SIZE;

    /** Bytes after a piece that are needed to load a header which begins at the piece's last bit. */
    private static final int OVERLAP = STEP + PRECODE / Byte.SIZE + 1 + Long.BYTES;

    private static final int GROUP = 4;
    private static final int GROUP_BITS = GROUP * DeflateFormat.PRECODE_LENGTH_BITS;
    private static final int GROUP_MASK = (1 << GROUP_BITS) - 1;
    private static final int COMPLETE = 1 << DeflateFormat.LONGEST_PRECODE;

    /**
     * Indexed by four lengths: the share of all patterns that their codes take, in units of the longest code's share.
     */
    private static final short[] SHARES = new short[1 << GROUP_BITS];

    static {
        for (int lengths = 0; lengths < SHARES.length; lengths++) {
            for (int rest = lengths; rest != 0; rest >>>= DeflateFormat.PRECODE_LENGTH_BITS) {
                int length = rest & DeflateFormat.LONGEST_PRECODE;
                SHARES[lengths] += (short) (length == 0 ? 0 : COMPLETE >> length);
            }
        }
    }

    private final byte[] bytes = new byte[PIECE + OVERLAP];
    /** The place in the stream of the first byte of {@link #bytes}, and in how many bytes a header may begin. */
    private long start;

    private int searchable;
    private long bytesRead;

    private ByteSource source;
    private long offset;
    private long length;

    /** Begins with another stream; the parameters are those of {@link InflateDecoder#start}. */
    void start(ByteSource source, long offset, long length) {
        this.source = source;
        this.offset = offset;
        this.length = length;
        start = 0;
        searchable = 0;
        bytesRead = 0;
    }

    /** Says that the bits of a range will be searched, or decoded. */
    void expect(long from, long to) {
        source.expect(offset + from / Byte.SIZE, (to - from) / Byte.SIZE);
    }

    /** Says that the bits of a range may be searched or decoded next. */
    void expectNext(long from, long to) {
        source.expectNext(offset + from / Byte.SIZE, (to - from) / Byte.SIZE);
    }

    /** @return bytes asked for since {@link #start} */
    long bytesRead() {
        return bytesRead;
    }

    /**
     * @param from the first bit that may be the answer, counted from the first bit of the stream
     * @param to end of the bits that may be the answer
     * @return where a block may begin, or {@link #NONE}
     */
    long next(long from, long to) throws IOException, FormatException {
        long bit = from;
        while (bit < to) {
            if (bit < Byte.SIZE * start || bit >= Byte.SIZE * (start + searchable)) {
                load(bit / Byte.SIZE);
            }
            long pieceEnd = Byte.SIZE * (start + searchable);
            int found = search((int) (bit - Byte.SIZE * start), (int) (Math.min(to, pieceEnd) - Byte.SIZE * start));
            if (found >= 0) {
                return Byte.SIZE * start + found;
            }
            bit = pieceEnd;
        }
        return NONE;
    }

    /** Loads bytes from a place of the stream on; after its end they are zero, which is no header. */
    private void load(long from) throws IOException, FormatException {
        start = from;
        int count = (int) Math.min(bytes.length, length - from);
        int copied = 0;
        while (copied < count) {
            int part = Math.min(source.stride(), count - copied);
            ByteBuffer view =
                    source.view(Format.DEFLATE, offset + from + copied, part).buffer();
            view.get(bytes, copied, part);
            copied += part;
        }
        Arrays.fill(bytes, count, bytes.length, (byte) 0);
        searchable = Math.min(PIECE, count);
        bytesRead += count;
    }

    /** @return the first bit of {@link #bytes} within the range where a block may begin, or -1 */
    private int search(int from, int to) {
        int at = from / Byte.SIZE;
        long wanted = -1L << (from % Byte.SIZE);
        while (at < (to + Byte.SIZE - 1) / Byte.SIZE) {
            long headers = headers((long) WORD.get(bytes, at)) & wanted;
            while (headers != 0) {
                int bit = at * Byte.SIZE + Long.numberOfTrailingZeros(headers);
                if (precodeIsComplete(bit)) {
                    return bit < to ? bit : -1;
                }
                headers &= headers - 1;
            }
            wanted = -1;
            at += STEP;
        }
        return -1;
    }

    /** @return a bit for each of the word's first bits at which the fields before the precode would be right */
    private static long headers(long word) {
        long dynamic = ~word & ~(word >>> 1) & (word >>> 2);
        long tooManyLiterals = fourOnes(word >>> (LITERAL_COUNT + 1));
        long tooManyDistances = fourOnes(word >>> (DISTANCE_COUNT + 1));
        // The highest bits of these two fields.
        long manyDistances = word >>> (PRECODE_COUNT - 1);
        long manyPrecodes = word >>> (PRECODE - 1);
        return dynamic
                & manyDistances
                & manyPrecodes
                & ~tooManyLiterals
                & ~tooManyDistances
                & ((1L << (STEP * Byte.SIZE)) - 1);
    }

    /** A five-bit number is above 29 if all bits but the lowest are set; given are the numbers without the lowest. */
    private static long fourOnes(long word) {
        long two = word & (word >>> 1);
        return two & (two >>> 2);
    }

    private boolean precodeIsComplete(int header) {
        int count = DeflateFormat.FEWEST_PRECODES
                + ((int) word(header + PRECODE_COUNT) & ((1 << DeflateFormat.PRECODE_COUNT_BITS) - 1));
        long lengths = word(header + PRECODE) & ((1L << (count * DeflateFormat.PRECODE_LENGTH_BITS)) - 1);
        int share = 0;
        for (long rest = lengths; rest != 0; rest >>>= GROUP_BITS) {
            share += SHARES[(int) rest & GROUP_MASK];
        }
        return share == COMPLETE;
    }

    /** At least 57 bits from this one on; the lengths of a precode take no more. */
    private long word(int bit) {
        return (long) WORD.get(bytes, bit / Byte.SIZE) >>> (bit % Byte.SIZE);
    }

    static {
        if (PRECODE_BITS > Long.SIZE - (Byte.SIZE - 1)) {
            throw new AssertionError("a precode does not fit a word");
        }
    }
}
