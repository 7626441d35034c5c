package dev.wheelsweep.core.input;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of which each view is a private copy, read by position; no shared offset, no mapping. */
final class PositionalFile implements InputFile {
    private static final int BUFFER = 256 * 1024;

    private final FileChannel channel;
    private final long size;

    private PositionalFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    static PositionalFile open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new PositionalFile(channel, channel.size());
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int stride() {
        return BUFFER;
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws IOException, FormatException {
        ByteSource.checkRange(reader, offset, length, size);
        if (length > Integer.MAX_VALUE - Long.BYTES) {
            throw new FormatException(
                    reader, Reason.LIMIT_VIEW_BYTES, offset, "%d bytes are too many for one view".formatted(length));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) length);
        while (bytes.position() < length) {
            // The JDK reads into a heap buffer through a direct buffer as large as what remains, so read in pieces.
            bytes.limit((int) Math.min(length, (long) bytes.position() + BUFFER));
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                // Not bad input: the file was longer a moment ago. The caller's second stamp makes it a changed file.
                throw new EOFException("the file ends at %d, it had %d bytes when it was opened"
                        .formatted(offset + bytes.position(), size));
            }
        }
        return ByteView.of(bytes.flip(), reader, offset);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
