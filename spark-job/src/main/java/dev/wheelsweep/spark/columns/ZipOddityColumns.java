package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.audit.ZipOddity;

/** A place where another zip reader sees something different; each becomes a finding of the same id. */
public final class ZipOddityColumns {
    private static final ShapeBuilder<ZipOddity> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<ZipOddity, String> ID = COLUMNS.column(
            "id",
            Type.TEXT,
            "The kind of oddity, also the id of the finding. Later releases may add kinds.",
            "gap_bytes",
            oddity -> oddity.kind().column());
    public static final ColumnSpec<ZipOddity, String> ENTRY = COLUMNS.nullable(
            "entry",
            Type.TEXT,
            "The zip entry concerned.",
            "pkg/_native.so",
            "the archive as a whole is concerned, or more entries than can be listed",
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
            "Details as text for people; may change between releases.",
            "16 bytes",
            ZipOddity::detail);

    static final Shape<ZipOddity> SHAPE = COLUMNS.shape();

    private ZipOddityColumns() {}
}
