package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.nio.ByteBuffer;

/** Bytes in an array, with counts of the bytes and views asked for. */
final class HeapSource implements ByteSource {
    private final byte[] bytes;
    private long bytesAsked;
    private int viewsAsked;

    HeapSource(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws FormatException {
        ByteSource.checkRange(reader, offset, length, bytes.length);
        bytesAsked += length;
        viewsAsked++;
        return ByteView.of(ByteBuffer.wrap(bytes, (int) offset, (int) length), reader, offset);
    }

    @Override
    public int stride() {
        return bytes.length;
    }

    long bytesAsked() {
        return bytesAsked;
    }

    int viewsAsked() {
        return viewsAsked;
    }
}
