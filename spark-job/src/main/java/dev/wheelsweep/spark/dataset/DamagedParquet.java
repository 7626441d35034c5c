package dev.wheelsweep.spark.dataset;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
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

    /** The condition with which Spark names a folder that somebody has removed meanwhile. */
    private static final String GONE = "PATH_NOT_FOUND";

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

    /** @param file without a single byte */
    static DamagedFileException empty(FileStatus file) {
        return new DamagedFileException(DatasetLayout.forPeople(file.getPath()), EMPTY, REMEDY);
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
                || !(spark.getCondition().startsWith(UNREAD) || GONE.equals(spark.getCondition()))
                || spark.getMessageParameters().get(PATH) == null) {
            return Optional.empty();
        }
        Throwable root =
                Stream.iterate(cause, Objects::nonNull, Throwable::getCause).reduce(cause, (outer, inner) -> inner);
        return Optional.of(new DamagedFileException(
                DatasetLayout.forPeople(new Path(spark.getMessageParameters().get(PATH))),
                GONE.equals(spark.getCondition()) ? "it is missing" : String.valueOf(root.getMessage()),
                REMEDY));
    }
}
