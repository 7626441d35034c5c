package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The part of a deflate stream's output that is kept: always the head, and of the rest the latest part.
 *
 * <pre>
 *   0            head                                              produced
 *   |============|.............. forgotten ..............|============|
 *                                                            window
 * </pre>
 *
 * The head array grows as output arrives, never because a size was declared. Once the head is full, output goes to the
 * window, which slides by half its length. Both arrays are used again for the next stream.
 */
final class RetainedOutput {
    /** How far back a match reaches (RFC 1951 section 2); the decoder needs this many bytes before those it writes. */
    static final int HISTORY = 32 * 1024;

    private static final int FIRST_HEAD = 64 * 1024;

    private final InflateLimits limits;
    private byte[] head;
    private int headLength;
    private byte[] window = {};

    /** The array being written: the head or the window. Its first byte is byte {@link #start} of the output. */
    private byte[] target;

    private long start;
    private int length;

    RetainedOutput(InflateLimits limits) {
        this.limits = limits;
        this.head = new byte[Math.min(FIRST_HEAD, limits.head())];
        clear();
    }

    /** Forgets everything; another stream begins. */
    void clear() {
        headLength = 0;
        target = head;
        start = 0;
        length = 0;
    }

    /** Begins with the same stream again. The head is complete, and stays. */
    void rewind() {
        target = window;
        start = 0;
        length = 0;
    }

    /** @return bytes written in this pass */
    long produced() {
        return start + length;
    }

    int headLength() {
        return headLength;
    }

    /** @return the array that the decoder writes to next, with at least one byte of room */
    byte[] target() {
        if (length == target.length) {
            if (target == head && head.length < limits.head()) {
                head = Arrays.copyOf(head, (int) Math.min(limits.head(), 2L * head.length));
                target = head;
            } else {
                slide();
            }
        }
        return target;
    }

    private void slide() {
        if (window.length == 0) {
            window = new byte[limits.window()];
        }
        int kept = Math.min(length, window.length / 2);
        System.arraycopy(target, length - kept, window, 0, kept);
        target = window;
        start += length - kept;
        length = kept;
    }

    /** @return the index in {@link #target} of the next byte */
    int from() {
        return length;
    }

    /**
     * @return the end of what may be written in {@link #target}, so that nothing after byte {@code end} of the output
     *     is
     */
    int to(long end) {
        return (int) Math.min(target.length, end - start);
    }

    void written(int count) {
        length += count;
        if (target == head) {
            headLength = length;
        }
    }

    /** Adds output that was written since the last call of {@link #target} to a CRC-32. */
    void sum(ContentSum sum, long from, long to) {
        sum.update(target, (int) (from - start), (int) (to - from));
    }

    /** @return whether byte {@code at} was written in this pass, but is no longer kept */
    boolean forgot(long at) {
        return at >= headLength && at < start;
    }

    /** A view of the head, which ends before {@link #headLength}; valid until the next stream. */
    ByteView headView(Format reader, int offset, int count) {
        return ByteView.of(ByteBuffer.wrap(head, offset, count), reader, offset);
    }

    /**
     * Copies what is kept from byte {@code at} of the output on, as far as it is in one piece.
     *
     * @return how many bytes were copied, from {@code copy[index]} on; 0 if byte {@code at} is not there
     */
    int copy(long at, byte[] copy, int index) {
        if (at < headLength) {
            return copy(head, (int) at, headLength, copy, index);
        }
        return at < start || at >= produced() ? 0 : copy(target, (int) (at - start), length, copy, index);
    }

    private static int copy(byte[] kept, int from, int to, byte[] copy, int index) {
        int count = Math.min(to - from, copy.length - index);
        System.arraycopy(kept, from, copy, index, count);
        return count;
    }
}
