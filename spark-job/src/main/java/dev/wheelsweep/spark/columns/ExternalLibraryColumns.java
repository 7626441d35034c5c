package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.policy.ExternalLibrary;
import java.util.List;

/** A library that a wheel needs from the system and that the most compatible policy does not grant. */
public final class ExternalLibraryColumns {
    private static final ShapeBuilder<ExternalLibrary> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<ExternalLibrary, String> LIBRARY = COLUMNS.column(
            "library", Type.TEXT, "The soname, as DT_NEEDED writes it.", "libz.so.1", ExternalLibrary::name);
    public static final ColumnSpec<ExternalLibrary, String> POLICY = COLUMNS.column(
            "policy",
            Type.TEXT,
            "The most compatible policy that grants it; linux_ARCH if none does.",
            "manylinux_2_5_x86_64",
            ExternalLibrary::policy);
    public static final ColumnSpec<ExternalLibrary, List<String>> NEEDED_BY = COLUMNS.column(
            "needed_by",
            Type.TEXTS,
            "Paths of the files that need it, sorted.",
            "[pkg/_native.so]",
            ExternalLibrary::neededBy);

    static final Shape<ExternalLibrary> SHAPE = COLUMNS.shape();

    private ExternalLibraryColumns() {}
}
