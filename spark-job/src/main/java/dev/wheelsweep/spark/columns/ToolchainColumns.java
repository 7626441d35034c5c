package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.toolchain.Tool;

/** What built the files of a wheel. */
public final class ToolchainColumns {
    private static final ShapeBuilder<Tool> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<Tool, String> COMMENT = COLUMNS.column(
            "comment",
            Type.TEXT,
            "The string of .comment; one of elf_files.compilers.",
            "GCC: (GNU) 10.2.1 20210130 (Red Hat 10.2.1-11)",
            Tool::comment);
    public static final ColumnSpec<Tool, String> ROLE = COLUMNS.column(
            "role",
            Type.TEXT,
            "compiler, linker, or other (the string is not known).",
            "compiler",
            tool -> tool.role().column());
    public static final ColumnSpec<Tool, String> TOOL = COLUMNS.nullable(
            "tool",
            Type.TEXT,
            "gcc, clang, zig, flang, rustc, intel, ghc, lld or mold. Later releases may add tools.",
            "gcc",
            "the string is not known",
            Tool::name);
    public static final ColumnSpec<Tool, String> TOOL_VERSION = COLUMNS.nullable(
            "tool_version", Type.TEXT, "Its version.", "10.2.1", "the string is not known", Tool::version);
    public static final ColumnSpec<Tool, String> DISTRIBUTION = COLUMNS.nullable(
            "distribution",
            Type.TEXT,
            "Who packaged it: rhel (with its rebuilds), fedora, debian, ubuntu, alpine, gentoo, suse, android, conda-forge or amd.",
            "rhel",
            "the authors of the compiler, or not known",
            Tool::distribution);
    public static final ColumnSpec<Tool, String> TOOLSET = COLUMNS.nullable(
            "toolset",
            Type.TEXT,
            "The toolset of Red Hat that has this build.",
            "devtoolset-10",
            "not a toolset, or not known which",
            Tool::toolset);
    public static final ColumnSpec<Tool, String> BUILD_SYSTEM = COLUMNS.nullable(
            "build_system",
            Type.TEXT,
            "The system whose compiler it is, as the table systems names it; rhel includes its rebuilds.",
            "rhel:7",
            "several systems have it, or it is not known",
            Tool::system);
    public static final ColumnSpec<Tool, String> PATH =
            COLUMNS.column("path", Type.TEXT, "The first file that has the string.", "pkg/_native.so", Tool::file);
    public static final ColumnSpec<Tool, Integer> FILES =
            COLUMNS.column("files", Type.INT, "How many files have it.", "3", Tool::files);

    static final Shape<Tool> SHAPE = COLUMNS.shape();

    private ToolchainColumns() {}
}
