package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.policy.AxisResult;
import dev.wheelsweep.core.policy.Claim;
import dev.wheelsweep.core.policy.ExternalLibrary;
import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.Judgement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** What a policy set makes of one wheel: the row of {@code verdicts/policy=ID/sweep=ID}. */
public final class VerdictColumns {
    private static final ShapeBuilder<JudgedWheel> COLUMNS = new ShapeBuilder<JudgedWheel>()
            .with(List.of(
                    NameColumns.PROJECT.as(wheel -> wheel.name().project().normalized()),
                    NameColumns.VERSION.as(wheel -> wheel.name().version()),
                    NameColumns.FILENAME.as(wheel -> wheel.name().text()),
                    NameColumns.WHEEL_PATH.as(JudgedWheel::wheelPath)));

    public static final ColumnSpec<JudgedWheel, String> POLICY_ID = COLUMNS.column(
            "policy_id",
            Type.TEXT,
            "The policy set that judged: its name and the beginning of its content's SHA-256.",
            "auditwheel-6.8.1-0123456789ab",
            judged(Judgement::policyId));
    public static final ColumnSpec<JudgedWheel, String> JUDGED_ARCH = COLUMNS.nullable(
            "judged_arch",
            Type.TEXT,
            "The architecture judged: the one that the platform tags agree on, else the first ELF file's.",
            "x86_64",
            "neither the name nor an ELF file tells one",
            judged(judgement -> judgement.arch().map(Arch::name)));
    public static final ColumnSpec<JudgedWheel, String> JUDGED_LIBC = COLUMNS.column(
            "judged_libc",
            Type.TEXT,
            "The C library whose policies judged: glibc, musl, bionic; none if nothing tells it.",
            "glibc",
            judged(judgement -> judgement.libc().column()));
    public static final ColumnSpec<JudgedWheel, String> POLICY = COLUMNS.nullable(
            "policy",
            Type.TEXT,
            "The most compatible policy that grants all it needs, as auditwheel show names it; linux_ARCH if none does.",
            "manylinux_2_17_x86_64",
            "it could not be read, or has no ELF file that a policy speaks about",
            judged(Judgement::policy));
    public static final ColumnSpec<JudgedWheel, String> VERDICT = COLUMNS.nullable(
            "verdict",
            Type.TEXT,
            "What its platform tags are worth: honest, overclaims, underclaims (an older tag would do) or not_applicable.",
            "honest",
            "it could not be read",
            judged(judgement -> Optional.of(judgement.verdict().column())));
    public static final ColumnSpec<JudgedWheel, List<AxisResult>> AXES = COLUMNS.column(
            "axes",
            Type.listOf(Type.struct(AxisColumns.SHAPE)),
            "Where it stands on each axis; policy is the worst of them. Empty if policy is null.",
            "[{symbols, manylinux_2_17_x86_64}, ...]",
            judged(Judgement::axes));
    public static final ColumnSpec<JudgedWheel, List<ExternalLibrary>> EXTERNAL_LIBRARIES = COLUMNS.column(
            "external_libraries",
            Type.listOf(Type.struct(ExternalLibraryColumns.SHAPE)),
            "Libraries that it does not bring and the most compatible policy does not grant.",
            "[{libz.so.1, manylinux_2_5_x86_64, [pkg/_native.so]}]",
            judged(Judgement::externalLibraries));
    public static final ColumnSpec<JudgedWheel, List<Claim>> CLAIMS = COLUMNS.column(
            "claims",
            Type.listOf(Type.struct(ClaimColumns.SHAPE)),
            "Its platform tags in the name's order, each against what it needs.",
            "[{manylinux_2_17_x86_64, false, violated, symbols, 1, [...]}]",
            judged(Judgement::claims));
    public static final ColumnSpec<JudgedWheel, List<Finding>> FINDINGS = COLUMNS.column(
            "findings",
            Type.listOf(Type.struct(FindingColumns.SHAPE)),
            "What somebody should look at.",
            "[{pkg/_native.so, executable_stack, warning, ...}]",
            judged(Judgement::findings));

    private static final Shape<JudgedWheel> SHAPE = COLUMNS.shape();
    private static final StructType SCHEMA = SHAPE.schema();

    private VerdictColumns() {}

    public static StructType schema() {
        return SCHEMA;
    }

    /** @return the columns in order, for the data dictionary */
    public static List<? extends ColumnSpec<?, ?>> columns() {
        return SHAPE.columns();
    }

    /** @return a row of {@link #schema}, of the kind that Spark's typed operations take */
    public static Row row(JudgedWheel wheel) {
        return (Row) CatalystTypeConverters.convertToScala(internal(wheel), SCHEMA);
    }

    /** @return a row of {@link #schema}, of the kind that Spark's writers take */
    public static InternalRow internal(JudgedWheel wheel) {
        return SHAPE.row(wheel);
    }

    private static <V> Function<JudgedWheel, V> judged(Function<Judgement, V> part) {
        return wheel -> part.apply(wheel.judgement());
    }
}
