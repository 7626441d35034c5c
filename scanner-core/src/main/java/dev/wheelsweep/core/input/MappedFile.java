package dev.wheelsweep.core.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file mapped read-only. The channel is closed as soon as the mapping exists, so that interrupting one task cannot close
 * the file of another; the mapping itself is dropped by {@link #close}, not by the garbage collector. Open, read and close
 * it on one thread.
 *
 * <p>Mapped bytes must only be read by Java code. Native code (CRC32, Inflater) dies with the whole JVM when the file is
 * truncated under the mapping. Java loads read arbitrary bytes instead and, at some later moment, an {@link InternalError}: at
 * the latest from {@link #close}.
 *
 * <p>A file of up to {@value #LONGEST_VIEW} bytes is one mapping. Longer ones are mapped in windows that begin every {@value
 * #WINDOW_STEP} bytes, nearly a GiB, and are twice as long, so that a range of up to one step is always within one.
 */
public final class MappedFile implements InputFile {
    /** Less than a GiB by a multiple of every page size: JDK 22 and later make no buffer of just under 2 GiB. */
    static final long WINDOW_STEP = (1L << 30) - (1L << 16);

    static final long LONGEST_VIEW = 2 * WINDOW_STEP;

    /** HotSpot's compiler inlines the creation of up to 6 arrays (MultiArrayExpandLimit). */
    private static final int UNINLINABLE_ARRAY_COUNT = 16;

    private final List<Mapping> windows;
    private final long size;

    private MappedFile(List<Mapping> windows, long size) {
        this.windows = windows;
        this.size = size;
    }

    static MappedFile open(Path path) throws IOException {
        List<Mapping> windows = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            long start = 0;
            long end;
            do {
                end = Math.min(size, start + LONGEST_VIEW);
                windows.add(Mapping.map(channel, start, end - start));
                start += WINDOW_STEP;
            } while (end < size);
            return new MappedFile(windows, size);
        } catch (IOException | RuntimeException | Error failed) {
            drop(windows);
            throw failed;
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int stride() {
        return (int) WINDOW_STEP;
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws FormatException {
        ByteSource.checkRange(reader, offset, length, size);
        if (windows.isEmpty()) {
            // Reading an unmapped page would end the JVM.
            throw new IllegalStateException("the file is closed");
        }
        int index = (int) Math.min(offset / WINDOW_STEP, windows.size() - 1);
        ByteBuffer window = windows.get(index).bytes();
        long from = offset - index * WINDOW_STEP;
        if (length > window.capacity() - from) {
            throw new FormatException(
                    reader, Reason.LIMIT_VIEW_BYTES, offset, "%d bytes are too many for one view".formatted(length));
        }
        return ByteView.of(window.slice((int) from, (int) length), reader, offset);
    }

    /** @throws InternalError if a reader read pages that no longer exist and the JVM has not thrown this error yet; what was read is invalid */
    @Override
    public void close() {
        try {
            deliverPendingFault();
        } finally {
            drop(windows);
        }
    }

    /**
     * Before JDK 19 HotSpot throws a pending fault when the thread next calls into the JVM and that call may throw any
     * exception. Compiled Java rarely makes such a call; to create an array of arrays it must.
     */
    private static Object deliverPendingFault() {
        return new byte[UNINLINABLE_ARRAY_COUNT][1];
    }

    private static void drop(List<Mapping> windows) {
        windows.forEach(window -> window.drop().run());
        windows.clear();
    }
}
