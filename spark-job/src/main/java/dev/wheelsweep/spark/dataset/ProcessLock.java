package dev.wheelsweep.spark.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * The operating system's lock on a file, which ends with the process however it ends. The file is never removed, because two
 * processes could lock a removed file; its text names the process that has the lock. A link in its place is not followed:
 * this would empty a file elsewhere.
 */
final class ProcessLock implements DatasetLock {
    private static final String REMEDY = "wait until it is done; sweeps into other datasets can run at the same time";

    private final FileChannel channel;

    private ProcessLock(FileChannel channel) {
        this.channel = channel;
    }

    static ProcessLock take(Path dataset) throws IOException, DatasetBusyException {
        Path folder = Files.createDirectories(dataset);
        Path file = folder.resolve(NAME);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new DamagedFileException(
                    file.toString(),
                    "it is a link, or another special file",
                    "remove it, and run the same command again");
        }
        FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
        if (!isTaken(channel)) {
            String holder = text(channel);
            channel.close();
            throw new DatasetBusyException(folder.toString(), holder, REMEDY);
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap("process %d since %s%n"
                .formatted(ProcessHandle.current().pid(), Instant.now())
                .getBytes(StandardCharsets.UTF_8)));
        return new ProcessLock(channel);
    }

    /** Not in a process that has the lock: the end of the check would end the lock. */
    static void requireFree(Path dataset) throws IOException, DatasetBusyException {
        Path file = dataset.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            if (!isTaken(channel)) {
                throw new DatasetBusyException(dataset.toString(), text(channel), REMEDY);
            }
        }
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
        channel.truncate(0);
        channel.close();
    }
}
