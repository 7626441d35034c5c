package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.policy.Axis;
import dev.wheelsweep.core.policy.Claim;
import dev.wheelsweep.core.policy.Requirement;
import java.util.List;
import java.util.Optional;

/** One platform tag of a wheel's name, compared with what the wheel needs. */
public final class ClaimColumns {
    private static final ShapeBuilder<Claim> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<Claim, String> TAG = COLUMNS.column(
            "tag",
            Type.TEXT,
            "The platform tag, in lower case.",
            "manylinux_2_17_x86_64",
            claim -> claim.tag().text());
    public static final ColumnSpec<Claim, Boolean> SATISFIED = COLUMNS.nullable(
            "satisfied",
            Type.FLAG,
            "Whether the wheel keeps what the tag promises.",
            "false",
            "the tag promises nothing that ELF files could break, or the wheel has no ELF files",
            claim -> switch (claim.standing()) {
                case SATISFIED -> Optional.of(true);
                case VIOLATED -> Optional.of(false);
                case NOT_JUDGED -> Optional.empty();
            });
    public static final ColumnSpec<Claim, String> AXIS = COLUMNS.nullable(
            "axis",
            Type.TEXT,
            "What the first violation is about: symbols, libraries, forbidden_symbols, isa, ucs2, pyfpe, architecture,"
                    + " libc or loader.",
            "symbols",
            "the tag is not violated",
            claim -> claim.axis().map(Axis::column));
    public static final ColumnSpec<Claim, Integer> VIOLATION_COUNT = COLUMNS.column(
            "violation_count",
            Type.INT,
            "Number of needs that the tag does not cover, including weak ones and those that evidence omits.",
            "1",
            Claim::violationCount);
    public static final ColumnSpec<Claim, List<Requirement>> EVIDENCE = COLUMNS.column(
            "evidence",
            Type.listOf(Type.struct(EvidenceColumns.SHAPE)),
            "The needs that the tag does not cover, sorted; the first " + Claim.MAX_VIOLATIONS
                    + ". Weak ones do not break the tag.",
            "[{symbols, pkg/_native.so, libc.so.6, GLIBC_2.34, [pthread_create], false}]",
            Claim::violations);

    static final Shape<Claim> SHAPE = COLUMNS.shape();

    private ClaimColumns() {}

    /** One thing that one file needs of the system. */
    public static final class EvidenceColumns {
        /** Most symbols listed for one need; the table symbol_requirements has all of them. */
        public static final int MAX_SYMBOLS = 100;

        private static final ShapeBuilder<Requirement> COLUMNS = new ShapeBuilder<>();

        public static final ColumnSpec<Requirement, String> AXIS = COLUMNS.column(
                "axis",
                Type.TEXT,
                "The axis that the need belongs to.",
                "symbols",
                need -> need.axis().column());
        public static final ColumnSpec<Requirement, String> FILE = COLUMNS.column(
                "file", Type.TEXT, "The ELF file's path in the wheel.", "pkg/_native.so", Requirement::file);
        public static final ColumnSpec<Requirement, String> LIBRARY = COLUMNS.nullable(
                "library",
                Type.TEXT,
                "Soname of the library that must provide the version, or that is itself needed.",
                "libc.so.6",
                "no library is involved",
                Requirement::library);
        public static final ColumnSpec<Requirement, String> VERSION = COLUMNS.nullable(
                "version",
                Type.TEXT,
                "The symbol version, instruction set, architecture, C library needed.",
                "GLIBC_2.34",
                "the library itself is needed, in any version",
                Requirement::version);
        public static final ColumnSpec<Requirement, List<String>> SYMBOLS = COLUMNS.column(
                "symbols",
                Type.TEXTS,
                "The symbols that cause the need, sorted; the first " + MAX_SYMBOLS + ".",
                "[pthread_create]",
                need -> need.symbols().stream().limit(MAX_SYMBOLS).toList());
        public static final ColumnSpec<Requirement, Boolean> WEAK = COLUMNS.column(
                "weak", Type.FLAG, "Whether the loader continues without it.", "false", Requirement::weak);

        static final Shape<Requirement> SHAPE = COLUMNS.shape();

        private EvidenceColumns() {}
    }
}
