package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.listing.UnchangedFile;
import dev.wheelsweep.spark.listing.WheelFile;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** The outcome for each file of a mirror in one sweep, including files that were not read again. */
public final class MirrorFileColumns {
    /** The status of a file that an earlier sweep read and that has not changed since. */
    public static final String UNCHANGED = "unchanged";

    /** The status of a file that the last sweep covered and that the options, such as --newest, choose no longer. */
    public static final String NOT_CHOSEN = "not_chosen";

    /**
     * The source of the row of a file that was not read.
     *
     * @param file what is known from the listing and the name
     * @param status {@link #UNCHANGED}, {@link #NOT_CHOSEN} or {@code vanished}
     * @param factsSweep the sweep that read it and has its rows; empty if it vanished or is not chosen
     */
    record UnreadFile(NamedFile file, String status, Optional<String> factsSweep) {}

    private static final ShapeBuilder<UnreadFile> COLUMNS = new ShapeBuilder<UnreadFile>()
            .with(List.of(
                    NameColumns.PROJECT.from(UnreadFile::file),
                    NameColumns.VERSION.from(UnreadFile::file),
                    NameColumns.FILENAME.from(UnreadFile::file),
                    NameColumns.WHEEL_PATH.from(UnreadFile::file),
                    NameColumns.SIZE.from(UnreadFile::file),
                    NameColumns.MTIME.from(UnreadFile::file)));

    public static final ColumnSpec<UnreadFile, String> STATUS = COLUMNS.column(
            "status",
            Type.TEXT,
            "The outcome: ok, partial, failed, unsupported, limit, changed, vanished, killed_scanner, unreadable_now,"
                    + " unchanged if an earlier sweep read the file and it was not read again, or not_chosen if an earlier sweep read it,"
                    + " the index still lists it, and the options no longer choose it.",
            "ok",
            UnreadFile::status);
    public static final ColumnSpec<UnreadFile, String> FACTS_SWEEP = COLUMNS.nullable(
            "facts_sweep",
            Type.TEXT,
            "The id of the sweep that read the file; all other tables have its rows under this id. An earlier sweep's if"
                    + " the file is unchanged.",
            "20261122T021500Z",
            "the file vanished, or is no longer chosen",
            UnreadFile::factsSweep);
    public static final ColumnSpec<UnreadFile, String> REASON = COLUMNS.nullable(
            "reason",
            Type.TEXT,
            "Why the status is not ok.",
            "access_denied",
            "the status is ok, unchanged or not_chosen, or the file vanished after the previous sweep",
            file -> Optional.empty());

    private static final Shape<UnreadFile> SHAPE = COLUMNS.with(List.of(
                    NameColumns.SHA256.from(UnreadFile::file),
                    NameColumns.ETAG.from(UnreadFile::file),
                    // These may change although the file does not.
                    NameColumns.YANKED.from(UnreadFile::file),
                    NameColumns.YANKED_REASON.from(UnreadFile::file),
                    NameColumns.PROJECT_STATUS.from(UnreadFile::file)))
            .shape();
    private static final StructType SCHEMA = SHAPE.schema();

    private MirrorFileColumns() {}

    public static StructType schema() {
        return SCHEMA;
    }

    /** @return the columns in order, for the data dictionary */
    public static List<? extends ColumnSpec<?, ?>> columns() {
        return SHAPE.columns();
    }

    /** @return the row of a file that has not changed since it was read */
    public static InternalRow unchanged(UnchangedFile file) {
        return SHAPE.row(new UnreadFile(NamedFile.of(file.file()), UNCHANGED, Optional.of(file.factsSweep())));
    }

    /** @param file as an earlier sweep listed it */
    public static InternalRow vanished(WheelFile file) {
        return SHAPE.row(new UnreadFile(NamedFile.of(file), WheelStatus.VANISHED.column(), Optional.empty()));
    }

    /** @param file as an earlier sweep listed it */
    public static InternalRow notChosen(WheelFile file) {
        return SHAPE.row(new UnreadFile(NamedFile.of(file), NOT_CHOSEN, Optional.empty()));
    }

    /** @return the row as one of the kind that Spark's typed operations take */
    public static Row typed(InternalRow row) {
        return (Row) CatalystTypeConverters.convertToScala(row, SCHEMA);
    }
}
