package dev.wheelsweep.spark.dataset;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * Files and folders that survive a power cut. What is written and renamed is in the memory of the machine until it is synced:
 * the bytes by a sync of the file, its name by a sync of the folder. What one step rests on is synced before the step.
 *
 * <pre>
 *   folder that is local or mounted   fsync of files and of folders
 *   hdfs://                           hsync of the files that are written here; the name node syncs names. Parquet files
 *                                     are on as many data nodes as HDFS keeps copies, in memory or on disk as
 *                                     dfs.datanode.synconclose says
 *   object stores                     nothing: a file is durable when it appears
 * </pre>
 */
public record DurableFiles(FileSystem files) {

    /** Creates a file whose bytes are on disk when closing the stream has returned. Its name is not; see {@link #sync}. */
    public OutputStream create(Path path) throws IOException {
        FSDataOutputStream file = files.create(path);
        return new FilterOutputStream(new BufferedOutputStream(file)) {
            private boolean isClosed;

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                if (isClosed) {
                    return;
                }
                isClosed = true;
                try (file) {
                    flush();
                    sync(file);
                }
            }
        };
    }

    /** Writes a file whole, and syncs its bytes. */
    public void write(Path path, byte[] content) throws IOException {
        try (OutputStream out = create(path)) {
            out.write(content);
        }
    }

    private static void sync(FSDataOutputStream out) throws IOException {
        if (out.hasCapability(StreamCapabilities.HSYNC)) {
            out.hsync();
        }
    }

    /** Syncs a file that is closed, or the names in a folder; in folders of this machine. */
    public void sync(Path path) throws IOException {
        if (files instanceof SyncedFileSystem own) {
            own.sync(path);
        } else if (isLocal()) {
            // Not hsync of a file that is opened to append: there, Hadoop's local file system only flushes.
            try (FileChannel channel =
                    FileChannel.open(java.nio.file.Path.of(path.toUri().getPath()), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Syncs the names in a folder and in all folders inside it. Its files are not synced. */
    public void syncTree(Path folder) throws IOException {
        if (!isLocal()) {
            return;
        }
        for (FileStatus inside : files.listStatus(folder)) {
            if (inside.isDirectory()) {
                syncTree(inside.getPath());
            }
        }
        sync(folder);
    }

    private boolean isLocal() {
        return DatasetLock.endsWithProcess(files.getUri());
    }
}
