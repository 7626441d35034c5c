package dev.wheelsweep.spark.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** A local folder that behaves like an object store: a rename copies the files one after the other, and then deletes them. */
public final class CopyingFileSystem extends RawLocalFileSystem {
    static final String SCHEME = "copying";

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        copy(getFileStatus(from), to);
        MortalFileSystem.before(from);
        return delete(from, true);
    }

    private void copy(FileStatus from, Path to) throws IOException {
        if (from.isDirectory()) {
            mkdirs(to);
            for (FileStatus inside : listStatus(from.getPath())) {
                copy(inside, new Path(to, inside.getPath().getName()));
            }
        } else {
            MortalFileSystem.before(to);
            Files.copy(pathToFile(from.getPath()).toPath(), pathToFile(to).toPath());
        }
    }
}
