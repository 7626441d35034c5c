package dev.wheelsweep.spark.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Lets one sweep at a time write to a dataset: the operating system's lock on {@code DIR/_lock}, which ends with the
 * process however it ends. The file is never removed, because two processes could lock a removed file; its text names the process that has the lock.
 *
 * <p>Only local and mounted folders have such locks; see {@link #isPossible}.
 */
public final class DatasetLock implements Closeable {
    private static final String NAME = "_lock";
    private static final String LOCAL = "file";

    /** Empty where there are no locks. */
    private final Optional<FileChannel> channel;

    private DatasetLock(Optional<FileChannel> channel) {
        this.channel = channel;
    }

    /**
     * @param dataset the folder; created if it does not exist
     * @throws DatasetBusyException if another sweep has it
     * @throws IOException if the folder cannot be made or written
     */
    public static DatasetLock take(URI dataset) throws IOException, DatasetBusyException {
        if (!isPossible(dataset)) {
            return new DatasetLock(Optional.empty());
        }
        Path folder = Files.createDirectories(Path.of(dataset));
        FileChannel channel = FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!isTaken(channel)) {
            String holder = text(channel);
            channel.close();
            throw new DatasetBusyException(folder, holder);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap("process %d since %s%n"
                .formatted(ProcessHandle.current().pid(), Instant.now())
                .getBytes(StandardCharsets.UTF_8)));
        return new DatasetLock(Optional.of(channel));
    }

    /** @return whether this file system has locks; without locks, users must not run two sweeps at once */
    public static boolean isPossible(URI dataset) {
        return LOCAL.equals(dataset.getScheme());
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static String text(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(128);
        channel.read(text, 0);
        return StandardCharsets.UTF_8.decode(text.flip()).toString().strip();
    }

    @Override
    public void close() throws IOException {
        if (channel.isPresent()) {
            channel.get().truncate(0);
            channel.get().close();
        }
    }
}
