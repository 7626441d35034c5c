package dev.wheelsweep.spark.columns;

import dev.wheelsweep.spark.systems.SystemPython;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** A CPython on a Linux system, with its pip. */
public final class SystemPythonColumns {
    private static final ShapeBuilder<SystemPython> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<SystemPython, String> SYSTEM = COLUMNS.column(
            "system",
            Type.TEXT,
            "Distribution and release, as in the view systems.",
            "rhel:8",
            row -> row.system().id());
    public static final ColumnSpec<SystemPython, String> PYTHON = COLUMNS.column(
            "python",
            Type.TEXT,
            "The version; 3.14t is the free-threaded build. Each has a row.",
            "3.6",
            row -> row.python().text());
    public static final ColumnSpec<SystemPython, Boolean> IS_OWN = COLUMNS.column(
            "is_own",
            Type.FLAG,
            "Whether it is the system's package python3. Users install the others beside it.",
            "true",
            SystemPython::isOwn);
    public static final ColumnSpec<SystemPython, String> PIP = COLUMNS.column(
            "pip",
            Type.TEXT,
            "The release of pip: that of the system for its own Python if it is known, else the last one for this Python.",
            "9.0.3",
            row -> row.pip().release().toString());
    public static final ColumnSpec<SystemPython, Integer> PIP_NUMBER = COLUMNS.column(
            "pip_number",
            Type.INT,
            "The release of pip as one number: 20.3.2 is 20003002.",
            "9000003",
            row -> row.pip().number());
    public static final ColumnSpec<SystemPython, Boolean> READS_YANKED = COLUMNS.column(
            "reads_yanked",
            Type.FLAG,
            "Whether this pip takes a yanked file only if there is no other.",
            "false",
            row -> row.pip().readsYanked());
    public static final ColumnSpec<SystemPython, String> BUILD_TAGS = COLUMNS.column(
            "build_tags",
            Type.TEXT,
            "How this pip compares build tags: none, before_tags (before the other tags), or after_tags.",
            "none",
            row -> row.pip().buildTags().column());

    private static final Shape<SystemPython> SHAPE = COLUMNS.shape();

    private SystemPythonColumns() {}

    public static StructType schema() {
        return SHAPE.schema();
    }

    /** @return the columns in order */
    public static List<ColumnSpec<SystemPython, ?>> columns() {
        return SHAPE.columns();
    }
}
