package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.stableabi.StableAbiViolation;

/** What breaks the promise of a stable ABI tag, {@code abi3} or {@code abi3t}. */
public final class StableAbiColumns {
    private static final ShapeBuilder<StableAbiViolation> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<StableAbiViolation, String> PATH = COLUMNS.column(
            "path", Type.TEXT, "The file of the wheel.", "pkg/_native.abi3.so", StableAbiViolation::file);
    public static final ColumnSpec<StableAbiViolation, String> KIND = COLUMNS.column(
            "kind",
            Type.TEXT,
            "not_stable (the symbol is in no stable ABI), later (it entered the stable ABI with a later Python than the tags"
                    + " promise), not_for_abi3t (it needs the layout of objects with the GIL), or no_module_export (the extension has"
                    + " no PyModExport_ function, which abi3t needs). Later releases may add kinds.",
            "later",
            violation -> violation.kind().column());
    public static final ColumnSpec<StableAbiViolation, String> SYMBOL = COLUMNS.nullable(
            "symbol",
            Type.TEXT,
            "The symbol of CPython that the file imports.",
            "PyUnicode_AsUTF8AndSize",
            "the file lacks a symbol instead",
            StableAbiViolation::symbol);
    public static final ColumnSpec<StableAbiViolation, String> SINCE = COLUMNS.nullable(
            "since",
            Type.TEXT,
            "The Python with which the symbol entered the stable ABI.",
            "3.10",
            "the symbol is in no stable ABI",
            violation -> violation.since().map(DottedNumber::toString));
    public static final ColumnSpec<StableAbiViolation, Boolean> WEAK = COLUMNS.column(
            "weak",
            Type.FLAG,
            "Whether the file is also loaded without the symbol; such a row is no finding.",
            "false",
            StableAbiViolation::weak);
    public static final ColumnSpec<StableAbiViolation, String> PROMISED = COLUMNS.column(
            "promised_python",
            Type.TEXT,
            "The oldest Python that the tags promise.",
            "3.8",
            violation -> violation.promised().toString());

    static final Shape<StableAbiViolation> SHAPE = COLUMNS.shape();

    private StableAbiColumns() {}
}
