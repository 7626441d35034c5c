package dev.wheelsweep.spark.dataset;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkThrowable;

/** Published Parquet files that cannot be read, whichever reader finds that. */
public final class DamagedParquet {
    /** What a person can do about a damaged file of a published sweep. */
    public static final String REMEDY =
            "restore it from a backup; without one, move the record of its sweep out of the folder sweeps/: the sweep is then"
                    + " no longer published, and sweep --full reads its wheels again";

    /** The first part of the conditions with which Spark names a file. */
    private static final String UNREAD = "FAILED_READ_FILE";

    private static final String PATH = "path";

    private static final String EMPTY = "it is empty";

    private DamagedParquet() {}

    /**
     * @param length of the file in bytes
     * @param refused what the reader throws; Parquet has no exception of its own for files that are none
     */
    static String damage(long length, Throwable refused) {
        return length == 0 ? EMPTY : "it is no Parquet file, or was cut: " + refused.getMessage();
    }

    /**
     * Checks the files that queries read: Spark takes one without a single byte for a file without rows.
     *
     * @throws DamagedFileException if there is such a file
     */
    public static void refuseEmptyFiles(Configuration hadoop, Path dataset) throws IOException {
        DatasetLayout layout = new DatasetLayout(dataset);
        for (Path read : List.of(layout.tables(), layout.rejudged())) {
            refuseEmptyFilesBelow(read.getFileSystem(hadoop), read);
        }
    }

    private static void refuseEmptyFilesBelow(FileSystem files, Path folder) throws IOException {
        FileStatus[] content;
        try {
            content = files.listStatus(folder);
        } catch (FileNotFoundException none) {
            return;
        }
        for (FileStatus file : content) {
            if (file.isDirectory()) {
                refuseEmptyFilesBelow(files, file.getPath());
            } else if (file.getLen() == 0) {
                throw new DamagedFileException(DatasetLayout.forPeople(file.getPath()), EMPTY, REMEDY);
            }
        }
    }

    /** @return the file that Spark could not read, if that is why something failed */
    public static Optional<DamagedFileException> in(Throwable failed) {
        return Stream.iterate(failed, Objects::nonNull, Throwable::getCause)
                .flatMap(cause -> named(cause).stream())
                .findFirst();
    }

    private static Optional<DamagedFileException> named(Throwable cause) {
        if (cause instanceof DamagedFileException damaged) {
            return Optional.of(damaged);
        }
        if (!(cause instanceof SparkThrowable spark)
                || spark.getCondition() == null
                || !spark.getCondition().startsWith(UNREAD)
                || spark.getMessageParameters().get(PATH) == null) {
            return Optional.empty();
        }
        Throwable root =
                Stream.iterate(cause, Objects::nonNull, Throwable::getCause).reduce(cause, (outer, inner) -> inner);
        return Optional.of(new DamagedFileException(
                DatasetLayout.forPeople(new Path(spark.getMessageParameters().get(PATH))),
                String.valueOf(root.getMessage()),
                REMEDY));
    }
}
