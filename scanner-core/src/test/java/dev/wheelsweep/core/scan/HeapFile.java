package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import java.nio.ByteBuffer;

/** A file in memory, so that a hundred thousand of them can be scanned without a disk. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record HeapFile(byte[] bytes) implements InputFile {
    private static final int STRIDE = 64 << 10;

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int stride() {
        return STRIDE;
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws FormatException {
        ByteSource.checkRange(reader, offset, length, bytes.length);
        return ByteView.of(ByteBuffer.wrap(bytes, (int) offset, (int) length), reader, offset);
    }

    @Override
    public void close() {}
}
