package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.policy.Binary;
import dev.wheelsweep.core.policy.Floors;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.wheel.DistInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the scan of one file found; a query for any of these opens wheels. */
public final class WheelColumns {
    private static final String NOTHING_READ = "nothing could be read";
    private static final String NO_RECORD = "there is no RECORD that can be read";

    private static final ShapeBuilder<WheelReport> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<WheelReport, String> STATUS = COLUMNS.column(
            "status",
            Type.TEXT,
            "What became of the file: ok, failed, unsupported, limit, changed, vanished or killed_scanner.",
            "ok",
            report -> report.status().column());
    public static final ColumnSpec<WheelReport, String> REASON = COLUMNS.nullable(
            "reason",
            Type.TEXT,
            "Why the status is not ok; stage, offset and detail stand among the failures.",
            "no_end_of_central_directory",
            "the status is ok",
            report -> report.reason().map(failure -> failure.reason().column()));
    public static final ColumnSpec<WheelReport, Integer> ENTRIES = COLUMNS.nullable(
            "entries",
            Type.INT,
            "Number of entries in the zip's central directory.",
            "311",
            NOTHING_READ,
            report -> wasRead(report) ? Optional.of(report.entries()) : Optional.empty());
    public static final ColumnSpec<WheelReport, String> GENERATOR = COLUMNS.nullable(
            "generator",
            Type.TEXT,
            "First Generator of WHEEL: the tool that built the wheel.",
            "bdist_wheel (0.43.0)",
            "WHEEL names none",
            report -> report.distInfo().generators().stream().findFirst());
    public static final ColumnSpec<WheelReport, List<String>> GENERATORS = COLUMNS.column(
            "generators",
            Type.TEXTS,
            "Every Generator of WHEEL in order; tools that repair a wheel append theirs.",
            "[bdist_wheel (0.43.0), auditwheel (6.4.2)]",
            report -> report.distInfo().generators());
    public static final ColumnSpec<WheelReport, Boolean> ROOT_IS_PURELIB = COLUMNS.nullable(
            "root_is_purelib",
            Type.FLAG,
            "Root-Is-Purelib of WHEEL.",
            "false",
            "it is missing or neither true nor false",
            report -> report.distInfo().rootIsPurelib());
    public static final ColumnSpec<WheelReport, List<String>> WHEEL_FILE_TAGS = COLUMNS.column(
            "wheel_file_tags",
            Type.TEXTS,
            "Every Tag of WHEEL, raw; may differ from the file name's.",
            "[cp312-abi3-manylinux_2_17_x86_64]",
            report -> report.distInfo().tags());
    public static final ColumnSpec<WheelReport, String> REQUIRES_PYTHON = COLUMNS.nullable(
            "requires_python",
            Type.TEXT,
            "Requires-Python of METADATA, raw.",
            ">=3.9",
            "METADATA has none",
            report -> report.distInfo().requiresPython());
    public static final ColumnSpec<WheelReport, List<String>> UNRECORDED = COLUMNS.column(
            "unrecorded",
            Type.TEXTS,
            "Entries that RECORD does not list though it should; the first " + DistInfo.MAX_NAMES + ".",
            "[pkg/extra.so]",
            report -> report.distInfo().unrecorded());
    public static final ColumnSpec<WheelReport, Integer> UNRECORDED_COUNT = COLUMNS.nullable(
            "unrecorded_count",
            Type.INT,
            "How many entries RECORD does not list though it should.",
            "1",
            NO_RECORD,
            ofRecord(DistInfo::unrecordedCount));
    public static final ColumnSpec<WheelReport, List<String>> PHANTOMS = COLUMNS.column(
            "phantoms",
            Type.TEXTS,
            "Names that RECORD lists though no entry has them; the first " + DistInfo.MAX_NAMES + ".",
            "[pkg/missing.py]",
            report -> report.distInfo().phantoms());
    public static final ColumnSpec<WheelReport, Integer> PHANTOM_COUNT = COLUMNS.nullable(
            "phantom_count",
            Type.INT,
            "How many names RECORD lists though no entry has them.",
            "1",
            NO_RECORD,
            ofRecord(DistInfo::phantomCount));
    public static final ColumnSpec<WheelReport, Integer> ELF_FILES = COLUMNS.column(
            "elf_files",
            Type.INT,
            "Number of ELF files read; the length of elf.",
            "12",
            report -> report.elfFiles().size());
    public static final ColumnSpec<WheelReport, List<String>> ARCHS = COLUMNS.column(
            "archs",
            Type.TEXTS,
            "Architectures of its ELF files, sorted, without duplicates.",
            "[x86_64]",
            report -> report.archs().stream().map(Arch::name).toList());
    public static final ColumnSpec<WheelReport, String> LIBC = COLUMNS.nullable(
            "libc",
            Type.TEXT,
            "The C library its ELF files are linked against: glibc, musl, bionic, none, or mixed if they disagree.",
            "glibc",
            "there are no ELF files",
            report -> report.elfFiles().isEmpty()
                    ? Optional.empty()
                    : Optional.of(report.libc().column()));
    public static final ColumnSpec<WheelReport, String> FLOOR_GLIBC = COLUMNS.nullable(
            "floor_glibc",
            Type.TEXT,
            "The oldest glibc that all its ELF files load with: the highest GLIBC_ version they need, weak needs left out."
                    + " Text: compare floor_glibc_minor instead.",
            "2.17",
            "no ELF file needs a numbered GLIBC_ version",
            floor(Floors.GLIBC));
    public static final ColumnSpec<WheelReport, Integer> FLOOR_GLIBC_MINOR = COLUMNS.nullable(
            "floor_glibc_minor",
            Type.INT,
            "The second number of floor_glibc, to be compared with libc_minor of a tag.",
            "17",
            "floor_glibc is null, or not a version 2",
            report -> Floors.of(Binary.allOf(report)).glibcMinor());
    public static final ColumnSpec<WheelReport, String> FLOOR_GLIBCXX = COLUMNS.nullable(
            "floor_glibcxx",
            Type.TEXT,
            "Likewise the highest GLIBCXX_ version, of libstdc++.",
            "3.4.19",
            "no ELF file needs a numbered GLIBCXX_ version",
            floor(Floors.GLIBCXX));
    public static final ColumnSpec<WheelReport, String> FLOOR_CXXABI = COLUMNS.nullable(
            "floor_cxxabi",
            Type.TEXT,
            "Likewise the highest CXXABI_ version, of libstdc++.",
            "1.3.7",
            "no ELF file needs a numbered CXXABI_ version",
            floor(Floors.CXXABI));
    public static final ColumnSpec<WheelReport, String> FLOOR_GCC = COLUMNS.nullable(
            "floor_gcc",
            Type.TEXT,
            "Likewise the highest GCC_ version, of libgcc_s.",
            "4.8.0",
            "no ELF file needs a numbered GCC_ version",
            floor(Floors.GCC));
    public static final ColumnSpec<WheelReport, List<ElfFile>> ELF = COLUMNS.column(
            "elf",
            Type.listOf(Type.struct(ElfColumns.SHAPE)),
            "Its ELF files, in the order of the central directory.",
            "[{pkg/_native.so, shared_object, ...}]",
            WheelReport::elfFiles);
    public static final ColumnSpec<WheelReport, List<Failure>> FAILURES = COLUMNS.column(
            "failures",
            Type.listOf(Type.struct(FailureColumns.SHAPE)),
            "Why the wheel could not be read, or which of its entries could not; then the status may still be ok.",
            "[{elf, bad_elf_header, pkg/broken.so, 4, ...}]",
            WheelReport::allFailures);
    public static final ColumnSpec<WheelReport, Boolean> INDEX_WOULD_ACCEPT = COLUMNS.nullable(
            "index_would_accept",
            Type.FLAG,
            "Whether the index's upload rules of 2026 would accept the file; a finding index_would_reject says why not.",
            "true",
            NOTHING_READ,
            WheelReport::indexWouldAccept);
    public static final ColumnSpec<WheelReport, List<ZipOddity>> ZIP_ODDITIES = COLUMNS.column(
            "zip_oddities",
            Type.listOf(Type.struct(ZipOddityColumns.SHAPE)),
            "Where other readers of the zip would see something else than CPython's zipfile does; each is a finding.",
            "[{gap_bytes, null, 4096, 16 bytes}]",
            WheelReport::zipOddities);
    public static final ColumnSpec<WheelReport, Long> BYTES_READ = COLUMNS.column(
            "bytes_read",
            Type.LONG,
            "Bytes of the file that parsers asked for.",
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
            "The wheelsweep release that read it.",
            "0.1.0",
            report -> ScannerVersion.CURRENT);

    public static final Shape<WheelReport> SHAPE = COLUMNS.shape();

    private WheelColumns() {}

    private static boolean wasRead(WheelReport report) {
        return switch (report.status()) {
            case OK, LIMIT -> true;
            case FAILED, UNSUPPORTED, CHANGED, VANISHED, KILLED_SCANNER -> false;
        };
    }

    private static <V> Function<WheelReport, Optional<V>> ofRecord(Function<DistInfo, V> fact) {
        return report ->
                Optional.of(report.distInfo()).filter(DistInfo::recorded).map(fact);
    }

    private static Function<WheelReport, Optional<String>> floor(String namespace) {
        return report -> Floors.of(Binary.allOf(report)).text(namespace);
    }
}
