package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.load.LoadFailure;
import dev.wheelsweep.core.load.Prediction;
import dev.wheelsweep.spark.systems.WheelOnSystem;
import java.util.function.Function;

/** A system on which an installer takes the wheel, and the loader refuses it; see {@link WheelOnSystem#isBroken}. */
public final class LoadFailureColumns {
    private static final ShapeBuilder<WheelOnSystem> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<WheelOnSystem, String> SYSTEM = COLUMNS.column(
            "system",
            Type.TEXT,
            "The system: distribution and release, as in the view systems.",
            "rhel:8",
            on -> on.system().id());
    public static final ColumnSpec<WheelOnSystem, String> ARCH = COLUMNS.column(
            "arch",
            Type.TEXT,
            "The architecture of the system.",
            "x86_64",
            on -> on.environment().arch().name());
    public static final ColumnSpec<WheelOnSystem, String> PYTHON = COLUMNS.column(
            "python",
            Type.TEXT,
            "The version of the Python that the wheel is installed for: the system's own, or else one that the tags name.",
            "3.6",
            on -> on.environment().python().toString());
    public static final ColumnSpec<WheelOnSystem, String> INSTALLER = COLUMNS.column(
            "installer",
            Type.TEXT,
            "The installer that takes the wheel: the pip of the system's Python, or a new one.",
            "pip 9.0.3",
            WheelOnSystem::installer);
    public static final ColumnSpec<WheelOnSystem, String> KIND = COLUMNS.column(
            "kind",
            Type.TEXT,
            "Why the loader refuses the file. Later releases may add kinds.",
            "missing_version",
            first(failure -> failure.kind().column()));
    public static final ColumnSpec<WheelOnSystem, String> TEXT = COLUMNS.column(
            "text",
            Type.TEXT,
            "The first message of the loader, in its own words. The folder of installation is a placeholder.",
            "/lib64/libc.so.6: version `GLIBC_2.33' not found (required by <site-packages>/pkg/_native.so)",
            first(LoadFailure::text));
    public static final ColumnSpec<WheelOnSystem, String> LOADED_FIRST = COLUMNS.column(
            "loaded_first",
            Type.TEXT,
            "The file of the wheel that is loaded first: an extension module, a program or a library. Of several that fail,"
                    + " the first.",
            "pkg/_native.so",
            on -> on.failing().map(Prediction::path).orElseThrow());
    public static final ColumnSpec<WheelOnSystem, String> PATH = COLUMNS.column(
            "path",
            Type.TEXT,
            "The file of the wheel that needs what is missing, or is refused.",
            "pkg.libs/libfoo.so.1",
            first(LoadFailure::file));
    public static final ColumnSpec<WheelOnSystem, String> LIBRARY = COLUMNS.nullable(
            "library",
            Type.TEXT,
            "The soname of the library that is missing or lacks the version.",
            "libc.so.6",
            "the failure is about no library",
            on -> on.failure().flatMap(LoadFailure::library));
    public static final ColumnSpec<WheelOnSystem, String> SYMBOL_VERSION = COLUMNS.nullable(
            "symbol_version",
            Type.TEXT,
            "The symbol version that is missing, or that the missing symbol is bound to.",
            "GLIBC_2.33",
            "the failure is about no version",
            on -> on.failure().flatMap(LoadFailure::version));
    public static final ColumnSpec<WheelOnSystem, String> SYMBOL = COLUMNS.nullable(
            "symbol",
            Type.TEXT,
            "The symbol that no file defines.",
            "__memcpy_chk",
            "the failure is about no symbol",
            on -> on.failure().flatMap(LoadFailure::symbol));

    static final Shape<WheelOnSystem> SHAPE = COLUMNS.shape();

    private LoadFailureColumns() {}

    private static Function<WheelOnSystem, String> first(Function<LoadFailure, String> part) {
        return on -> on.failure().map(part).orElseThrow();
    }
}
