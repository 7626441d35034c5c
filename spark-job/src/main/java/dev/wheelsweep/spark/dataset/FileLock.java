package dev.wheelsweep.spark.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * A file that only one process can create, for file systems that lock none. It names the process, which removes it at its
 * end. A process that is killed leaves it, and then a person has to remove it: nothing here knows whether that process lives.
 */
final class FileLock implements DatasetLock {
    /** Before Hadoop closes its file systems, and after Spark has stopped its tasks. */
    private static final int BEFORE_FILE_SYSTEMS = FileSystem.SHUTDOWN_HOOK_PRIORITY + 1;

    private final FileSystem files;
    private final Path file;
    private final String holder;
    private final Runnable atExit = this::removeAtExit;

    private FileLock(FileSystem files, Path file, String holder) {
        this.files = files;
        this.file = file;
        this.holder = holder;
    }

    static FileLock take(FileSystem files, Path dataset) throws IOException, DatasetBusyException {
        files.mkdirs(dataset);
        Path file = new Path(dataset, NAME);
        FileLock lock = new FileLock(
                files,
                file,
                "process %d on %s since %s, key %s"
                        .formatted(
                                ProcessHandle.current().pid(),
                                InetAddress.getLocalHost().getHostName(),
                                Instant.now(),
                                UUID.randomUUID()));
        // Clients log a refused creation at length.
        Optional<IOException> refused = lock.text().isPresent() ? Optional.empty() : lock.create();
        // The text decides: of a request that was sent twice, the second is refused because of the first.
        String found = lock.text()
                .orElseThrow(() -> new IOException(
                        "the lock %s cannot be created".formatted(file),
                        refused.orElseGet(() -> new FileNotFoundException("it was removed again"))));
        if (!found.equals(lock.holder)) {
            throw busy(dataset, found);
        }
        ShutdownHookManager.get().addShutdownHook(lock.atExit, BEFORE_FILE_SYSTEMS);
        return lock;
    }

    static void requireFree(FileSystem files, Path dataset) throws IOException, DatasetBusyException {
        Optional<String> found = new FileLock(files, new Path(dataset, NAME), "").text();
        if (found.isPresent()) {
            throw busy(dataset, found.get());
        }
    }

    private static DatasetBusyException busy(Path dataset, String holder) {
        return new DatasetBusyException(
                DatasetLayout.forPeople(dataset),
                holder.isEmpty() ? "a process that has not written its name yet" : holder,
                "wait until it is done; if that process was killed, delete the file " + new Path(dataset, NAME));
    }

    private Optional<IOException> create() {
        FSDataOutputStreamBuilder<?, ?> creation = files.createFile(file);
        creation.overwrite(false);
        // S3A looks whether the file exists; only with this option does it ask the store to refuse a second file.
        creation.opt(CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        try (OutputStream out = creation.build()) {
            out.write(holder.getBytes(StandardCharsets.UTF_8));
            return Optional.empty();
        } catch (IOException exists) {
            return Optional.of(exists);
        }
    }

    private Optional<String> text() throws IOException {
        try (InputStream in = files.open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /** Not the lock of another process, if a person has removed this one. */
    private void remove() throws IOException {
        if (text().equals(Optional.of(holder))) {
            files.delete(file, false);
        }
    }

    private void removeAtExit() {
        try {
            remove();
        } catch (IOException left) {
            System.err.println("wheelsweep: delete the file %s, which could not be removed: %s"
                    .formatted(file, left.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        ShutdownHookManager.get().removeShutdownHook(atExit);
        remove();
    }
}
