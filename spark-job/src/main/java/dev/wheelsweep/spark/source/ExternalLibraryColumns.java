package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.policy.ExternalLibrary;
import java.util.List;

/** A library that a wheel expects of the system beyond what every policy grants. */
public final class ExternalLibraryColumns {
    public static final Column<ExternalLibrary, String> LIBRARY =
            Column.of("library", Type.TEXT, "The soname, as DT_NEEDED writes it.", "libz.so.1", ExternalLibrary::name);
    public static final Column<ExternalLibrary, String> POLICY = Column.of(
            "policy",
            Type.TEXT,
            "The most compatible policy that grants it; linux_ARCH if none does.",
            "manylinux_2_5_x86_64",
            ExternalLibrary::policy);
    public static final Column<ExternalLibrary, List<String>> NEEDED_BY = Column.of(
            "needed_by",
            Type.TEXTS,
            "Paths of the files that name it, sorted.",
            "[pkg/_native.so]",
            ExternalLibrary::neededBy);

    static final Shape<ExternalLibrary> SHAPE = new Shape<>(List.of(LIBRARY, POLICY, NEEDED_BY));

    private ExternalLibraryColumns() {}
}
