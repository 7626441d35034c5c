package dev.wheelsweep.spark.store;

import dev.wheelsweep.core.input.FileStamp;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.OpenFileOptions;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;

/**
 * A file of a file system that Hadoop knows, read by vectored reads. It is opened with the size that it was listed with, so
 * that no request asks for that first. Its state is the size and the modification time, those of the listing before, those
 * of the file system after; a client of an object store also demands one ETag of all answers.
 */
public final class StoreRangeReader implements RangeReader {
    private static final String RANDOM_FIRST = "vector, random";

    private final FileSystem system;
    private final Path path;
    private final FileStamp listed;
    private Optional<FSDataInputStream> stream = Optional.empty();
    private long requests;
    private long bytes;

    /** @param file that has an address */
    public StoreRangeReader(WheelFile file, Configuration hadoop) throws IOException {
        path = new Path(file.location());
        system = path.getFileSystem(hadoop);
        listed = stamp(file.size(), TimeUnit.MICROSECONDS.toMillis(file.modifiedMicros()));
    }

    private static FileStamp stamp(long size, long modifiedMillis) {
        return new FileStamp(size, FileTime.fromMillis(modifiedMillis), "");
    }

    /** A call of Hadoop's, whose exceptions say what became of the file. */
    private interface Call<T> {
        T run() throws IOException, FormatException;
    }

    private static <T> T asked(Call<T> call) throws IOException, FormatException {
        try {
            return call.run();
        } catch (FileNotFoundException missing) {
            throw new FormatException(Format.FILE, Reason.FILE_VANISHED, 0, "listed, but no longer there");
        } catch (AccessControlException | AccessDeniedException denied) {
            throw new FormatException(Format.FILE, Reason.ACCESS_DENIED, 0, "the file system refuses to read the file");
        }
    }

    @Override
    public Start start(int most) throws IOException, FormatException {
        stream = Optional.of(asked(this::open));
        int length = (int) Math.min(most, listed.size());
        try {
            return new Start(
                    listed,
                    length == 0
                            ? ByteBuffer.allocate(0)
                            : read(List.of(new Range(listed.size() - length, length)))
                                    .get(0));
        } catch (IOException failed) {
            requireAsListed();
            throw failed;
        }
    }

    /** A file that has become shorter ends before the bytes that were asked for. */
    private void requireAsListed() throws IOException, FormatException {
        FileStamp now = stamp();
        if (!now.equals(listed)) {
            throw new FormatException(
                    Format.FILE,
                    Reason.FILE_CHANGED,
                    0,
                    "%d bytes of %s when it was listed, %d bytes of %s now"
                            .formatted(listed.size(), listed.modified(), now.size(), now.modified()));
        }
    }

    private FSDataInputStream open() throws IOException, FormatException {
        return result(system.openFile(path)
                .opt(OpenFileOptions.FS_OPTION_OPENFILE_READ_POLICY, RANDOM_FIRST)
                .opt(OpenFileOptions.FS_OPTION_OPENFILE_LENGTH, Long.toString(listed.size()))
                .build());
    }

    @Override
    public List<ByteBuffer> read(List<Range> ranges) throws IOException, FormatException {
        return asked(() -> {
            List<FileRange> wanted = ranges.stream()
                    .map(range -> FileRange.createFileRange(range.offset(), range.length()))
                    .toList();
            stream.orElseThrow().readVectored(wanted, ByteBuffer::allocate);
            List<ByteBuffer> read = new ArrayList<>();
            for (FileRange range : wanted) {
                ByteBuffer part = result(range.getData());
                requests++;
                bytes += part.remaining();
                read.add(part);
            }
            return read;
        });
    }

    private static <T> T result(Future<T> answer) throws IOException {
        try {
            return answer.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the task was stopped");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(failed.getCause());
        }
    }

    @Override
    public FileStamp stamp() throws IOException, FormatException {
        requests++;
        FileStatus status = asked(() -> system.getFileStatus(path));
        return stamp(status.getLen(), status.getModificationTime());
    }

    @Override
    public Traffic traffic() {
        return new Traffic(requests, bytes);
    }

    @Override
    public void close() throws IOException {
        if (stream.isPresent()) {
            stream.get().close();
        }
    }
}
