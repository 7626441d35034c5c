package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.policy.Binary;
import dev.wheelsweep.core.policy.Floors;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One ELF file of a wheel. */
public final class ElfColumns {
    static final String LITTLE = "little";

    private static final String SWEPT_BEFORE = "it was swept before this column was added";

    private static final String ONLY_MANYLINUX = "the wheel has only manylinux tags and no stable ABI tag, or ";

    private static final String NO_RELOCATIONS =
            "it has more than 512 KiB of relocations, its tables cannot be read, it is for MIPS, " + ONLY_MANYLINUX
                    + SWEPT_BEFORE;

    private static final ShapeBuilder<ElfFile> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<ElfFile, String> PATH = COLUMNS.column(
            "path", Type.TEXT, "The zip entry's name.", "pkg/_native.cpython-312-x86_64-linux-gnu.so", ElfFile::path);
    public static final ColumnSpec<ElfFile, String> KIND = COLUMNS.column(
            "kind",
            Type.TEXT,
            "How the loader sees it: shared_object, executable, static_executable, relocatable, core, debug_only or"
                    + " other.",
            "shared_object",
            fact(facts -> facts.kind().column()));
    public static final ColumnSpec<ElfFile, Integer> ELF_CLASS = COLUMNS.column(
            "elf_class",
            Type.INT,
            "EI_CLASS in bits: 32 or 64.",
            "64",
            identity(id -> id.layout().bits()));
    public static final ColumnSpec<ElfFile, String> BYTE_ORDER = COLUMNS.column(
            "byte_order",
            Type.TEXT,
            "EI_DATA: little or big.",
            "little",
            identity(id -> id.order() == ByteOrder.LITTLE_ENDIAN ? LITTLE : "big"));
    public static final ColumnSpec<ElfFile, Integer> E_TYPE = COLUMNS.column(
            "e_type", Type.INT, "e_type, raw: 1 REL, 2 EXEC, 3 DYN, 4 CORE.", "3", identity(ElfIdentity::type));
    public static final ColumnSpec<ElfFile, String> MACHINE = COLUMNS.column(
            "machine",
            Type.TEXT,
            "e_machine as the gABI names it, or EM_ and the number if the name is unknown.",
            "EM_X86_64",
            identity(ElfIdentity::machineName));
    public static final ColumnSpec<ElfFile, Integer> E_MACHINE =
            COLUMNS.column("e_machine", Type.INT, "e_machine, raw.", "62", identity(ElfIdentity::machine));
    public static final ColumnSpec<ElfFile, Long> E_FLAGS = COLUMNS.column(
            "e_flags", Type.LONG, "e_flags, raw, unsigned 32-bit.", "83887104", identity(ElfIdentity::flags));
    public static final ColumnSpec<ElfFile, Integer> OS_ABI = COLUMNS.nullable(
            "os_abi",
            Type.INT,
            "EI_OSABI, raw: 0 and 3 are Linux.",
            "0",
            SWEPT_BEFORE,
            file -> Optional.of(file.facts().identity().osAbi()));
    public static final ColumnSpec<ElfFile, String> ARCH = COLUMNS.nullable(
            "arch",
            Type.TEXT,
            "The architecture as platform tags spell it, from machine, class, byte order and flags.",
            "x86_64",
            "no platform tag exists for the machine",
            fact(facts -> facts.arch().map(Arch::name)));
    public static final ColumnSpec<ElfFile, String> LIBC = COLUMNS.column(
            "libc",
            Type.TEXT,
            "The C library it is linked against: glibc, musl, bionic or none.",
            "glibc",
            fact(facts -> facts.libc().column()));
    public static final ColumnSpec<ElfFile, String> FOREIGN_SYSTEM = COLUMNS.nullable(
            "foreign_system",
            Type.TEXT,
            "The operating system that it is for, by EI_OSABI, PT_INTERP or an ident note.",
            "freebsd",
            "it is for Linux or Android",
            fact(ElfFacts::foreignSystem));
    public static final ColumnSpec<ElfFile, Long> SIZE =
            COLUMNS.column("size", Type.LONG, "Uncompressed size in bytes.", "812344", ElfFile::size);
    public static final ColumnSpec<ElfFile, Long> CRC32 = COLUMNS.column(
            "crc32",
            Type.LONG,
            "CRC-32 as the central directory declares it, unsigned 32-bit.",
            "3735928559",
            ElfFile::crc32);
    public static final ColumnSpec<ElfFile, String> RECORD_SHA256 = COLUMNS.nullable(
            "record_sha256",
            Type.TEXT,
            "The SHA-256 of its content as RECORD declares it, lower-case hex. Compared with the content only by --verify all.",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "RECORD cannot be read, does not list it, or has a hash of another algorithm; or " + SWEPT_BEFORE,
            ElfFile::recordSha256);
    public static final ColumnSpec<ElfFile, String> SONAME = COLUMNS.nullable(
            "soname", Type.TEXT, "DT_SONAME.", "libfoo.so.1", "it has none", linkage(ElfFacts.Linkage::soname));
    public static final ColumnSpec<ElfFile, String> INTERPRETER = COLUMNS.nullable(
            "interpreter",
            Type.TEXT,
            "PT_INTERP: the loader that it requests.",
            "/lib64/ld-linux-x86-64.so.2",
            "it requests none",
            linkage(ElfFacts.Linkage::interpreter));
    public static final ColumnSpec<ElfFile, String> RPATH = COLUMNS.nullable(
            "rpath",
            Type.TEXT,
            "DT_RPATH, raw.",
            "$ORIGIN/../pkg.libs",
            "it has none",
            linkage(ElfFacts.Linkage::rpath));
    public static final ColumnSpec<ElfFile, String> RUNPATH = COLUMNS.nullable(
            "runpath",
            Type.TEXT,
            "DT_RUNPATH, raw.",
            "$ORIGIN/../pkg.libs",
            "it has none",
            linkage(ElfFacts.Linkage::runpath));
    public static final ColumnSpec<ElfFile, String> BUILD_ID = COLUMNS.nullable(
            "build_id",
            Type.TEXT,
            "The GNU build-id note, lower-case hex, in a segment or else in a section.",
            "2f0c41a6",
            "it has none",
            toolchain(ElfFacts.Toolchain::buildId));
    public static final ColumnSpec<ElfFile, String> KERNEL_FLOOR = COLUMNS.nullable(
            "kernel_floor",
            Type.TEXT,
            "The oldest Linux kernel that it is for, by the GNU ABI tag note.",
            "3.2.0",
            "it has no such note",
            toolchain(ElfFacts.Toolchain::kernelFloor));
    public static final ColumnSpec<ElfFile, Integer> ANDROID_API = COLUMNS.nullable(
            "android_api",
            Type.INT,
            "The API level in Android's note: the oldest release of Android that it is built for.",
            "24",
            "it has no such note",
            toolchain(ElfFacts.Toolchain::androidApi));
    public static final ColumnSpec<ElfFile, Boolean> IS_PYTHON_EXTENSION = COLUMNS.column(
            "is_python_extension",
            Type.FLAG,
            "Whether Python can import it by its file name: it defines an entry point that ends with the module's name.",
            "true",
            file -> Binary.of(file).pythonExtension());
    public static final ColumnSpec<ElfFile, List<String>> PYTHON_HOOKS = COLUMNS.column(
            "python_hooks",
            Type.TEXTS,
            "Symbols that Python calls when it imports the file.",
            "[PyInit__native]",
            symbols(ElfFacts.Symbols::pythonHooks));
    public static final ColumnSpec<ElfFile, Boolean> IS_VENDORED = COLUMNS.column(
            "is_vendored",
            Type.FLAG,
            "Whether it is in a folder where repair tools put copies of third-party libraries.",
            "false",
            file -> Binary.of(file).vendored());
    public static final ColumnSpec<ElfFile, Boolean> NEEDS_EXECUTABLE_STACK = COLUMNS.column(
            "needs_executable_stack",
            Type.FLAG,
            "Whether PT_GNU_STACK requests an executable stack, or is missing where that means the same.",
            "false",
            hardening(ElfFacts.Hardening::needsExecutableStack));
    public static final ColumnSpec<ElfFile, String> RELRO = COLUMNS.column(
            "relro",
            Type.TEXT,
            "How much of the relocated data becomes read-only after loading: none, partial or full.",
            "full",
            hardening(hardening -> hardening.relro().column()));
    public static final ColumnSpec<ElfFile, Boolean> TEXTREL = COLUMNS.column(
            "textrel",
            Type.FLAG,
            "Whether the loader must write into code pages (DT_TEXTREL).",
            "false",
            hardening(ElfFacts.Hardening::textrel));
    public static final ColumnSpec<ElfFile, Long> MIN_LOAD_ALIGNMENT = COLUMNS.column(
            "min_load_alignment",
            Type.LONG,
            "Smallest p_align of all PT_LOAD segments, in bytes; 0 if there are none.",
            "4096",
            hardening(ElfFacts.Hardening::minLoadAlignment));
    public static final ColumnSpec<ElfFile, Boolean> STATIC_TLS = COLUMNS.nullable(
            "static_tls",
            Type.FLAG,
            "Whether its thread-local variables must be in the static block, which may be full in a running process"
                    + " (DF_STATIC_TLS).",
            "false",
            SWEPT_BEFORE,
            file -> Optional.of(file.facts().loading().staticTls()));
    public static final ColumnSpec<ElfFile, Boolean> RELR = COLUMNS.nullable(
            "relr",
            Type.FLAG,
            "Whether it has relocations that glibc applies from 2.36 on (DT_RELR).",
            "false",
            SWEPT_BEFORE,
            file -> Optional.of(file.facts().loading().relr()));
    public static final ColumnSpec<ElfFile, String> ISA_NEEDED = COLUMNS.nullable(
            "isa_needed",
            Type.TEXT,
            "Highest level of the GNU property X86_ISA_1_NEEDED.",
            "x86-64-v2",
            "it states none",
            toolchain(ElfFacts.Toolchain::isaNeeded));
    public static final ColumnSpec<ElfFile, List<String>> COMPILERS = COLUMNS.column(
            "compilers",
            Type.TEXTS,
            "The strings of .comment, in file order, without duplicates.",
            "[GCC: (GNU) 10.2.1 20210130 (Red Hat 10.2.1-11)]",
            toolchain(ElfFacts.Toolchain::compilers));
    public static final ColumnSpec<ElfFile, String> PACKAGE_NOTE = COLUMNS.nullable(
            "package_note",
            Type.TEXT,
            "The first package note (note type 0xcafe1a7e of FDO), raw, up to 64 KiB: JSON that names the package it was built for.",
            "{\"type\":\"rpm\",\"name\":\"zlib\",\"version\":\"1.3-1.fc40\"}",
            "it has none, or " + SWEPT_BEFORE,
            fact(facts -> facts.metadata().packageNote()));
    public static final ColumnSpec<ElfFile, List<String>> DLOPEN_NOTES = COLUMNS.nullable(
            "dlopen_notes",
            Type.TEXTS,
            "The dlopen notes (note type 0x407c0c0a of FDO), raw, each up to 64 KiB: JSON that names libraries that it opens while it"
                    + " runs.",
            "[[{\"soname\":[\"libfoo.so.1\"],\"feature\":\"foo\"}]]",
            SWEPT_BEFORE,
            fact(facts -> Optional.of(facts.metadata().dlopenNotes())));
    public static final ColumnSpec<ElfFile, List<String>> ODDITIES = COLUMNS.column(
            "oddities",
            Type.TEXTS,
            "What is wrong with a file that can be read; each becomes a finding of the same id.",
            "[sections_contradict_segments]",
            fact(facts -> facts.oddities().stream().map(Oddity::column).toList()));
    public static final ColumnSpec<ElfFile, String> FLOOR_GLIBC = COLUMNS.nullable(
            "floor_glibc",
            Type.TEXT,
            "The oldest glibc that has every GLIBC_ version it needs and can load it; needs that may be missing do not"
                    + " count.",
            "2.17",
            "it needs no GLIBC_ version of a known release",
            file -> Floors.of(Binary.of(file)).text(Floors.GLIBC));
    public static final ColumnSpec<ElfFile, String> READ_MODE = COLUMNS.column(
            "read_mode",
            Type.TEXT,
            "How its bytes were read. stored: not compressed; whole: decoded completely, CRC-32 checked; head_tail:"
                    + " only parts of the deflate stream were decoded, CRC-32 not checked; repeated: the compressed bytes that facts"
                    + " need were the same as those of a file read before, in this or another wheel, and were not decoded"
                    + " again.",
            "whole",
            file -> file.readMode().column());
    public static final ColumnSpec<ElfFile, Long> BYTES_DECODED = COLUMNS.column(
            "bytes_decoded",
            Type.LONG,
            "Uncompressed bytes decoded for it; bytes decoded twice count twice.",
            "812344",
            ElfFile::bytesDecoded);
    public static final ColumnSpec<ElfFile, List<NeededLibrary>> NEEDED = COLUMNS.column(
            "needed",
            Type.listOf(Type.struct(SymbolColumns.Needed.SHAPE)),
            "DT_NEEDED, in table order.",
            "[{libc.so.6, null}]",
            ElfFile::needed);
    public static final ColumnSpec<ElfFile, List<VersionNeed>> SYMBOL_REQUIREMENTS = COLUMNS.column(
            "symbol_requirements",
            Type.listOf(Type.struct(SymbolColumns.Requirement.SHAPE)),
            "Every symbol version that it needs from another library (verneed), in file order.",
            "[{libc.so.6, GLIBC_2.17, GLIBC, [2, 17], false, [memcpy], []}]",
            symbols(ElfFacts.Symbols::versionNeeds));
    public static final ColumnSpec<ElfFile, List<ImportedSymbol>> IMPORTED_SYMBOLS = COLUMNS.column(
            "imported_symbols",
            Type.listOf(Type.struct(SymbolColumns.Imported.SHAPE)),
            "Undefined symbols without a version.",
            "[{PyModule_Create2, false}]",
            symbols(ElfFacts.Symbols::unversionedImports));
    public static final ColumnSpec<ElfFile, Integer> UNDEFINED_SYMBOLS = COLUMNS.column(
            "undefined_symbols",
            Type.INT,
            "Number of undefined dynamic symbols, with and without a version.",
            "118",
            symbols(ElfFacts.Symbols::undefined));
    public static final ColumnSpec<ElfFile, List<SymbolVersion>> PROVIDED_VERSIONS = COLUMNS.column(
            "provided_versions",
            Type.listOf(Type.struct(SymbolColumns.Provided.SHAPE)),
            "Symbol versions that it defines (verdef), in file order.",
            "[{FOO_1.0}]",
            symbols(ElfFacts.Symbols::providedVersions));

    public static final ColumnSpec<ElfFile, List<Integer>> DATA_RELOCATIONS = COLUMNS.nullable(
            "data_relocations",
            Type.listOf(Type.INT),
            "The imports that are not weak and that relocations of DT_REL and DT_RELA name, in the order of the first one; glibc"
                    + " looks these up first, musl last. Numbers are places, counted from 0, in imported_symbols and then in"
                    + " the symbols of each of symbol_requirements.",
            "[2, 0]",
            NO_RELOCATIONS,
            lookups(ElfFacts.Lookups::data));
    public static final ColumnSpec<ElfFile, List<Integer>> PLT_RELOCATIONS = COLUMNS.nullable(
            "plt_relocations",
            Type.listOf(Type.INT),
            "As data_relocations, of DT_JMPREL: the functions that are called.",
            "[1]",
            NO_RELOCATIONS,
            lookups(ElfFacts.Lookups::plt));
    public static final ColumnSpec<ElfFile, List<Integer>> SYMBOLS_IN_WHEEL = COLUMNS.nullable(
            "symbols_in_wheel",
            Type.listOf(Type.INT),
            "The undefined symbols that any ELF file of the wheel defines, as places like those of"
                    + " data_relocations.",
            "[1]",
            "the files of the wheel define more than 1,048,576 symbols, " + ONLY_MANYLINUX + SWEPT_BEFORE,
            file -> file.facts().symbols().inWheel());

    static final Shape<ElfFile> SHAPE = COLUMNS.shape();

    private ElfColumns() {}

    private static <V> Function<ElfFile, V> fact(Function<ElfFacts, V> fact) {
        return file -> fact.apply(file.facts());
    }

    private static <V> Function<ElfFile, V> linkage(Function<ElfFacts.Linkage, V> fact) {
        return file -> fact.apply(file.facts().linkage());
    }

    private static <V> Function<ElfFile, V> symbols(Function<ElfFacts.Symbols, V> fact) {
        return file -> fact.apply(file.facts().symbols());
    }

    private static Function<ElfFile, Optional<List<Integer>>> lookups(Function<ElfFacts.Lookups, List<Integer>> fact) {
        return file -> file.facts().symbols().lookups().map(fact);
    }

    private static <V> Function<ElfFile, V> hardening(Function<ElfFacts.Hardening, V> fact) {
        return file -> fact.apply(file.facts().hardening());
    }

    private static <V> Function<ElfFile, V> toolchain(Function<ElfFacts.Toolchain, V> fact) {
        return file -> fact.apply(file.facts().toolchain());
    }

    private static <V> Function<ElfFile, V> identity(Function<ElfIdentity, V> fact) {
        return file -> fact.apply(file.facts().identity());
    }
}
