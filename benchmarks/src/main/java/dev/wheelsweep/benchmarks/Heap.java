package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.nio.ByteBuffer;

/** An entry that was inflated whole. */
final class Heap implements ByteSource {
    private final byte[] bytes;
    private final int length;

    /** @param length of the bytes that are inflated */
    Heap(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    @Override
    public long size() {
        return length;
    }

    @Override
    public int stride() {
        return length;
    }

    @Override
    public ByteView view(Format reader, long offset, long bytesAsked) throws FormatException {
        ByteSource.checkRange(reader, offset, bytesAsked, length);
        return ByteView.of(ByteBuffer.wrap(bytes, (int) offset, (int) bytesAsked), reader, offset);
    }
}
