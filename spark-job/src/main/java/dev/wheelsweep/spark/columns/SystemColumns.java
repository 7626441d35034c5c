package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.system.DefaultPython;
import dev.wheelsweep.core.system.Lifecycle;
import dev.wheelsweep.core.system.LinuxSystem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.StructType;

/** A Linux system of the catalogue, on one architecture. */
public final class SystemColumns {
    private static final String UNKNOWN_DAY = "the day is unknown, or there is none";

    private static final ShapeBuilder<SystemRow> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<SystemRow, String> SYSTEM =
            COLUMNS.column("system", Type.TEXT, "Distribution and release.", "rhel:8", of(LinuxSystem::id));
    public static final ColumnSpec<SystemRow, String> NAME = COLUMNS.column(
            "name", Type.TEXT, "The system's name for a person.", "Red Hat Enterprise Linux 8", of(LinuxSystem::name));
    public static final ColumnSpec<SystemRow, String> DISTRIBUTION = COLUMNS.column(
            "distribution",
            Type.TEXT,
            "The part of system before the colon.",
            "rhel",
            of(system -> system.id().substring(0, system.id().indexOf(':'))));
    public static final ColumnSpec<SystemRow, String> ARCH = COLUMNS.column(
            "arch",
            Type.TEXT,
            "The architecture; each has a row.",
            "x86_64",
            row -> row.arch().name());
    public static final ColumnSpec<SystemRow, String> LIBC = COLUMNS.column(
            "libc",
            Type.TEXT,
            "The C library: glibc or musl.",
            "glibc",
            of(system -> system.libc().column()));
    public static final ColumnSpec<SystemRow, String> LIBC_VERSION = COLUMNS.column(
            "libc_version",
            Type.TEXT,
            "The version of the C library. To compare versions, use libc_major and libc_minor.",
            "2.28",
            of(system -> system.libcVersion().toString()));
    public static final ColumnSpec<SystemRow, Integer> LIBC_MAJOR = COLUMNS.column(
            "libc_major",
            Type.INT,
            "The first number of libc_version.",
            "2",
            of(system -> system.libcVersion().numbers().get(0)));
    public static final ColumnSpec<SystemRow, Integer> LIBC_MINOR = COLUMNS.column(
            "libc_minor",
            Type.INT,
            "The second number of libc_version, comparable with libc_minor of a tag.",
            "28",
            of(system -> system.libcVersion().minor()));
    public static final ColumnSpec<SystemRow, String> PYTHON = COLUMNS.nullable(
            "python",
            Type.TEXT,
            "The version of the package python3.",
            "3.6",
            "the system has none",
            of(system -> system.python().map(DefaultPython::version).map(DottedNumber::toString)));
    public static final ColumnSpec<SystemRow, String> PIP = COLUMNS.nullable(
            "pip",
            Type.TEXT,
            "The release of pip that belongs to this Python.",
            "9.0.3",
            "the release is unknown, or there is no Python",
            of(system -> system.python().flatMap(DefaultPython::pip).map(DottedNumber::toString)));
    public static final ColumnSpec<SystemRow, String> RELEASED = COLUMNS.nullable(
            "released",
            Type.TEXT,
            "The day of the release, ISO 8601.",
            "2019-05-07",
            UNKNOWN_DAY,
            day(Lifecycle::released));
    public static final ColumnSpec<SystemRow, String> END_OF_SUPPORT = COLUMNS.nullable(
            "end_of_support",
            Type.TEXT,
            "The last day of standard support, for everybody, ISO 8601.",
            "2029-05-31",
            UNKNOWN_DAY,
            day(Lifecycle::end));
    public static final ColumnSpec<SystemRow, String> END_OF_EXTENDED_SUPPORT = COLUMNS.nullable(
            "end_of_extended_support",
            Type.TEXT,
            "The last day of the longest support that the distributor sells or a community gives, ISO 8601.",
            "2032-05-31",
            UNKNOWN_DAY,
            day(Lifecycle::extendedEnd));
    public static final ColumnSpec<SystemRow, List<String>> BASELINES = COLUMNS.column(
            "baselines",
            Type.TEXTS,
            "The platform tags, without architecture, of which the system is the reference.",
            "[manylinux_2_28]",
            of(LinuxSystem::baselines));

    private static final Shape<SystemRow> SHAPE = COLUMNS.shape();

    private SystemColumns() {}

    public static StructType schema() {
        return SHAPE.schema();
    }

    /** @return the columns in order */
    public static List<ColumnSpec<SystemRow, ?>> columns() {
        return SHAPE.columns();
    }

    private static <V> Function<SystemRow, V> of(Function<LinuxSystem, V> part) {
        return row -> part.apply(row.system());
    }

    private static Function<SystemRow, Optional<String>> day(Function<Lifecycle, Optional<LocalDate>> part) {
        return row -> part.apply(row.system().lifecycle()).map(LocalDate::toString);
    }
}
