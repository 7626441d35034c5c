package dev.wheelsweep.core.input;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Contiguous bytes in memory, read with one byte order; the only place where a read is checked against its bounds.
 *
 * <p>All positions are relative to the view. Reads outside it throw {@link FormatException} with {@link
 * Reason#OUT_OF_BOUNDS} and the absolute offset ({@link #origin} + position). Integers are unsigned unless the name says
 * otherwise; 64-bit values come as {@code long}, and a value with the top bit set is negative and therefore fails every
 * later range check.
 */
public final class ByteView {
    private final ByteBuffer bytes;
    private final Format format;
    private final long origin;

    private ByteView(ByteBuffer bytes, Format format, long origin) {
        this.bytes = bytes;
        this.format = format;
        this.origin = origin;
    }

    /**
     * @param bytes the bytes between position and limit; shared, not copied
     * @param format whose errors this view raises
     * @param origin absolute offset of the first byte
     */
    public static ByteView of(ByteBuffer bytes, Format format, long origin) {
        return new ByteView(bytes.slice().order(ByteOrder.LITTLE_ENDIAN), format, origin);
    }

    /** The same bytes, read in another order. */
    public ByteView order(ByteOrder order) {
        return new ByteView(bytes.duplicate().order(order), format, origin);
    }

    public int length() {
        return bytes.limit();
    }

    public long origin() {
        return origin;
    }

    public int u8(long at) throws FormatException {
        return bytes.get(check(at, Byte.BYTES)) & 0xff;
    }

    public int u16(long at) throws FormatException {
        return bytes.getShort(check(at, Short.BYTES)) & 0xffff;
    }

    public long u32(long at) throws FormatException {
        return bytes.getInt(check(at, Integer.BYTES)) & 0xffff_ffffL;
    }

    public int s32(long at) throws FormatException {
        return bytes.getInt(check(at, Integer.BYTES));
    }

    public long s64(long at) throws FormatException {
        return bytes.getLong(check(at, Long.BYTES));
    }

    /** A part of this view, in the same order. */
    public ByteView slice(long at, long length) throws FormatException {
        int from = check(at, length);
        return new ByteView(bytes.slice(from, (int) length).order(bytes.order()), format, origin + at);
    }

    /** @return a private copy of {@code length} bytes */
    public byte[] copy(long at, long length) throws FormatException {
        byte[] copy = new byte[(int) checkedLength(at, length)];
        bytes.get((int) at, copy);
        return copy;
    }

    /**
     * Bytes as text that is always valid Unicode: UTF-8 if the bytes are UTF-8, else ASCII with every byte above 0x7f
     * written as {@code \xHH}. Rows and JSON can hold it as it is.
     */
    public String text(long at, long length) throws FormatException {
        return text(copy(at, length));
    }

    /** As {@link #text(long, long)}, for bytes already copied. */
    public static String text(byte[] raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            StringBuilder escaped = new StringBuilder();
            for (byte b : raw) {
                if (b >= 0) {
                    escaped.append((char) b);
                } else {
                    escaped.append("\\x").append(HexFormat.of().toHexDigits(b));
                }
            }
            return escaped.toString();
        }
    }

    /** @return the position of the first byte equal to {@code wanted} at or after {@code from}, or -1 */
    public int indexOf(byte wanted, long from) throws FormatException {
        for (int i = check(from, 0); i < length(); i++) {
            if (bytes.get(i) == wanted) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The bytes as a little-endian buffer, for loops that prove their own bounds, such as those of {@code inflate}.
     */
    public ByteBuffer buffer() {
        return bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** An error of this view's format at one of its positions. */
    public FormatException bad(Reason reason, long at, String detail) {
        return new FormatException(format, reason, origin + at, detail);
    }

    private int check(long at, long length) throws FormatException {
        checkedLength(at, length);
        return (int) at;
    }

    private long checkedLength(long at, long length) throws FormatException {
        if ((at | length) < 0 || at > length() || length > length() - at) {
            throw bad(
                    Reason.OUT_OF_BOUNDS, at, "%d bytes at %d of a range of %d bytes".formatted(length, at, length()));
        }
        return length;
    }
}
