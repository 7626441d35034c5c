package dev.wheelsweep.spark.dataset;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file system of Hadoop that syncs closed files and folders itself; Hadoop has no call for it. */
public interface SyncedFileSystem {

    /** Returns once the bytes of a file, or the names in a folder, survive a power cut. */
    void sync(Path path) throws IOException;
}
