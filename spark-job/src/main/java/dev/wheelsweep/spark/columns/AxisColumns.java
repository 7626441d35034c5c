package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.policy.AxisResult;

/** The best policy that a wheel reaches on one axis. The tables symbol_requirements and needed_libraries show what
 * prevents a better one. */
public final class AxisColumns {
    private static final ShapeBuilder<AxisResult> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<AxisResult, String> AXIS = COLUMNS.column(
            "axis",
            Type.TEXT,
            "What is measured: symbols, libraries, forbidden_symbols, isa, ucs2 or pyfpe.",
            "symbols",
            result -> result.axis().column());
    public static final ColumnSpec<AxisResult, String> POLICY = COLUMNS.column(
            "policy",
            Type.TEXT,
            "The most compatible policy that grants all needs on this axis; linux_ARCH if none does.",
            "manylinux_2_17_x86_64",
            AxisResult::policy);

    static final Shape<AxisResult> SHAPE = COLUMNS.shape();

    private AxisColumns() {}
}
