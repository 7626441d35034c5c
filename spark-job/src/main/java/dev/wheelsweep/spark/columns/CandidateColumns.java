package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.install.Candidate;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.function.Function;

/** Where pip takes the wheel. The view selections compares the candidates of a release on each system. */
public final class CandidateColumns {
    private static final String ANY_LIBC = "on every C library";

    private static final ShapeBuilder<Candidate> COLUMNS = new ShapeBuilder<>();

    public static final ColumnSpec<Candidate, String> PYTHON = COLUMNS.column(
            "python",
            Type.TEXT,
            "The CPython that takes the wheel, by its tags and by Requires-Python; 3.14t is the free-threaded build. Only those"
                    + " of the view system_pythons.",
            "3.12",
            candidate -> candidate.python().text());
    public static final ColumnSpec<Candidate, String> ARCH = COLUMNS.nullable(
            "arch",
            Type.TEXT,
            "The architecture of the interpreter.",
            "x86_64",
            "on every architecture",
            candidate -> candidate.arch().map(Arch::name));
    public static final ColumnSpec<Candidate, String> LIBC = COLUMNS.nullable(
            "libc",
            Type.TEXT,
            "The C library of the system: glibc or musl.",
            "glibc",
            ANY_LIBC,
            candidate -> candidate.libc().map(Libc::column));
    public static final ColumnSpec<Candidate, Integer> LIBC_MAJOR = COLUMNS.nullable(
            "libc_major",
            Type.INT,
            "Major version of the oldest C library on which the wheel is taken.",
            "2",
            "on every version",
            candidate ->
                    candidate.libcVersion().map(version -> version.numbers().get(0)));
    public static final ColumnSpec<Candidate, Integer> LIBC_MINOR = COLUMNS.nullable(
            "libc_minor",
            Type.INT,
            "Minor version of the oldest C library on which the wheel is taken.",
            "17",
            "on every version",
            candidate -> candidate.libcVersion().map(version -> version.minor()));
    public static final ColumnSpec<Candidate, Integer> OLDEST_PIP_NUMBER = COLUMNS.column(
            "oldest_pip_number",
            Type.INT,
            "The oldest pip that takes the wheel with this preference, of those that the view system_pythons has for this"
                    + " Python, as its pip_number.",
            "23000001",
            number(Candidate::oldestPip));
    public static final ColumnSpec<Candidate, Integer> NEWEST_PIP_NUMBER = COLUMNS.column(
            "newest_pip_number",
            Type.INT,
            "The newest of these; those between the two do as well.",
            "26003000",
            number(Candidate::newestPip));
    public static final ColumnSpec<Candidate, Integer> PREFERENCE = COLUMNS.column(
            "preference",
            Type.INT,
            "Of the wheels of a release that one pip takes with one Python on one system, the lowest number is the best tag.",
            "84",
            Candidate::preference);
    public static final ColumnSpec<Candidate, String> BUILD_ORDER = COLUMNS.nullable(
            "build_order",
            Type.TEXT,
            "The build tag as a text that is greater for a later build.",
            "001.1",
            "the wheel has no build tag",
            Candidate::buildOrder);

    static final Shape<Candidate> SHAPE = COLUMNS.shape();

    private CandidateColumns() {}

    private static Function<Candidate, Integer> number(Function<Candidate, Installer.Pip> part) {
        return candidate -> part.apply(candidate).number();
    }
}
