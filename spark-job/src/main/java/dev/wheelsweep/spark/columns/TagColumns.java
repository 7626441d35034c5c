package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.Tag;

/** One combination of Python, ABI and platform tag in a wheel's name. */
public final class TagColumns {
    private static final ShapeBuilder<Tag> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<Tag, String> PYTHON_TAG =
            COLUMNS.column("python_tag", Type.TEXT, "Python tag, in lower case.", "cp312", Tag::python);
    public static final ColumnSpec<Tag, String> ABI_TAG =
            COLUMNS.column("abi_tag", Type.TEXT, "ABI tag, in lower case.", "abi3", Tag::abi);
    public static final ColumnSpec<Tag, String> PLATFORM_TAG = COLUMNS.column(
            "platform_tag",
            Type.TEXT,
            "Platform tag, in lower case.",
            "manylinux_2_17_x86_64",
            tag -> tag.platform().text());
    public static final ColumnSpec<Tag, String> PLATFORM_FAMILY = COLUMNS.column(
            "platform_family",
            Type.TEXT,
            "The family of the platform tag; other if no specification defines the tag.",
            "manylinux",
            tag -> tag.platform().column());
    public static final ColumnSpec<Tag, String> ARCH = COLUMNS.nullable(
            "arch",
            Type.TEXT,
            "Architecture as the tag spells it.",
            "x86_64",
            "the tag names none",
            tag -> tag.platform().arch().map(Arch::name));
    public static final ColumnSpec<Tag, String> LIBC = COLUMNS.nullable(
            "libc",
            Type.TEXT,
            "The C library that the tag promises to run on: glibc or musl.",
            "glibc",
            "the tag promises none",
            tag -> tag.platform().libc().map(Libc::column));
    public static final ColumnSpec<Tag, Integer> LIBC_MAJOR = COLUMNS.nullable(
            "libc_major",
            Type.INT,
            "Major version of the oldest C library that the tag promises to run on. Legacy tags such as manylinux2014 count as"
                    + " their PEP 600 alias.",
            "2",
            "the tag promises none",
            tag -> tag.platform().libcVersion().map(version -> version.numbers().get(0)));
    public static final ColumnSpec<Tag, Integer> LIBC_MINOR = COLUMNS.nullable(
            "libc_minor",
            Type.INT,
            "Minor version of the oldest C library that the tag promises to run on. If it is below floor_glibc_minor, the tag"
                    + " promises too much.",
            "17",
            "the tag promises none",
            tag -> tag.platform().libcVersion().map(version -> version.minor()));

    static final Shape<Tag> SHAPE = COLUMNS.shape();

    private TagColumns() {}
}
