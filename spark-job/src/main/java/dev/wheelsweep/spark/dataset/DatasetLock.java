package dev.wheelsweep.spark.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Lets one sweep at a time write to a dataset. */
public sealed interface DatasetLock extends Closeable permits ProcessLock, FileLock {
    /** The name of the file in the dataset. */
    String NAME = "_lock";

    /** The scheme of folders that are local or mounted. */
    String LOCAL = "file";

    /**
     * @param dataset the folder; created if it does not exist
     * @throws DatasetBusyException if another sweep has the lock
     * @throws DamagedFileException if something else than a file has the lock's name
     * @throws IOException if the folder cannot be made or written
     */
    static DatasetLock take(Path dataset, Configuration hadoop) throws IOException, DatasetBusyException {
        Path folder = dataset.getFileSystem(hadoop).makeQualified(dataset);
        return endsWithProcess(folder.toUri())
                ? ProcessLock.take(java.nio.file.Path.of(folder.toUri()))
                : FileLock.take(folder.getFileSystem(hadoop), folder);
    }

    /**
     * Fails early if another process has the lock; a later {@link #take} may fail all the same. Makes nothing.
     *
     * @param hadoop see {@link SweepSession#hadoop}
     * @throws DatasetBusyException if another sweep has the lock
     * @throws IOException if the folder cannot be read
     */
    static void requireFree(Path dataset, Configuration hadoop) throws IOException, DatasetBusyException {
        // The shared file system is Spark's and has Spark's settings.
        try (FileSystem files = FileSystem.newInstance(dataset.toUri(), hadoop)) {
            Path folder = files.makeQualified(dataset);
            if (endsWithProcess(folder.toUri())) {
                ProcessLock.requireFree(java.nio.file.Path.of(folder.toUri()));
            } else {
                FileLock.requireFree(files, folder);
            }
        }
    }

    /** @return whether the operating system locks files there, so that a lock ends with its process */
    static boolean endsWithProcess(URI folder) {
        return LOCAL.equals(folder.getScheme());
    }
}
