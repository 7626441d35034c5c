package dev.wheelsweep.spark.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A dataset on its file system. Everything in it appears by one rename, so that a reader sees all of it or nothing.
 *
 * @param layout where things are in it
 */
public record DatasetFolder(FileSystem files, DatasetLayout layout) {

    /**
     * Moves a whole folder or file to where readers look.
     *
     * @throws IOException if there is already something, or the file system refuses
     */
    public void publish(Path from, Path to) throws IOException {
        files.mkdirs(to.getParent());
        if (files.exists(to)) {
            throw new IOException("cannot publish %s: it exists already".formatted(to));
        }
        rename(from, to);
    }

    /** @throws IOException if the file system refuses: Hadoop itself only returns false */
    public void rename(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("renaming %s to %s was refused".formatted(from, to));
        }
    }

    /** @return what is in a folder, in order of names; nothing if there is no such folder */
    public List<FileStatus> list(Path folder) throws IOException {
        try {
            return Arrays.stream(files.listStatus(folder))
                    .sorted(Comparator.comparing(FileStatus::getPath))
                    .toList();
        } catch (FileNotFoundException none) {
            return List.of();
        }
    }
}
