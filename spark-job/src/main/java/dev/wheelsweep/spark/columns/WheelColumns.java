package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.install.OldestPip;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.policy.Binary;
import dev.wheelsweep.core.policy.Floors;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.wheel.Declarations;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.SbomComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the scan of one file found. A query for any of these columns opens wheels. */
public final class WheelColumns {
    private static final String NOTHING_READ = "nothing could be read";
    private static final String NO_RECORD = "RECORD is missing or cannot be read";

    private static final ShapeBuilder<WheelReport> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<WheelReport, String> STATUS = COLUMNS.column(
            "status",
            Type.TEXT,
            "The outcome: ok, partial (some entry cannot be read), failed, unsupported, limit, changed, vanished,"
                    + " killed_scanner or unreadable_now.",
            "ok",
            report -> report.status().column());
    public static final ColumnSpec<WheelReport, String> REASON = COLUMNS.nullable(
            "reason",
            Type.TEXT,
            "Why the status is not ok. The failure of the same reason has stage, offset and detail.",
            "no_end_of_central_directory",
            "the status is ok",
            report -> report.reason().map(failure -> failure.reason().column()));
    public static final ColumnSpec<WheelReport, Integer> ENTRIES = COLUMNS.nullable(
            "entries",
            Type.INT,
            "Number of entries in the central directory of the zip.",
            "311",
            NOTHING_READ,
            report -> wasRead(report) ? Optional.of(report.entries()) : Optional.empty());
    public static final ColumnSpec<WheelReport, String> GENERATOR = COLUMNS.nullable(
            "generator",
            Type.TEXT,
            "First Generator in WHEEL: the tool that built the wheel.",
            "bdist_wheel (0.43.0)",
            "WHEEL names none",
            report -> report.distInfo().generators().stream().findFirst());
    public static final ColumnSpec<WheelReport, List<String>> GENERATORS = COLUMNS.column(
            "generators",
            Type.TEXTS,
            "Every Generator in WHEEL, in order. Tools that repair a wheel append their own.",
            "[bdist_wheel (0.43.0), auditwheel (6.4.2)]",
            report -> report.distInfo().generators());
    public static final ColumnSpec<WheelReport, Boolean> ROOT_IS_PURELIB = COLUMNS.nullable(
            "root_is_purelib",
            Type.FLAG,
            "Root-Is-Purelib in WHEEL.",
            "false",
            "the field is missing, or neither true nor false",
            report -> report.distInfo().rootIsPurelib());
    public static final ColumnSpec<WheelReport, List<String>> WHEEL_FILE_TAGS = COLUMNS.column(
            "wheel_file_tags",
            Type.TEXTS,
            "Every Tag in WHEEL, raw; may differ from the tags of the file name.",
            "[cp312-abi3-manylinux_2_17_x86_64]",
            report -> report.distInfo().tags());
    public static final ColumnSpec<WheelReport, String> REQUIRES_PYTHON = COLUMNS.nullable(
            "requires_python",
            Type.TEXT,
            "Requires-Python in METADATA, raw.",
            ">=3.9",
            "METADATA has none",
            report -> report.distInfo().requiresPython());
    public static final ColumnSpec<WheelReport, String> OLDEST_PIP = COLUMNS.nullable(
            "oldest_pip",
            Type.TEXT,
            "The oldest pip that takes the wheel by its name, on a machine and with a Python that the tags fit.",
            "19.0",
            "no pip takes it, or the file name is no valid wheel name",
            report -> report.name().flatMap(OldestPip::of).map(DottedNumber::toString));
    public static final ColumnSpec<WheelReport, List<String>> UNRECORDED = COLUMNS.column(
            "unrecorded",
            Type.TEXTS,
            "Entries that RECORD should list but does not; the first " + DistInfo.MAX_NAMES + ".",
            "[pkg/extra.so]",
            report -> report.distInfo().unrecorded());
    public static final ColumnSpec<WheelReport, Integer> UNRECORDED_COUNT = COLUMNS.nullable(
            "unrecorded_count",
            Type.INT,
            "Number of entries that RECORD should list but does not.",
            "1",
            NO_RECORD,
            ofRecord(DistInfo::unrecordedCount));
    public static final ColumnSpec<WheelReport, List<String>> PHANTOMS = COLUMNS.column(
            "phantoms",
            Type.TEXTS,
            "Names that RECORD lists but that are not in the zip; the first " + DistInfo.MAX_NAMES + ".",
            "[pkg/missing.py]",
            report -> report.distInfo().phantoms());
    public static final ColumnSpec<WheelReport, Integer> PHANTOM_COUNT = COLUMNS.nullable(
            "phantom_count",
            Type.INT,
            "Number of names that RECORD lists but that are not in the zip.",
            "1",
            NO_RECORD,
            ofRecord(DistInfo::phantomCount));
    public static final ColumnSpec<WheelReport, List<String>> DIST_INFO_FOLDERS = COLUMNS.nullable(
            "dist_info_folders",
            Type.TEXTS,
            "Every name at the top level that ends in .dist-info, in the order of the archive; the first "
                    + DistInfo.MAX_NAMES + ".",
            "[pkg-1.0.dist-info]",
            NOTHING_READ,
            declared(declarations -> Optional.of(declarations.folders())));
    public static final ColumnSpec<WheelReport, String> WHEEL_FILE_VERSION = COLUMNS.nullable(
            "wheel_file_version",
            Type.TEXT,
            "Wheel-Version in WHEEL, raw: the version of the wheel format.",
            "1.0",
            "WHEEL has none",
            declared(Declarations::wheelVersion));
    public static final ColumnSpec<WheelReport, String> DECLARED_NAME = COLUMNS.nullable(
            "declared_name",
            Type.TEXT,
            "Name in METADATA, raw; may differ from the project of the file name.",
            "ruamel.yaml",
            "METADATA has none",
            declared(Declarations::name));
    public static final ColumnSpec<WheelReport, String> DECLARED_VERSION = COLUMNS.nullable(
            "declared_version",
            Type.TEXT,
            "Version in METADATA, raw; may differ from the version of the file name.",
            "1.0",
            "METADATA has none",
            declared(Declarations::version));
    public static final ColumnSpec<WheelReport, List<String>> REQUIRES_DIST = COLUMNS.nullable(
            "requires_dist",
            Type.TEXTS,
            "Every Requires-Dist in METADATA, raw; the first " + Declarations.MAX_REQUIREMENTS + ".",
            "[numpy>=1.26]",
            NOTHING_READ,
            declared(declarations -> Optional.of(declarations.requiresDist())));
    public static final ColumnSpec<WheelReport, Integer> ELF_FILES = COLUMNS.column(
            "elf_files",
            Type.INT,
            "Number of ELF files that were read; the length of elf.",
            "12",
            report -> report.elfFiles().size());
    public static final ColumnSpec<WheelReport, List<String>> ARCHS = COLUMNS.column(
            "archs",
            Type.TEXTS,
            "Architectures of the ELF files, sorted, without duplicates.",
            "[x86_64]",
            report -> report.archs().stream().map(Arch::name).toList());
    public static final ColumnSpec<WheelReport, String> LIBC = COLUMNS.nullable(
            "libc",
            Type.TEXT,
            "The C library that the ELF files are linked against: glibc, musl, bionic, none, or mixed if they differ.",
            "glibc",
            "there are no ELF files",
            report -> report.elfFiles().isEmpty()
                    ? Optional.empty()
                    : Optional.of(report.libc().column()));
    public static final ColumnSpec<WheelReport, String> FLOOR_GLIBC = COLUMNS.nullable(
            "floor_glibc",
            Type.TEXT,
            "The oldest glibc that has every GLIBC_ version that the ELF files need and can load them; needs that may be"
                    + " missing do not count. To compare versions, use floor_glibc_minor.",
            "2.17",
            "no ELF file needs a GLIBC_ version of a known release",
            floor(Floors.GLIBC));
    public static final ColumnSpec<WheelReport, Integer> FLOOR_GLIBC_MINOR = COLUMNS.nullable(
            "floor_glibc_minor",
            Type.INT,
            "The second number of floor_glibc, comparable with libc_minor of a tag.",
            "17",
            "floor_glibc is null, or its major version is not 2",
            report -> Floors.of(Binary.allOf(report)).glibcMinor());
    public static final ColumnSpec<WheelReport, String> FLOOR_GLIBCXX = COLUMNS.nullable(
            "floor_glibcxx",
            Type.TEXT,
            "The highest GLIBCXX_ version (libstdc++) that the ELF files need; needs that may be missing do not count.",
            "3.4.19",
            "no ELF file needs a numbered GLIBCXX_ version",
            floor(Floors.GLIBCXX));
    public static final ColumnSpec<WheelReport, String> FLOOR_CXXABI = COLUMNS.nullable(
            "floor_cxxabi",
            Type.TEXT,
            "The highest CXXABI_ version (libstdc++) that the ELF files need; needs that may be missing do not count.",
            "1.3.7",
            "no ELF file needs a numbered CXXABI_ version",
            floor(Floors.CXXABI));
    public static final ColumnSpec<WheelReport, String> FLOOR_GCC = COLUMNS.nullable(
            "floor_gcc",
            Type.TEXT,
            "The highest GCC_ version (libgcc_s) that the ELF files need; needs that may be missing do not count.",
            "4.8.0",
            "no ELF file needs a numbered GCC_ version",
            floor(Floors.GCC));
    public static final ColumnSpec<WheelReport, List<ElfFile>> ELF = COLUMNS.column(
            "elf",
            Type.listOf(Type.struct(ElfColumns.SHAPE)),
            "The ELF files, in the order of the central directory.",
            "[{pkg/_native.so, shared_object, ...}]",
            WheelReport::elfFiles);
    public static final ColumnSpec<WheelReport, List<Failure>> FAILURES = COLUMNS.column(
            "failures",
            Type.listOf(Type.struct(FailureColumns.SHAPE)),
            "Why the wheel or some of its entries could not be read. If only entries failed, the status may still be ok.",
            "[{elf, bad_elf_header, pkg/broken.so, 4, ...}]",
            WheelReport::allFailures);
    public static final ColumnSpec<WheelReport, Boolean> INDEX_WOULD_ACCEPT = COLUMNS.nullable(
            "index_would_accept",
            Type.FLAG,
            "Whether PyPI's upload rules of 2026-08-21 would accept the file; a finding index_would_reject names the rule.",
            "true",
            NOTHING_READ,
            WheelReport::indexWouldAccept);
    public static final ColumnSpec<WheelReport, List<SbomComponent>> SBOM_COMPONENTS = COLUMNS.column(
            "sbom_components",
            Type.listOf(Type.struct(SupplyColumns.Component.SHAPE)),
            "What the bills of materials in dist-info list, in the archive's order. A bill of materials that lists nothing, or cannot"
                    + " be read, has an element without a component.",
            "[{pkg-1.0.dist-info/sboms/auditwheel.cdx.json, cyclonedx 1.4, auditwheel 6.7.0, libxcb, 1.13.1-1.el8, ...}]",
            WheelReport::sbomComponents);
    public static final ColumnSpec<WheelReport, List<ZipOddity>> ZIP_ODDITIES = COLUMNS.column(
            "zip_oddities",
            Type.listOf(Type.struct(ZipOddityColumns.SHAPE)),
            "Places where another zip reader sees something different from CPython's zipfile; each is a finding of the same id.",
            "[{gap_bytes, null, 4096, 16 bytes}]",
            WheelReport::zipOddities);
    public static final ColumnSpec<WheelReport, Long> BYTES_READ = COLUMNS.column(
            "bytes_read",
            Type.LONG,
            "Bytes of the file that parsers read; of a file that is not local, those that crossed the network.",
            "1048576",
            report -> report.cost().bytesRead());
    public static final ColumnSpec<WheelReport, Long> BYTES_DECODED = COLUMNS.column(
            "bytes_decoded",
            Type.LONG,
            "Uncompressed bytes produced.",
            "4194304",
            report -> report.cost().bytesDecoded());
    public static final ColumnSpec<WheelReport, Long> SCAN_MICROS = COLUMNS.column(
            "scan_micros",
            Type.LONG,
            "Wall time of the scan in microseconds.",
            "1830",
            report -> report.cost().micros());
    public static final ColumnSpec<WheelReport, String> SCANNER_VERSION = COLUMNS.column(
            "scanner_version",
            Type.TEXT,
            "The wheelsweep release that read the wheel.",
            "0.1.0",
            report -> ScannerVersion.CURRENT);
    public static final ColumnSpec<WheelReport, Long> REQUESTS = COLUMNS.nullable(
            "requests",
            Type.LONG,
            "Requests that were sent for the file over a network.",
            "9",
            "the file is local, or was not opened",
            report -> report.cost().requests().stream().boxed().findFirst());

    public static final Shape<WheelReport> SHAPE = COLUMNS.shape();

    private WheelColumns() {}

    private static boolean wasRead(WheelReport report) {
        return switch (report.status()) {
            case OK, PARTIAL, LIMIT -> true;
            case FAILED, UNSUPPORTED, CHANGED, VANISHED, KILLED_SCANNER, UNREADABLE_NOW -> false;
        };
    }

    private static <V> Function<WheelReport, Optional<V>> declared(Function<Declarations, Optional<V>> fact) {
        return report -> report.distInfo().declarations().flatMap(fact);
    }

    private static <V> Function<WheelReport, Optional<V>> ofRecord(Function<DistInfo, V> fact) {
        return report ->
                Optional.of(report.distInfo()).filter(DistInfo::recorded).map(fact);
    }

    private static Function<WheelReport, Optional<String>> floor(String namespace) {
        return report -> Floors.of(Binary.allOf(report)).text(namespace);
    }
}
