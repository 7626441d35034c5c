package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.policy.Finding;

/** Something about a wheel that needs attention. */
public final class FindingColumns {
    private static final ShapeBuilder<Finding> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<Finding, String> PATH = COLUMNS.nullable(
            "path",
            Type.TEXT,
            "The file in the wheel that the finding is about.",
            "pkg/_native.so",
            "the wheel as a whole is concerned",
            Finding::file);
    public static final ColumnSpec<Finding, String> ID = COLUMNS.column(
            "id",
            Type.TEXT,
            "The kind of finding. Later releases may add kinds.",
            "executable_stack",
            finding -> finding.id().column());
    public static final ColumnSpec<Finding, String> SEVERITY = COLUMNS.column(
            "severity",
            Type.TEXT,
            "How much it matters: info, warning or error.",
            "warning",
            finding -> finding.severity().column());
    public static final ColumnSpec<Finding, String> DETAIL = COLUMNS.column(
            "detail",
            Type.TEXT,
            "Details as text for people; may change between releases.",
            "PT_GNU_STACK is executable",
            Finding::detail);

    static final Shape<Finding> SHAPE = COLUMNS.shape();

    private FindingColumns() {}
}
