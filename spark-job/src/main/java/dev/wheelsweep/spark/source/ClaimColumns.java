package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.policy.Axis;
import dev.wheelsweep.core.policy.Claim;
import dev.wheelsweep.core.policy.Requirement;
import java.util.List;
import java.util.Optional;

/** One platform tag of a wheel's name against what the wheel needs. */
public final class ClaimColumns {
    public static final Column<Claim, String> TAG = Column.of(
            "tag",
            Type.TEXT,
            "The platform tag, in lower case.",
            "manylinux_2_17_x86_64",
            claim -> claim.tag().text());
    public static final Column<Claim, Boolean> SATISFIED = Column.nullable(
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
    public static final Column<Claim, String> AXIS = Column.nullable(
            "axis",
            Type.TEXT,
            "What the first violation is about: symbols, libraries, forbidden_symbols, isa, ucs2, pyfpe, architecture or"
                    + " libc.",
            "symbols",
            "the tag is not violated",
            claim -> claim.axis().map(Axis::column));
    public static final Column<Claim, Integer> VIOLATION_COUNT = Column.of(
            "violation_count",
            Type.INT,
            "How many needs the tag does not promise, weak ones and those beyond evidence included.",
            "1",
            Claim::violationCount);
    public static final Column<Claim, List<Requirement>> EVIDENCE = Column.of(
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

        public static final Column<Requirement, String> AXIS = Column.of(
                "axis",
                Type.TEXT,
                "What it is measured by.",
                "symbols",
                need -> need.axis().column());
        public static final Column<Requirement, String> FILE =
                Column.of("file", Type.TEXT, "The ELF file's path in the wheel.", "pkg/_native.so", Requirement::file);
        public static final Column<Requirement, String> LIBRARY = Column.nullable(
                "library",
                Type.TEXT,
                "The soname that it is needed of, or that is needed itself.",
                "libc.so.6",
                "no library is involved",
                Requirement::library);
        public static final Column<Requirement, String> VERSION = Column.nullable(
                "version",
                Type.TEXT,
                "The symbol version, instruction set, architecture or C library needed.",
                "GLIBC_2.34",
                "the library is needed as such",
                Requirement::version);
        public static final Column<Requirement, List<String>> SYMBOLS = Column.of(
                "symbols",
                Type.TEXTS,
                "The symbols to blame, sorted; the first " + MAX_SYMBOLS + ".",
                "[pthread_create]",
                need -> need.symbols().stream().limit(MAX_SYMBOLS).toList());
        public static final Column<Requirement, Boolean> WEAK =
                Column.of("weak", Type.FLAG, "The loader goes on without it.", "false", Requirement::weak);

        static final Shape<Requirement> SHAPE = new Shape<>(List.of(AXIS, FILE, LIBRARY, VERSION, SYMBOLS, WEAK));

        private EvidenceColumns() {}
    }
}
