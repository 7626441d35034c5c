package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.supply.ExternalNeed;
import java.util.List;

/** A library that a wheel needs, does not have, and may expect of no system. The view supplied_needs says who has it. */
public final class ExternalNeedColumns {
    private static final String NOBODY = "wheelsweep knows of nobody";

    private static final ShapeBuilder<ExternalNeed> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<ExternalNeed, String> LIBRARY = COLUMNS.column(
            "library", Type.TEXT, "The soname, as DT_NEEDED writes it.", "libcublas.so.12", ExternalNeed::library);
    public static final ColumnSpec<ExternalNeed, String> ARCH = COLUMNS.column(
            "arch",
            Type.TEXT,
            "The architecture of the files that need it.",
            "x86_64",
            need -> need.arch().name());
    public static final ColumnSpec<ExternalNeed, String> LIBC = COLUMNS.column(
            "libc",
            Type.TEXT,
            "The C library whose loader loads these files: glibc, musl or bionic.",
            "glibc",
            need -> need.libc().column());
    public static final ColumnSpec<ExternalNeed, List<String>> VERSIONS = COLUMNS.column(
            "versions",
            Type.TEXTS,
            "The symbol versions that these files need of it and cannot do without, sorted.",
            "[libcublas.so.12]",
            ExternalNeed::versions);
    public static final ColumnSpec<ExternalNeed, List<String>> SEARCH_FOLDERS = COLUMNS.nullable(
            "search_folders",
            Type.TEXTS,
            "The folders of an environment where the loader looks for it by RPATH or RUNPATH, whichever of these files needs"
                    + " it first. An environment has its packages in lib/python/site-packages.",
            "[lib/python/site-packages/nvidia/cublas/lib]",
            "there are too many",
            ExternalNeed::searchFolders);
    public static final ColumnSpec<ExternalNeed, String> SUPPLIER_KIND = COLUMNS.nullable(
            "supplier_kind",
            Type.TEXT,
            "Who is known to bring it, whatever the mirror has: driver, distribution (Requires-Dist names it),"
                    + " optional_backend (the project works without), or interpreter (libpython).",
            "distribution",
            NOBODY,
            need -> need.supplierKind().map(ColumnWord::column));
    public static final ColumnSpec<ExternalNeed, String> KNOWN_SUPPLIER = COLUMNS.nullable(
            "known_supplier",
            Type.TEXT,
            "The name of that supplier: a vendor, a project as Requires-Dist spells it, or python.",
            "nvidia-cublas-cu12",
            NOBODY,
            ExternalNeed::supplierName);

    static final Shape<ExternalNeed> SHAPE = COLUMNS.shape();

    private ExternalNeedColumns() {}
}
