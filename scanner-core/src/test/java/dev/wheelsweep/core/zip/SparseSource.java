package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.nio.ByteBuffer;
import java.util.TreeMap;

/** A file in memory: pieces of bytes, and zeros between them. Written from start to end. */
public final class SparseSource implements ByteSource {
    private final TreeMap<Long, byte[]> pieces = new TreeMap<>();
    private long size;

    /** A file of just these bytes. */
    public static SparseSource of(byte[] bytes) {
        return new SparseSource().append(bytes);
    }

    public SparseSource append(byte[] bytes) {
        if (bytes.length > 0) {
            pieces.put(size, bytes);
        }
        return skip(bytes.length);
    }

    /** Continues after this many zero bytes. */
    public SparseSource skip(long zeros) {
        size += zeros;
        return this;
    }

    /** The whole as one array. */
    public byte[] bytes() {
        return range(0, Math.toIntExact(size));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int stride() {
        return 4096;
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws FormatException {
        ByteSource.checkRange(reader, offset, length, size);
        return ByteView.of(ByteBuffer.wrap(range(offset, Math.toIntExact(length))), reader, offset);
    }

    private byte[] range(long offset, int length) {
        byte[] range = new byte[length];
        Long first = pieces.floorKey(offset);
        pieces.subMap(first == null ? offset : first, offset + length).forEach((start, piece) -> {
            long from = Math.max(offset, start);
            long to = Math.min(offset + length, start + piece.length);
            if (from < to) {
                System.arraycopy(piece, (int) (from - start), range, (int) (from - offset), (int) (to - from));
            }
        });
        return range;
    }
}
