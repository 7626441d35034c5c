package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The compressed bytes as bits, least significant bit of each byte first (RFC 1951 section 3.1.1).
 *
 * <p>Bytes are staged in one heap array on their way from the source. So the loops see one kind of memory for every
 * kind of source, and nothing but {@link #stage} knows where views end:
 *
 * <pre>
 *   source  ....|============ view ============|....
 *                         | copied
 *                         v
 *   bytes   [ consumed | in buffer |  staged  | free ]
 *                                  ^          ^
 *                                position    limit
 *   buffer  the next count bits; those above are 0
 * </pre>
 *
 * <p>{@link FastLoop} reads the fields, then works with the index of a bit, and returns through {@link #seek}.
 */
final class BitInput {
    /** A few pages: large enough that staging costs nothing, small enough to stay in the first-level cache. */
    static final int CAPACITY = 16 * 1024;

    /**
     * The most bits that are certainly in the buffer after it was filled: it takes whole bytes, as long as one fits.
     */
    static final int MOST_WANTED = Long.SIZE - Byte.SIZE;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    final byte[] bytes = new byte[CAPACITY];
    int position;
    int limit;
    long buffer;
    int count;

    private ByteSource source;
    private ByteBuffer view = NOTHING;
    /** Where in the source the compressed bytes begin, where those not yet staged begin, and how many these are. */
    private long start;

    private long next;
    private long remaining;
    /** Bytes that are staged next, at most. */
    private int most;

    /** Added to a place in the source, it gives the offset that errors report. */
    private long origin;

    void start(ByteSource source, long offset, long length) {
        this.source = source;
        view = NOTHING;
        start = offset;
        next = offset;
        remaining = length;
        most = CAPACITY;
        origin = 0;
        position = 0;
        limit = 0;
        buffer = 0;
        count = 0;
    }

    /** As {@link #start}, for a caller who may need few bytes: only so many are staged at first. */
    void startWith(int first, ByteSource source, long offset, long length) {
        start(source, offset, length);
        most = first;
    }

    /**
     * As {@link #start}, but continues at a bit of the compressed bytes, counted from the first bit of the first one.
     * Staged bytes of the same stream are used again, because a search for a boundary tries one place after the other.
     */
    void startAt(ByteSource newSource, long offset, long length, long bit) throws IOException, FormatException {
        long at = offset + bit / Byte.SIZE;
        if (newSource == source && offset == start && at >= next - limit && at < next) {
            position = (int) (at - (next - limit));
            buffer = 0;
            count = 0;
        } else {
            start(newSource, offset, length);
            next = at;
            remaining -= bit / Byte.SIZE;
        }
        need((int) (bit % Byte.SIZE), "the byte to begin in");
        drop((int) (bit % Byte.SIZE));
    }

    /** @return number of bits consumed, including those before the bit it started at */
    long bit() {
        return Byte.SIZE * (next - start - (limit - position)) - count;
    }

    /** @return bytes of which at least one bit has been consumed */
    long consumed() {
        return next - start - (limit - position) - count / Byte.SIZE;
    }

    /** @return the offset, for errors, of the byte that holds the next bit */
    long offset() {
        return origin + next - (limit - position) - (count + Byte.SIZE - 1) / Byte.SIZE;
    }

    private void fill() throws IOException, FormatException {
        if (limit - position >= Long.BYTES) {
            // What the loop below does, in one step: as many whole bytes as fit.
            int whole = (Long.SIZE - 1 - count) / Byte.SIZE;
            buffer |= (long) WORD.get(bytes, position) << count;
            position += whole;
            count += Byte.SIZE * whole;
            buffer &= -1L >>> (Long.SIZE - count);
        }
        while (count < MOST_WANTED && (position < limit || stage())) {
            buffer |= Byte.toUnsignedLong(bytes[position++]) << count;
            count += Byte.SIZE;
        }
    }

    /**
     * Brings at least this many bits into the buffer, or all that are left; at most 56. Bits past the end read as 0.
     */
    void want(int bits) throws IOException, FormatException {
        if (count < bits) {
            fill();
        }
    }

    /**
     * Brings at least this many bits into the buffer; at most 56.
     *
     * @param field for the error's detail
     * @throws FormatException {@link Reason#TRUNCATED_STREAM} if fewer are left
     */
    void need(int bits, String field) throws IOException, FormatException {
        want(bits);
        if (count < bits) {
            throw bad(Reason.TRUNCATED_STREAM, "the stream ends within " + field);
        }
    }

    /** @return the next bits, which must be in the buffer, as a number; they are not consumed */
    int peek(int bits) {
        return (int) buffer & ((1 << bits) - 1);
    }

    void drop(int bits) {
        buffer >>>= bits;
        count -= bits;
    }

    /** As {@link #peek}, and consumes them. */
    int take(int bits) {
        int taken = peek(bits);
        drop(bits);
        return taken;
    }

    /**
     * Looks the next code up. Its bits are then in the buffer, not yet consumed.
     *
     * @param field for the error's detail
     * @throws FormatException {@link Reason#TRUNCATED_STREAM} if the stream ends within it
     */
    int entry(HuffmanTable table, String field) throws IOException, FormatException {
        want(MOST_WANTED);
        int entry = table.entry(buffer);
        need(HuffmanTable.totalBits(entry), field);
        return entry;
    }

    /** Consumes a code and its extra bits. @return the length or distance that they mean */
    int takeValue(int entry) {
        int value = HuffmanTable.value(entry) + HuffmanTable.extra(buffer, entry);
        drop(HuffmanTable.totalBits(entry));
        return value;
    }

    /** Continues at a bit of {@link #bytes}, counted from the first bit of the first byte. */
    void seek(int bit) {
        position = bit / Byte.SIZE;
        buffer = 0;
        count = 0;
        int used = bit % Byte.SIZE;
        if (used > 0) {
            buffer = Byte.toUnsignedLong(bytes[position++]) >>> used;
            count = Byte.SIZE - used;
        }
    }

    /** Skips the rest of a byte of which some bits are consumed. */
    void alignToByte() {
        drop(count % Byte.SIZE);
    }

    /**
     * Copies whole bytes; the input is aligned to a byte.
     *
     * @return how many, between 1 and {@code most}; 0 if none is left
     */
    int copy(byte[] out, int at, int most) throws IOException, FormatException {
        position -= count / Byte.SIZE;
        buffer = 0;
        count = 0;
        if (position == limit && !stage()) {
            return 0;
        }
        int copied = Math.min(most, limit - position);
        System.arraycopy(bytes, position, out, at, copied);
        position += copied;
        return copied;
    }

    /** Stages more bytes if fewer than {@code fewest} are staged after the position. */
    void stage(int fewest) throws IOException, FormatException {
        if (limit - position < fewest) {
            stage();
        }
    }

    /**
     * Moves the staged bytes to the front and appends what the source has next. The bytes in the buffer move along, since
     * {@link FastLoop} loads its bits from the array.
     *
     * @return whether the source had any
     */
    private boolean stage() throws IOException, FormatException {
        int kept = Math.min(position, Long.BYTES);
        limit -= position - kept;
        System.arraycopy(bytes, position - kept, bytes, 0, limit);
        position = kept;
        int before = limit;
        int full = Math.min(CAPACITY, limit + most);
        while (limit < full && remaining > 0) {
            if (!view.hasRemaining()) {
                int longest = Math.min(source.stride(), most < CAPACITY ? full - limit : Integer.MAX_VALUE);
                var range = source.view(Format.DEFLATE, next, Math.min(longest, remaining));
                origin = range.origin() - next;
                view = range.buffer();
            }
            int staged = Math.min(view.remaining(), full - limit);
            view.get(bytes, limit, staged);
            limit += staged;
            next += staged;
            remaining -= staged;
        }
        most = CAPACITY;
        return limit > before;
    }

    /** An error about the field that begins with the next bit. */
    FormatException bad(Reason reason, String detail) {
        return bad(reason, offset(), detail);
    }

    /** An error about a field that began at an {@link #offset} taken earlier. */
    static FormatException bad(Reason reason, long offset, String detail) {
        return new FormatException(Format.DEFLATE, reason, offset, detail);
    }
}
