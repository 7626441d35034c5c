package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.nio.ByteBuffer;

/** A source that hands out few bytes at a time, and fails the test if it is asked for more, or outside a range. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StridedBytes(byte[] bytes, int stride, int first, int end) implements ByteSource {

    static StridedBytes of(byte[] bytes, int stride) {
        return new StridedBytes(bytes, stride, 0, bytes.length);
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws FormatException {
        assertThat(reader).isEqualTo(Format.DEFLATE);
        assertThat(length).isBetween(1L, (long) stride);
        assertThat(offset).isGreaterThanOrEqualTo(first);
        assertThat(offset + length).isLessThanOrEqualTo(end);
        return ByteView.of(ByteBuffer.wrap(bytes, (int) offset, (int) length), reader, offset);
    }
}
