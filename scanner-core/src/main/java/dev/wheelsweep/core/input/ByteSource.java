package dev.wheelsweep.core.input;

import java.io.IOException;
import java.util.Arrays;

/**
 * A known number of bytes that are brought into memory by range: a mapped file, a file read by position, or an entry that
 * is decoded as far as asked. Parsers do not depend on which.
 */
public interface ByteSource {

    /** @return the number of bytes */
    long size();

    /**
     * Brings a range into memory. A range outside the source is refused before anything is allocated.
     *
     * @param reader the format of the parser that asks; errors about the range carry it
     * @param offset first byte, counted from the start of this source
     * @param length number of bytes; at most {@link Integer#MAX_VALUE}
     * @return a little-endian view of exactly {@code length} bytes whose {@link ByteView#origin} is the offset that
     *     errors should name
     * @throws FormatException {@link Reason#OUT_OF_BOUNDS} if the range leaves the source, {@link
     *     Reason#LIMIT_VIEW_BYTES} if it is too long for one view, or an error of decoding the range
     * @throws IOException if the bytes cannot be read
     */
    ByteView view(Format reader, long offset, long length) throws IOException, FormatException;

    /**
     * How much a sequential reader should ask for at a time, in bytes. Where a view is free (a mapping) this is as large
     * as a view may be; where it costs a copy it is the size of a buffer.
     */
    int stride();

    /**
     * Says that the next views will probably be of these bytes, in any pieces. A source whose every request costs time then
     * brings all of them with the first.
     *
     * @param offset in this source
     */
    default void expect(long offset, long length) {}

    /**
     * Says that these bytes may be viewed after those that are expected: which, depends on what is found there. A source whose
     * every request costs time brings them too.
     *
     * @param offset in this source
     */
    default void expectNext(long offset, long length) {}

    /** @return whether {@link #locate} can find anything: otherwise it costs another pass to read the end of the source first */
    default boolean canLocate() {
        return false;
    }

    /**
     * Says that what is around a landmark will be viewed. A source that decodes its bytes can then begin there.
     *
     * @return whether views of the landmark show bytes that were found by their content: the caller must check that they
     *     agree with the rest of the source, and must not use them otherwise
     */
    default boolean locate(Landmark landmark) throws IOException, FormatException {
        return false;
    }

    /**
     * @param offset in this source; so many bytes from there on are in it
     * @return whether these bytes are there; true also if finding out means to decode more
     */
    default boolean mayHold(long offset, byte[] bytes) throws IOException, FormatException {
        ByteView view = view(Format.ELF, offset, bytes.length);
        return Arrays.equals(view.copy(0, view.length()), bytes);
    }

    /** The range check of every source, written so that hostile offsets cannot overflow it. */
    static void checkRange(Format reader, long offset, long length, long size) throws FormatException {
        if ((offset | length) < 0 || offset > size || length > size - offset) {
            throw new FormatException(
                    reader,
                    Reason.OUT_OF_BOUNDS,
                    offset,
                    "%d bytes at %d, but only %d are there".formatted(length, offset, size));
        }
    }
}
