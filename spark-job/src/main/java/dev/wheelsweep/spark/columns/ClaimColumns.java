package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.policy.Axis;
import dev.wheelsweep.core.policy.Claim;
import dev.wheelsweep.core.policy.Requirement;
import java.util.List;
import java.util.Optional;

/** One platform tag of a wheel's name against what the wheel needs. */
public final class ClaimColumns {
    public static final ColumnSpec<Claim, String> TAG = ColumnSpec.of(
            "tag",
            Type.TEXT,
            "The platform tag, in lower case.",
            "manylinux_2_17_x86_64",
            claim -> claim.tag().text());
    public static final ColumnSpec<Claim, Boolean> SATISFIED = ColumnSpec.nullable(
            "satisfied",
            Type.FLAG,
            "Whether the wheel keeps the tag.",
            "false",
            "the tag promises nothing that ELF files could break, or there are none",
            claim -> switch (claim.standing()) {
                case SATISFIED -> Optional.of(true);
                case VIOLATED -> Optional.of(false);
                case NOT_JUDGED -> Optional.empty();
            });
    public static final ColumnSpec<Claim, String> AXIS = ColumnSpec.nullable(
            "axis",
            Type.TEXT,
            "What the first violation is about: symbols, libraries, forbidden_symbols, isa, ucs2, pyfpe, architecture or"
                    + " libc.",
            "symbols",
            "the tag is not violated",
            claim -> claim.axis().map(Axis::column));
    public static final ColumnSpec<Claim, Integer> VIOLATION_COUNT = ColumnSpec.of(
            "violation_count",
            Type.INT,
            "How many needs the tag does not promise, weak ones and those beyond evidence included.",
            "1",
            Claim::violationCount);
    public static final ColumnSpec<Claim, List<Requirement>> EVIDENCE = ColumnSpec.of(
            "evidence",
            Type.listOf(Type.struct(EvidenceColumns.SHAPE)),
            "Those needs, sorted; the first " + Claim.MAX_VIOLATIONS + ". Weak ones do not break the tag.",
            "[{symbols, pkg/_native.so, libc.so.6, GLIBC_2.34, [pthread_create], false}]",
            Claim::violations);

    static final Shape<Claim> SHAPE = new Shape<>(List.of(TAG, SATISFIED, AXIS, VIOLATION_COUNT, EVIDENCE));

    private ClaimColumns() {}

    /** One thing that one file needs of the system. */
    public static final class EvidenceColumns {
        /** Most symbols listed of one need: enough to see whose they are; all stand in symbol_requirements. */
        public static final int MAX_SYMBOLS = 100;

        public static final ColumnSpec<Requirement, String> AXIS = ColumnSpec.of(
                "axis",
                Type.TEXT,
                "What it is measured by.",
                "symbols",
                need -> need.axis().column());
        public static final ColumnSpec<Requirement, String> FILE = ColumnSpec.of(
                "file", Type.TEXT, "The ELF file's path in the wheel.", "pkg/_native.so", Requirement::file);
        public static final ColumnSpec<Requirement, String> LIBRARY = ColumnSpec.nullable(
                "library",
                Type.TEXT,
                "The soname that it is needed of, or that is needed itself.",
                "libc.so.6",
                "no library is involved",
                Requirement::library);
        public static final ColumnSpec<Requirement, String> VERSION = ColumnSpec.nullable(
                "version",
                Type.TEXT,
                "The symbol version, instruction set, architecture or C library needed.",
                "GLIBC_2.34",
                "the library is needed as such",
                Requirement::version);
        public static final ColumnSpec<Requirement, List<String>> SYMBOLS = ColumnSpec.of(
                "symbols",
                Type.TEXTS,
                "The symbols to blame, sorted; the first " + MAX_SYMBOLS + ".",
                "[pthread_create]",
                need -> need.symbols().stream().limit(MAX_SYMBOLS).toList());
        public static final ColumnSpec<Requirement, Boolean> WEAK =
                ColumnSpec.of("weak", Type.FLAG, "The loader goes on without it.", "false", Requirement::weak);

        static final Shape<Requirement> SHAPE = new Shape<>(List.of(AXIS, FILE, LIBRARY, VERSION, SYMBOLS, WEAK));

        private EvidenceColumns() {}
    }
}
