package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.audit.ZipOddity;

/** A place where another reader of the zip would see something else; each becomes a finding of the same id. */
public final class ZipOddityColumns {
    private static final ShapeBuilder<ZipOddity> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<ZipOddity, String> ID = COLUMNS.column(
            "id",
            Type.TEXT,
            "What is odd, from a closed list that only grows; also the finding's id.",
            "gap_bytes",
            oddity -> oddity.kind().column());
    public static final ColumnSpec<ZipOddity, String> ENTRY = COLUMNS.nullable(
            "entry",
            Type.TEXT,
            "The zip entry concerned.",
            "pkg/_native.so",
            "the archive as a whole is concerned, or more entries than are listed",
            ZipOddity::entry);
    public static final ColumnSpec<ZipOddity, Long> OFFSET = COLUMNS.column(
            "offset",
            Type.LONG,
            "Where the field or the bytes begin in the wheel, in bytes.",
            "4096",
            ZipOddity::offset);
    public static final ColumnSpec<ZipOddity, String> DETAIL = COLUMNS.column(
            "detail",
            Type.TEXT,
            "What exactly, for a person; not stable between releases.",
            "16 bytes",
            ZipOddity::detail);

    static final Shape<ZipOddity> SHAPE = COLUMNS.shape();

    private ZipOddityColumns() {}
}
