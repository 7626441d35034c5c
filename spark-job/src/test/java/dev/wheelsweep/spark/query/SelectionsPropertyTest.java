package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.install.Candidate;
import dev.wheelsweep.core.install.Candidates;
import dev.wheelsweep.core.install.Environment;
import dev.wheelsweep.core.install.Implementation;
import dev.wheelsweep.core.install.Installability;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.install.PythonBuild;
import dev.wheelsweep.core.install.ReleaseFile;
import dev.wheelsweep.core.install.Selection;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.columns.SystemRow;
import dev.wheelsweep.spark.dictionary.SharedRelation;
import dev.wheelsweep.spark.systems.SystemPython;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/**
 * The view selections, which compares the candidates of single wheels, takes the file that {@link Selection} takes from the
 * whole release; the finders of pip judge that one.
 */
class SelectionsPropertyTest {
    private static final long SEED = 508;
    private static final int RELEASES = 40;
    private static final int MOST_FILES = 6;
    private static final int SYSTEMS = 8;

    private static final List<String> TAGS = List.of(
            "cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64",
            "cp312-cp312-manylinux2014_x86_64",
            "cp312-cp312-manylinux_2_17_x86_64",
            "cp312-cp312-manylinux_2_28_x86_64",
            "cp312-cp312-manylinux_2_17_x86_64.manylinux_2_34_x86_64",
            "cp312-cp312-manylinux_2_28_aarch64",
            "cp312-cp312-musllinux_1_2_x86_64",
            "cp312-cp312-musllinux_1_1_aarch64",
            "cp312-cp312-linux_x86_64",
            "1-cp312-cp312-linux_x86_64",
            "cp312-cp312-linux_armv6l",
            "cp36-cp36m-manylinux1_x86_64",
            "cp36-cp36m-manylinux2010_x86_64",
            "cp36-cp36m-manylinux_2_5_x86_64.manylinux1_x86_64",
            "2-cp36-cp36m-manylinux1_x86_64",
            "10a-cp36-cp36m-manylinux1_x86_64",
            "cp36-cp36m-linux_x86_64",
            "cp36.cp37.cp38-abi3-manylinux2014_x86_64",
            "cp38-abi3-manylinux_2_28_x86_64",
            "cp39-abi3-manylinux_2_17_aarch64",
            "cp35-abi3-manylinux1_i686",
            "cp310-cp310-manylinux_2_17_x86_64",
            "cp314-cp314t-manylinux_2_28_x86_64",
            "cp315-abi3t-manylinux_2_28_x86_64",
            "cp27-cp27mu-manylinux1_x86_64",
            "py3-none-manylinux2014_x86_64",
            "py2.py3-none-any",
            "1-py2.py3-none-any",
            "py3-none-any",
            "9z-py3-none-any",
            "10-py3-none-any",
            "py39-none-any",
            "cp312-none-any",
            "py3-none-any.manylinux_2_17_x86_64",
            "py3-none-any-variant",
            "py3..py2-none-any",
            "cp312-cp312-win_amd64",
            "cp311-cp311-macosx_11_0_arm64");

    private static final List<String> REQUIRES = List.of("", "", "", ">=3.8", ">=3.12", "<3.10", "nonsense");

    private static final String PYTHON = "python";
    private static final String PLATFORM = "platform";
    private static final String LIBC = "libc";
    private static final String ARCHITECTURE = "architecture";
    private static final String LIBC_VERSION = "libc_version";
    private static final String INSTALLER = "installer";

    private static final String UNKNOWN = "unknown";

    /** A release whose wheels an earlier version of wheelsweep judged. */
    private static final String UNJUDGED = "0";

    /** The closest last. */
    private static final List<String> REFUSALS = List.of(PLATFORM, PYTHON, LIBC, ARCHITECTURE, LIBC_VERSION, INSTALLER);

    private static final List<Arch> ARCHS = List.of(Arch.X86_64, Arch.I686, Arch.AARCH64, new Arch("armv6l"));

    private static final Map<Libc, DottedNumber> NEWEST =
            Map.of(Libc.GLIBC, DottedNumber.of(2, 60), Libc.MUSL, DottedNumber.of(1, 3));

    private record Release(String version, List<ReleaseFile.Wheel> files) {}

    /**
     * @param otherPips the same Python and system with each other pip that some system has for this Python
     * @param elsewhere the same Python with each of these pips, in all of {@link #everywhere}
     */
    private record Tried(Installability where, List<Installability> otherPips, List<Installability> elsewhere) {}

    @Test
    void aReleaseGivesTheSameFileOnEverySystem() throws Exception {
        Random random = new Random(SEED);
        List<LinuxSystem> systems = new ArrayList<>(SystemCatalog.builtIn().all());
        Collections.shuffle(systems, random);
        systems = systems.subList(0, SYSTEMS);
        List<SystemPython> pythons = SystemPython.allOf(systems);
        List<Release> releases = releases(random);
        SparkSession spark = LocalSpark.interpreting();
        makeRelations(spark, systems, pythons, releases);

        Map<String, String> selections = new HashMap<>();
        for (Row row : spark.sql("""
                        SELECT concat_ws(' ', version, system, arch, python), coalesce(filename, refusal) FROM selections""").collectAsList()) {
            selections.put(row.getString(0), row.getString(1));
        }
        Map<PythonBuild, Set<Installer.Pip>> pips = pythons.stream()
                .collect(Collectors.groupingBy(
                        SystemPython::python, Collectors.mapping(SystemPython::pip, Collectors.toSet())));
        Map<PythonBuild, List<Installability>> everywhere = new HashMap<>();
        pips.forEach((python, some) -> everywhere.put(python, everywhere(python, some)));
        Map<String, String> differences = new TreeMap<>();
        Map<String, Integer> answers = new TreeMap<>();
        for (SystemPython python : pythons) {
            for (Arch arch : python.system().libraries().keySet()) {
                Tried tried = tried(python, arch, pips, everywhere);
                for (Release release : releases) {
                    String expected = expected(tried, release);
                    String place = String.join(
                            " ",
                            release.version(),
                            python.system().id(),
                            arch.name(),
                            python.python().text());
                    String selected = selections.get(place);
                    answers.merge(
                            REFUSALS.contains(expected) || expected.equals(UNKNOWN) ? expected : "taken",
                            1,
                            Integer::sum);
                    if (!expected.equals(selected)) {
                        differences.put(place, "%s instead of %s of %s".formatted(selected, expected, release.files()));
                    }
                }
            }
        }
        assertThat(differences).as("seed %d, %s", SEED, answers).isEmpty();
        assertThat(selections)
                .hasSize(answers.values().stream().mapToInt(Integer::intValue).sum());
        assertThat(answers.keySet()).contains("taken", UNKNOWN).containsAll(REFUSALS);
    }

    private static Tried tried(
            SystemPython python,
            Arch arch,
            Map<PythonBuild, Set<Installer.Pip>> pips,
            Map<PythonBuild, List<Installability>> everywhere) {
        Environment here = Environment.of(python.system(), arch, python.python().version(), python.pip())
                .withAbi(python.python().abi());
        return new Tried(
                Installability.in(here),
                pips.get(python.python()).stream()
                        .filter(pip -> !pip.equals(python.pip()))
                        .map(pip -> Installability.in(here.with(pip)))
                        .toList(),
                everywhere.get(python.python()));
    }

    /** @return every architecture and C library, in the newest version, with each pip */
    private static List<Installability> everywhere(PythonBuild python, Set<Installer.Pip> pips) {
        return pips.stream()
                .flatMap(pip -> NEWEST.entrySet().stream()
                        .flatMap(libc -> ARCHS.stream()
                                .map(arch -> Installability.in(new Environment(
                                        pip,
                                        Implementation.CPYTHON,
                                        python.version(),
                                        python.abi(),
                                        arch,
                                        libc.getKey(),
                                        libc.getValue())))))
                .toList();
    }

    private static List<Release> releases(Random random) throws FormatException {
        List<Release> releases = new ArrayList<>();
        releases.add(new Release(
                "windows",
                List.of(new ReleaseFile.Wheel(
                        WheelFilename.parse("pkg-windows-cp312-cp312-win_amd64.whl"), Optional.empty(), false))));
        for (int i = 0; i < RELEASES; i++) {
            List<ReleaseFile.Wheel> files = new ArrayList<>();
            for (int j = random.nextInt(MOST_FILES); j >= 0; j--) {
                String requires = REQUIRES.get(random.nextInt(REQUIRES.size()));
                files.add(new ReleaseFile.Wheel(
                        WheelFilename.parse("pkg-%d-%s.whl".formatted(i, TAGS.get(random.nextInt(TAGS.size())))),
                        Optional.of(requires).filter(it -> !it.isEmpty()),
                        random.nextInt(5) == 0));
            }
            // As in the view, the first of equals is the one whose name sorts first.
            files.sort(Comparator.comparing(file -> file.name().text()));
            releases.add(new Release(Integer.toString(i), files));
        }
        return releases;
    }

    /** What the whole release says, and of its refusals the closest. */
    private static String expected(Tried tried, Release release) {
        if (release.version().equals(UNJUDGED)) {
            return UNKNOWN;
        }
        if (Selection.of(tried.where(), List.copyOf(release.files())) instanceof Selection.Taken taken) {
            return taken.wheel().text();
        }
        boolean isForLinux = release.files().stream().anyMatch(SelectionsPropertyTest::isForLinux);
        return release.files().stream()
                .map(file -> refusal(tried, file))
                .max(Comparator.comparing(REFUSALS::indexOf))
                .map(word -> word.equals(PYTHON) && !isForLinux ? PLATFORM : word)
                .orElseThrow();
    }

    private static boolean isForLinux(ReleaseFile.Wheel file) {
        return file.name().platformTags().stream()
                .anyMatch(tag -> !Set.of(PlatformTag.Family.WINDOWS, PlatformTag.Family.MACOS)
                        .contains(tag.family()));
    }

    /** Of the environments that take the file with some pip, the one that differs least. */
    private static String refusal(Tried tried, ReleaseFile.Wheel file) {
        Environment here = tried.where().environment();
        Set<Installability> taking = tried.elsewhere().stream()
                .filter(where -> Selection.takes(where, file))
                .collect(Collectors.toSet());
        if (tried.otherPips().stream().anyMatch(where -> Selection.takes(where, file))) {
            return INSTALLER;
        }
        if (taking.isEmpty()) {
            return PYTHON;
        }
        if (taking.stream()
                .map(Installability::environment)
                .anyMatch(it -> it.arch().equals(here.arch()) && it.libc() == here.libc())) {
            return LIBC_VERSION;
        }
        return taking.stream().anyMatch(it -> !it.environment().arch().equals(here.arch())) ? ARCHITECTURE : LIBC;
    }

    private static void makeRelations(
            SparkSession spark, List<LinuxSystem> systems, List<SystemPython> pythons, List<Release> releases) {
        Candidates candidates = SystemPython.candidates(pythons);
        List<String> wheels = new ArrayList<>();
        List<String> judgements = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (Release release : releases) {
            int place = 0;
            for (ReleaseFile.Wheel file : release.files()) {
                String path = release.version() + "/" + place++;
                wheels.add(values(path, file.yanked()));
                judgements.add(
                        release.version().equals(UNJUDGED)
                                ? "('%s', NULL)".formatted(path)
                                : "('%s', array())".formatted(path));
                file.name()
                        .platformTags()
                        .forEach(tag -> tags.add(values("pkg", release.version(), path, tag.column())));
                for (Candidate candidate : candidates.of(file)) {
                    rows.add(values(
                            "pkg",
                            release.version(),
                            file.name().text(),
                            path,
                            candidate.python().text(),
                            candidate.arch().map(Arch::name).orElse(null),
                            candidate.libc().map(Libc::column).orElse(null),
                            candidate
                                    .libcVersion()
                                    .map(it -> it.numbers().get(0))
                                    .orElse(null),
                            candidate.libcVersion().map(DottedNumber::minor).orElse(null),
                            candidate.oldestPip().number(),
                            candidate.newestPip().number(),
                            candidate.preference(),
                            candidate.buildOrder().orElse(null)));
                }
            }
        }
        view(spark, "wheels", "wheel_path, yanked", wheels);
        view(spark, "judgements", "wheel_path, candidates", judgements);
        view(spark, "wheel_tags", "project, version, wheel_path, platform_family", tags);
        view(
                spark,
                "candidates",
                "project, version, filename, wheel_path, python, arch, libc, libc_major, libc_minor, oldest_pip_number,"
                        + " newest_pip_number, preference, build_order",
                rows);
        view(
                spark,
                "systems",
                "system, arch, libc, libc_major, libc_minor",
                SystemRow.allOf(systems).stream()
                        .map(row -> values(
                                row.system().id(),
                                row.arch().name(),
                                row.system().libc().column(),
                                row.system().libcVersion().numbers().get(0),
                                row.system().libcVersion().minor()))
                        .toList());
        view(
                spark,
                "system_pythons",
                "system, python, is_own, pip, pip_number, reads_yanked, build_tags",
                pythons.stream()
                        .map(row -> values(
                                row.system().id(),
                                row.python().text(),
                                row.isOwn(),
                                row.pip().release().toString(),
                                row.pip().number(),
                                row.pip().readsYanked(),
                                row.pip().buildTags().column()))
                        .toList());
        spark.sql(SharedRelation.SELECTIONS.statement());
    }

    private static String values(Object... cells) {
        return Stream.of(cells)
                .map(cell -> cell instanceof String text ? "'" + text + "'" : String.valueOf(cell))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static void view(SparkSession spark, String name, String columns, List<String> rows) {
        spark.sql("CREATE OR REPLACE TEMPORARY VIEW %s AS SELECT * FROM VALUES %s AS rows(%s)"
                .formatted(name, String.join(", ", rows), columns));
    }
}
