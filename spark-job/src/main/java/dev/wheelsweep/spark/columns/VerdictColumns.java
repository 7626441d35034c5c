package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.accelerator.AcceleratorUse;
import dev.wheelsweep.core.install.Candidate;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.policy.AxisResult;
import dev.wheelsweep.core.policy.Claim;
import dev.wheelsweep.core.policy.ExternalLibrary;
import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.stableabi.StableAbiViolation;
import dev.wheelsweep.core.supply.ExternalNeed;
import dev.wheelsweep.core.supply.OpenedLibrary;
import dev.wheelsweep.core.supply.VendoredLibrary;
import dev.wheelsweep.core.toolchain.Tool;
import dev.wheelsweep.spark.systems.WheelOnSystem;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** How a policy set judges one wheel: the row of {@code verdicts/POLICY/SWEEP/}. */
public final class VerdictColumns {
    private static final ShapeBuilder<WheelVerdict> COLUMNS = new ShapeBuilder<WheelVerdict>()
            .with(List.of(
                    NameColumns.PROJECT.as(wheel -> wheel.name().project().normalized()),
                    NameColumns.VERSION.as(wheel -> wheel.name().version()),
                    NameColumns.FILENAME.as(wheel -> wheel.name().text()),
                    NameColumns.WHEEL_PATH.as(WheelVerdict::wheelPath)));

    public static final ColumnSpec<WheelVerdict, String> POLICY_ID = COLUMNS.column(
            "policy_id",
            Type.TEXT,
            "The policy set that judged the wheel: its name and the beginning of the SHA-256 of its content.",
            "auditwheel-6.8.1-0123456789ab",
            judged(Judgement::policyId));
    public static final ColumnSpec<WheelVerdict, String> JUDGED_ARCH = COLUMNS.nullable(
            "judged_arch",
            Type.TEXT,
            "The architecture that the wheel was judged for: the one that all platform tags name, else that of the first ELF"
                    + " file.",
            "x86_64",
            "neither the file name nor an ELF file names one",
            judged(judgement -> judgement.arch().map(Arch::name)));
    public static final ColumnSpec<WheelVerdict, String> JUDGED_LIBC = COLUMNS.column(
            "judged_libc",
            Type.TEXT,
            "The C library whose policies were applied: glibc, musl or bionic; none if it is unknown.",
            "glibc",
            judged(judgement -> judgement.libc().column()));
    public static final ColumnSpec<WheelVerdict, String> POLICY = COLUMNS.nullable(
            "policy",
            Type.TEXT,
            "The most compatible policy that grants all needs of the wheel, named as in auditwheel show; linux_ARCH if none"
                    + " does.",
            "manylinux_2_17_x86_64",
            "the wheel could not be read, or has no ELF file that a policy covers",
            judged(Judgement::policy));
    public static final ColumnSpec<WheelVerdict, String> VERDICT = COLUMNS.nullable(
            "verdict",
            Type.TEXT,
            "How the platform tags compare with the needs: honest, overclaims (the tags promise too much), underclaims (an"
                    + " older tag is possible), not_applicable, or unknown (an entry cannot be read, and what was read proves no"
                    + " violation).",
            "honest",
            "the wheel could not be read",
            judged(judgement -> Optional.of(judgement.verdict().column())));
    public static final ColumnSpec<WheelVerdict, List<AxisResult>> AXES = COLUMNS.column(
            "axes",
            Type.listOf(Type.struct(AxisColumns.SHAPE)),
            "The best policy on each axis; the column policy is the worst of these. Empty if policy is null.",
            "[{symbols, manylinux_2_17_x86_64}, ...]",
            judged(Judgement::axes));
    public static final ColumnSpec<WheelVerdict, List<ExternalLibrary>> EXTERNAL_LIBRARIES = COLUMNS.column(
            "external_libraries",
            Type.listOf(Type.struct(ExternalLibraryColumns.SHAPE)),
            "Libraries that the wheel neither contains nor may expect under the most compatible policy.",
            "[{libz.so.1, manylinux_2_5_x86_64, [pkg/_native.so]}]",
            judged(Judgement::externalLibraries));
    public static final ColumnSpec<WheelVerdict, List<Claim>> CLAIMS = COLUMNS.column(
            "claims",
            Type.listOf(Type.struct(ClaimColumns.SHAPE)),
            "The platform tags in the order of the file name, each compared with what the wheel needs.",
            "[{manylinux_2_17_x86_64, false, violated, symbols, 1, [...]}]",
            judged(Judgement::claims));
    public static final ColumnSpec<WheelVerdict, List<Finding>> FINDINGS = COLUMNS.column(
            "findings",
            Type.listOf(Type.struct(FindingColumns.SHAPE)),
            "What needs attention.",
            "[{pkg/_native.so, executable_stack, warning, ...}]",
            judged(Judgement::findings));
    public static final ColumnSpec<WheelVerdict, List<WheelOnSystem>> LOAD_FAILURES = COLUMNS.column(
            "load_failures",
            Type.listOf(Type.struct(LoadFailureColumns.SHAPE)),
            "The systems of the wheel's C library and architecture on which an installer takes the wheel, and the loader"
                    + " refuses it.",
            "[{rhel:8, x86_64, 3.6, pip 9.0.3, missing_version, ...}]",
            WheelVerdict::broken);
    public static final ColumnSpec<WheelVerdict, List<Candidate>> CANDIDATES = COLUMNS.column(
            "candidates",
            Type.listOf(Type.struct(CandidateColumns.SHAPE)),
            "The Pythons, architectures and C libraries for which pip takes the wheel.",
            "[{3.12, x86_64, glibc, 2, 17, 23002000, 26003000, 84, null}]",
            WheelVerdict::candidates);
    public static final ColumnSpec<WheelVerdict, List<StableAbiViolation>> ABI3_VIOLATIONS = COLUMNS.column(
            "abi3_violations",
            Type.listOf(Type.struct(StableAbiColumns.SHAPE)),
            "What breaks the promise of an abi3 or abi3t tag. Empty for wheels with other tags.",
            "[{pkg/_native.abi3.so, later, PyUnicode_AsUTF8AndSize, 3.10, false, 3.8}]",
            judged(Judgement::stableAbi));
    public static final ColumnSpec<WheelVerdict, List<AcceleratorUse>> ACCELERATORS = COLUMNS.column(
            "accelerators",
            Type.listOf(Type.struct(AcceleratorColumns.SHAPE)),
            "What shows that the wheel uses an accelerator's software, or a runtime of which a process should have one.",
            "[{cuda, cuFFT, false, needed, libcufft.so.11, 12, 12, 525.60.13, pkg/_gpu.so, 3}]",
            judged(Judgement::accelerators));
    public static final ColumnSpec<WheelVerdict, List<Tool>> TOOLCHAINS = COLUMNS.column(
            "toolchains",
            Type.listOf(Type.struct(ToolchainColumns.SHAPE)),
            "The compilers and linkers that built the files, and the systems that these come from.",
            "[{GCC: (GNU) 4.8.5 ..., compiler, gcc, 4.8.5, rhel, null, rhel:7, pkg/_native.so, 3}]",
            judged(Judgement::tools));
    public static final ColumnSpec<WheelVerdict, String> VERSION_ORDER = COLUMNS.column(
            "version_order",
            Type.TEXT,
            "The version as a text that is greater for a later release, in the order of PEP 440; the same for equal versions.",
            "1a0a1b26a4.401",
            wheel -> wheel.name().versionOrder());
    public static final ColumnSpec<WheelVerdict, List<ExternalNeed>> EXTERNAL_NEEDS = COLUMNS.column(
            "external_needs",
            Type.listOf(Type.struct(ExternalNeedColumns.SHAPE)),
            "Libraries that the wheel needs, does not contain, and may expect under no policy.",
            "[{libcublas.so.12, x86_64, glibc, [libcublas.so.12], [lib/python/site-packages/nvidia/cublas/lib], distribution,"
                    + " nvidia-cublas-cu12}]",
            judged(Judgement::externalNeeds));
    public static final ColumnSpec<WheelVerdict, List<RequirementColumns.WheelRequirement>> REQUIREMENTS =
            COLUMNS.column(
                    "requirements",
                    Type.listOf(Type.struct(RequirementColumns.SHAPE)),
                    "What the wheel requires: every Requires-Dist of METADATA, parsed.",
                    "[{0, nvidia-cublas-cu12, [], ==12.4.5.8, null, platform_system == \"Linux\", null, null, null}]",
                    wheel -> RequirementColumns.WheelRequirement.allOf(wheel.requiresDist()));

    public static final ColumnSpec<WheelVerdict, List<VendoredLibrary>> VENDORED_LIBRARIES = COLUMNS.column(
            "vendored_libraries",
            Type.listOf(Type.struct(SupplyColumns.Vendored.SHAPE)),
            "The libraries of other projects that were copied into the wheel, each named by the best evidence.",
            "[{pkg.libs/libxcb-5ddf6756.so.1.1.0, libxcb.so.1.1.0, libxcb, 1.13.1-1.el8, sbom_path, 1.1.0, ...}]",
            judged(Judgement::vendored));
    public static final ColumnSpec<WheelVerdict, List<OpenedLibrary>> OPENED_LIBRARIES = COLUMNS.column(
            "opened_libraries",
            Type.listOf(Type.struct(SupplyColumns.Opened.SHAPE)),
            "The libraries that files of the wheel say they open by dlopen while they run.",
            "[{pkg/_native.so, libfoo.so.1, 0, foo, Enables the foo feature, recommended, null, null}]",
            judged(Judgement::opened));

    private static final Shape<WheelVerdict> SHAPE = COLUMNS.shape();
    private static final StructType SCHEMA = SHAPE.schema();

    private VerdictColumns() {}

    public static StructType schema() {
        return SCHEMA;
    }

    /**
     * @return the last column that a verdict never has null in. Columns are added at the end, so that stored verdicts with null
     *     in it are of an earlier release
     */
    public static StructField last() {
        return Arrays.stream(SCHEMA.fields())
                .filter(field -> !field.nullable())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** @return the columns in order, for the data dictionary */
    public static List<? extends ColumnSpec<?, ?>> columns() {
        return SHAPE.columns();
    }

    /** @return a row of {@link #schema}, as Spark's typed operations take it */
    public static Row row(WheelVerdict wheel) {
        return (Row) CatalystTypeConverters.convertToScala(internal(wheel), SCHEMA);
    }

    /** @return a row of {@link #schema}, as Spark's writers take it */
    public static InternalRow internal(WheelVerdict wheel) {
        return SHAPE.row(wheel);
    }

    private static <V> Function<WheelVerdict, V> judged(Function<Judgement, V> part) {
        return wheel -> part.apply(wheel.judgement());
    }
}
