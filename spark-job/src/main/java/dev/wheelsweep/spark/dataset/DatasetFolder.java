package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.tables.FlatTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A dataset on its file system. Where folders are renamed at once, everything in it appears by one rename, so that a reader
 * sees all of it or nothing. Elsewhere, as in object stores, each file appears at once, and {@code sweeps/ID.json} says that
 * all are there.
 *
 * @param layout where things are in it
 */
public record DatasetFolder(FileSystem files, DatasetLayout layout) {
    private static final Set<String> RENAMING = Set.of("file", "hdfs", "webhdfs", "swebhdfs");

    /** @return whether a rename moves a whole folder in one step, and replaces a file in one step */
    public static boolean renamesAtOnce(FileSystem files) {
        return RENAMING.contains(files.getUri().getScheme());
    }

    /** @throws SlowRenameException if folders are not renamed at once */
    public static void requireRename(FileSystem files) throws SlowRenameException {
        if (!renamesAtOnce(files)) {
            throw new SlowRenameException(files.getUri().getScheme());
        }
    }

    /**
     * Moves a whole folder or file to where readers look.
     *
     * @throws IOException if there is already something, or the file system refuses
     */
    public void publish(Path from, Path to) throws IOException {
        files.mkdirs(to.getParent());
        requireNothingAt(to);
        rename(from, to);
    }

    /** Syncs the folder that something was published into, and the folders above it up to the dataset's: some may be new. */
    public void syncParents(Path published) throws IOException {
        Path folder = published;
        do {
            folder = folder.getParent();
            durable().sync(folder);
        } while (!folder.equals(layout.root()) && !folder.isRoot());
    }

    /** @return the same file system, for what must survive a power cut */
    public DurableFiles durable() {
        return new DurableFiles(files);
    }

    /** @throws IOException if there is something already */
    public void requireNothingAt(Path to) throws IOException {
        if (files.exists(to)) {
            throw new IOException("cannot publish %s: it exists already".formatted(to));
        }
    }

    /**
     * Moves a folder or file, file by file. What an interrupted call has moved may be there already.
     *
     * @throws IOException if another file has the name of one to move, or the file system refuses
     */
    public void moveEach(Path from, Path to) throws IOException {
        FileStatus status = files.getFileStatus(from);
        if (status.isFile()) {
            files.mkdirs(to.getParent());
            moveFile(status, to);
            return;
        }
        for (FileStatus inside : list(from)) {
            moveEach(inside.getPath(), new Path(to, inside.getPath().getName()));
        }
        files.delete(from, true);
    }

    /** An object store copies a file and then deletes it, and may be interrupted between the two. */
    public void moveFile(FileStatus from, Path to) throws IOException {
        if (!files.exists(to)) {
            rename(from.getPath(), to);
        } else if (files.getFileStatus(to).getLen() == from.getLen()) {
            files.delete(from.getPath(), false);
        } else {
            throw new IOException("cannot move %s to %s: another file is there".formatted(from.getPath(), to));
        }
    }

    /** @throws IOException if the file system refuses: Hadoop itself only returns false */
    public void rename(Path from, Path to) throws IOException {
        if (!files.rename(from, to)) {
            throw new IOException("renaming %s to %s was refused".formatted(from, to));
        }
    }

    /** @return the files that have a sweep's rows of a table */
    public List<FileStatus> files(FlatTable table, SweepId sweep) throws IOException {
        return list(layout.table(table)).stream()
                .filter(file -> DatasetLayout.isOf(sweep, file.getPath()))
                .toList();
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
