package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.util.List;

/** What one ELF file needs from others: libraries, symbol versions, symbols. */
public final class SymbolColumns {

    private SymbolColumns() {}

    /** DT_NEEDED. */
    public static final class Needed {
        private static final ShapeBuilder<NeededLibrary> COLUMNS = new ShapeBuilder<>();

        public static final ColumnSpec<NeededLibrary, String> LIBRARY = COLUMNS.column(
                "library", Type.TEXT, "DT_NEEDED as written, usually a soname.", "libc.so.6", NeededLibrary::library);
        public static final ColumnSpec<NeededLibrary, String> RESOLVED_TO = COLUMNS.nullable(
                "resolved_to",
                Type.TEXT,
                "The file in the same wheel that the loader takes for it, because it is loaded already or found through"
                        + " DT_RPATH or DT_RUNPATH.",
                "pkg.libs/libfoo-1a2b3c4d.so.1",
                "no file of the wheel is found; the system must provide the library",
                NeededLibrary::resolvedTo);

        static final Shape<NeededLibrary> SHAPE = COLUMNS.shape();

        private Needed() {}
    }

    /** One symbol version that is needed from one library. */
    public static final class Requirement {
        private static final ShapeBuilder<VersionNeed> COLUMNS = new ShapeBuilder<>();

        public static final ColumnSpec<VersionNeed, String> LIBRARY = COLUMNS.column(
                "library",
                Type.TEXT,
                "Soname of the library that must define the version.",
                "libc.so.6",
                VersionNeed::library);
        public static final ColumnSpec<VersionNeed, String> SYMBOL_VERSION = COLUMNS.column(
                "symbol_version",
                Type.TEXT,
                "The version's name.",
                "GLIBC_2.17",
                need -> need.version().name());
        public static final ColumnSpec<VersionNeed, String> NAMESPACE = COLUMNS.column(
                "namespace",
                Type.TEXT,
                "The version's name before its first underscore.",
                "GLIBC",
                need -> need.version().namespace());
        public static final ColumnSpec<VersionNeed, List<Integer>> VERSION_NUMBERS = COLUMNS.column(
                "version_numbers",
                Type.listOf(Type.INT),
                "The numbers after the namespace, to be compared one by one; empty if the version is not numeric.",
                "[2, 17]",
                need -> need.version().number().map(DottedNumber::numbers).orElse(List.of()));
        public static final ColumnSpec<VersionNeed, Boolean> WEAK = COLUMNS.column(
                "weak",
                Type.FLAG,
                "VER_FLG_WEAK: the loader continues without it, unless a symbol that is not weak is bound to it.",
                "false",
                VersionNeed::weak);
        public static final ColumnSpec<VersionNeed, List<String>> SYMBOLS = COLUMNS.column(
                "symbols",
                Type.TEXTS,
                "The undefined symbols bound to this version, in table order.",
                "[memcpy, clock_gettime]",
                need -> need.symbols().stream().map(ImportedSymbol::name).toList());
        public static final ColumnSpec<VersionNeed, List<String>> WEAK_SYMBOLS = COLUMNS.column(
                "weak_symbols",
                Type.TEXTS,
                "The subset of symbols that are weak (STB_WEAK).",
                "[pthread_mutexattr_gettype]",
                need -> need.symbols().stream()
                        .filter(ImportedSymbol::weak)
                        .map(ImportedSymbol::name)
                        .toList());

        static final Shape<VersionNeed> SHAPE = COLUMNS.shape();

        private Requirement() {}
    }

    /** An undefined symbol without a version. */
    public static final class Imported {
        private static final ShapeBuilder<ImportedSymbol> COLUMNS = new ShapeBuilder<>();

        public static final ColumnSpec<ImportedSymbol, String> SYMBOL =
                COLUMNS.column("symbol", Type.TEXT, "The symbol's name.", "PyModule_Create2", ImportedSymbol::name);
        public static final ColumnSpec<ImportedSymbol, Boolean> WEAK = COLUMNS.column(
                "weak",
                Type.FLAG,
                "STB_WEAK: the symbol is zero if no library defines it.",
                "false",
                ImportedSymbol::weak);

        static final Shape<ImportedSymbol> SHAPE = COLUMNS.shape();

        private Imported() {}
    }

    /** One symbol version that the file defines. */
    public static final class Provided {
        private static final ShapeBuilder<SymbolVersion> COLUMNS = new ShapeBuilder<>();

        public static final ColumnSpec<SymbolVersion, String> SYMBOL_VERSION =
                COLUMNS.column("symbol_version", Type.TEXT, "The version's name.", "FOO_1.0", SymbolVersion::name);

        static final Shape<SymbolVersion> SHAPE = COLUMNS.shape();

        private Provided() {}
    }
}
