package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.policy.AxisResult;
import java.util.List;

/** Where a wheel stands on one axis. What holds it back there, symbol_requirements and needed_libraries tell. */
public final class AxisColumns {
    public static final ColumnSpec<AxisResult, String> AXIS = ColumnSpec.of(
            "axis",
            Type.TEXT,
            "What is measured: symbols, libraries, forbidden_symbols, isa, ucs2 or pyfpe.",
            "symbols",
            result -> result.axis().column());
    public static final ColumnSpec<AxisResult, String> POLICY = ColumnSpec.of(
            "policy",
            Type.TEXT,
            "The most compatible policy that grants all it needs there; linux_ARCH if none does.",
            "manylinux_2_17_x86_64",
            AxisResult::policy);

    static final Shape<AxisResult> SHAPE = new Shape<>(List.of(AXIS, POLICY));

    private AxisColumns() {}
}
