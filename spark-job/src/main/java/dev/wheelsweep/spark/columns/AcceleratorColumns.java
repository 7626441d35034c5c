package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.accelerator.AcceleratorUse;
import dev.wheelsweep.core.accelerator.Releases;
import dev.wheelsweep.core.platform.DottedNumber;

/** What shows that a wheel uses an accelerator's software, or a runtime of which a process should have one. */
public final class AcceleratorColumns {
    private static final ShapeBuilder<AcceleratorUse> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<AcceleratorUse, String> STACK = COLUMNS.column(
            "stack",
            Type.TEXT,
            "cuda, cudnn, nccl, tensorrt, rocm, mkl, oneapi, openmp, blas, fortran or another. Later releases may add stacks.",
            "cuda",
            AcceleratorUse::stack);
    public static final ColumnSpec<AcceleratorUse, String> COMPONENT =
            COLUMNS.column("component", Type.TEXT, "The part of the stack.", "cuFFT", AcceleratorUse::component);
    public static final ColumnSpec<AcceleratorUse, Boolean> OF_DRIVER = COLUMNS.column(
            "of_driver",
            Type.FLAG,
            "Whether the device's driver brings it, and no wheel may.",
            "false",
            AcceleratorUse::ofDriver);
    public static final ColumnSpec<AcceleratorUse, String> EVIDENCE = COLUMNS.column(
            "evidence",
            Type.TEXT,
            "needed (a file needs the library), brought (a file is the library), dlopen (a note of a file says that it opens"
                    + " the library), search_path (a file searches in a folder of the"
                    + " stack), local_version (the version's label names it), requires_dist, or extra (only an extra requires it).",
            "needed",
            use -> use.evidence().column());
    public static final ColumnSpec<AcceleratorUse, String> NAME = COLUMNS.column(
            "name",
            Type.TEXT,
            "The soname, folder, label or requirement, as it is written.",
            "libcufft.so.11",
            AcceleratorUse::name);
    public static final ColumnSpec<AcceleratorUse, String> LOWEST_RELEASE = COLUMNS.nullable(
            "lowest_release",
            Type.TEXT,
            "The lowest release of the stack that the name can mean; 12 is any 12.x.",
            "12",
            "the name says nothing of the release",
            use -> use.releases().map(Releases::low).map(DottedNumber::toString));
    public static final ColumnSpec<AcceleratorUse, String> HIGHEST_RELEASE = COLUMNS.nullable(
            "highest_release",
            Type.TEXT,
            "The highest release that the name can mean.",
            "12",
            "the name says nothing of the release, or any later one can be meant",
            use -> use.releases().flatMap(Releases::high).map(DottedNumber::toString));
    public static final ColumnSpec<AcceleratorUse, String> OLDEST_DRIVER = COLUMNS.nullable(
            "oldest_driver",
            Type.TEXT,
            "The oldest driver for Linux with which programs of the lowest release run: NVIDIA's for cuda, AMD's amdgpu for rocm,"
                    + " which up to 6.4 has the number of the release of ROCm that it came with.",
            "525.60.13",
            "the stack is neither cuda nor rocm, or the release is not known",
            AcceleratorUse::oldestDriver);
    public static final ColumnSpec<AcceleratorUse, String> PATH = COLUMNS.nullable(
            "path",
            Type.TEXT,
            "The first file that shows it.",
            "pkg/_gpu.so",
            "the wheel as a whole shows it",
            AcceleratorUse::file);
    public static final ColumnSpec<AcceleratorUse, Integer> FILES = COLUMNS.column(
            "files", Type.INT, "How many files show it; 0 if the wheel as a whole does.", "3", AcceleratorUse::files);

    static final Shape<AcceleratorUse> SHAPE = COLUMNS.shape();

    private AcceleratorColumns() {}
}
