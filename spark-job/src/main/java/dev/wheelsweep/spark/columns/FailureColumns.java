package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.scan.Failure;

/** Why a wheel, or one of its entries, could not be read. */
public final class FailureColumns {
    private static final ShapeBuilder<Failure> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<Failure, String> STAGE = COLUMNS.column(
            "stage",
            Type.TEXT,
            "The format that was being read: file, name, zip, deflate, elf or metadata.",
            "zip",
            failure -> failure.stage().column());
    public static final ColumnSpec<Failure, String> REASON = COLUMNS.column(
            "reason",
            Type.TEXT,
            "The kind of error. Later releases may add kinds.",
            "no_end_of_central_directory",
            failure -> failure.reason().column());
    public static final ColumnSpec<Failure, String> ENTRY = COLUMNS.nullable(
            "entry",
            Type.TEXT,
            "The zip entry concerned.",
            "pkg/_native.so",
            "the wheel as a whole is concerned",
            Failure::entry);
    public static final ColumnSpec<Failure, Long> OFFSET = COLUMNS.column(
            "offset",
            Type.LONG,
            "Where the bad field begins. In bytes from the start of the wheel for zip and deflate, from the start of the"
                    + " entry for elf and metadata; in characters for name; 0 for file.",
            "4096",
            Failure::offset);
    public static final ColumnSpec<Failure, String> DETAIL = COLUMNS.column(
            "detail",
            Type.TEXT,
            "What was found and what was expected, as text for people; may change between releases.",
            "22 bytes at 1000, but only 1010 are there",
            Failure::detail);

    static final Shape<Failure> SHAPE = COLUMNS.shape();

    private FailureColumns() {}
}
