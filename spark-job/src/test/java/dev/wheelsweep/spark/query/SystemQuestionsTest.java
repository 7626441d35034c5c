package dev.wheelsweep.spark.query;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dictionary.SharedRelation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The questions about systems, over relations made by hand: a few systems of which each is one case, and a few wheels. */
class SystemQuestionsTest {
    private static final String LAST_SWEEP = "2026-11-22";

    /** Supported until before the last sweep, until that day, until later with extended support, until a day that nobody knows. */
    private static final List<String> SYSTEMS = List.of(
            "('old:1', 'Old 1', 'old', 'x86_64', 'glibc', '2.17', 2, 17, '2014-06-10', '2024-06-30', NULL,"
                    + " array('manylinux2014', 'manylinux_2_17'))",
            "('last:1', 'Last 1', 'last', 'x86_64', 'glibc', '2.28', 2, 28, '2019-05-07', '2026-11-22', NULL,"
                    + " array('manylinux_2_28'))",
            "('last:1', 'Last 1', 'last', 'aarch64', 'glibc', '2.28', 2, 28, '2019-05-07', '2026-11-22', NULL,"
                    + " array('manylinux_2_28'))",
            "('paid:1', 'Paid 1', 'paid', 'x86_64', 'glibc', '2.27', 2, 27, '2018-04-26', '2023-05-31', '2028-04-01', array())",
            "('paid:2', 'Paid 2', 'paid', 'x86_64', 'glibc', '2.43', 2, 43, '2026-04-23', '2031-04-30', NULL, array())",
            "('musl:1', 'Musl 1', 'musl', 'x86_64', 'musl', '1.2.5', 1, 2, '2025-05-30', '2027-05-01', NULL,"
                    + " array('musllinux_1_2'))",
            "('rolling:1', 'Rolling 1', 'rolling', 'x86_64', 'glibc', '2.44', 2, 44, NULL, NULL, NULL, array())");

    /** File name, upload, oldest pip. */
    private static final List<List<String>> WHEELS = List.of(
            List.of("a-1.0-cp27-cp27mu-manylinux1_x86_64.whl", "2016-01-10", "8.1"),
            List.of("a-2.0-cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.whl", "2025-11-23", "19.3"),
            List.of("a-2.0-cp313-cp313-manylinux_2_28_x86_64.whl", "2025-11-24", "20.3"),
            List.of("b-1.0-cp312-cp312-manylinux_2_28_x86_64.whl", "2024-07-01", "20.3"),
            List.of("b-1.0-cp312-cp312-manylinux_2_34_aarch64.whl", "2024-07-01", "20.3"),
            List.of("b-2.0-cp312-cp312-manylinux_2_17_x86_64.whl", "2024-07-31", "20.3"),
            List.of("c-1.0-cp312-cp312-musllinux_1_2_x86_64.whl", "", "20.3"),
            List.of("d-1.0-cp312-cp312-linux_x86_64.whl", "", "1.4"),
            List.of("e-1.0-cp312-cp312-manylinux_2_39_x86_64.whl", "", "20.3"),
            List.of("e-1.0-py3-none-any.whl", "", "1.4"),
            List.of("f-1.0-cp312-cp312-linux_mips.whl", "", ""),
            List.of("g-1.0-cp312-cp312-manylinux_2_28_aarch64.whl", "2026-11-22", "20.3"));

    private final SparkSession spark = LocalSpark.interpreting();

    @BeforeEach
    void makeRelations() throws FormatException {
        view(
                "sweeps",
                "started",
                List.of("(TIMESTAMP '2026-11-21 02:15:00')", "(TIMESTAMP '%s 02:15:00')".formatted(LAST_SWEEP)));
        view(
                "systems",
                "system, name, distribution, arch, libc, libc_version, libc_major, libc_minor, released, end_of_support,"
                        + " end_of_extended_support, baselines",
                SYSTEMS);
        List<String> wheels = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        for (List<String> wheel : WHEELS) {
            WheelFilename name = WheelFilename.parse(wheel.get(0));
            String project = name.project().normalized();
            wheels.add("(%s, %s, CAST(%s AS TIMESTAMP), %s)"
                    .formatted(quoted(project), quoted(wheel.get(0)), quoted(wheel.get(1)), quoted(wheel.get(2))));
            name.platformTags()
                    .forEach(tag -> tags.add("(%s, %s, %s, %s)"
                            .formatted(quoted(project), quoted(name.version()), quoted(wheel.get(0)), columns(tag))));
        }
        view("wheels", "project, wheel_path, upload_time, oldest_pip", wheels);
        view(
                "wheel_tags",
                "project, version, wheel_path, platform_tag, platform_family, arch, libc, libc_major, libc_minor",
                tags);
        view(
                "load_failures",
                "project, wheel_path, system, arch, kind, text",
                List.of(
                        "('a', 'a-2.0', 'last:1', 'x86_64', 'missing_version', 'second text')",
                        "('a', 'a-2.0', 'last:1', 'x86_64', 'missing_version', 'first text')",
                        "('b', 'b-1.0', 'last:1', 'x86_64', 'missing_library', 'no library')",
                        "('a', 'a-1.0', 'gone:1', 'x86_64', 'missing_version', 'no system')"));
        spark.sql(SharedRelation.MISSING_TAGS.statement());
    }

    @Test
    void baselineIsPastItsSupportFromTheDayAfterTheLastOne() throws IOException {
        assertThat(answer("baselines-past-support"))
                .containsExactly(
                        "manylinux_2_5|||||1|25.0|0|0|0.0|0",
                        "manylinux_2_17|2024-06-30||true||1|25.0|0|1|50.0|0",
                        "manylinux_2_28|2026-11-22||false||1|25.0|1|1|50.0|1",
                        "manylinux_2_39|||||1|25.0|1|0|0.0|0",
                        "musllinux_1_2|2027-05-01||false||1|100.0|1|0||0");
    }

    @Test
    void releaseCountsInTheMonthOfItsFirstUpload() throws IOException {
        assertThat(answer("baselines-past-support-by-month"))
                .containsExactly(
                        "|manylinux_2_39|||||1|100.0|0|0",
                        "|musllinux_1_2|2027-05-01||false||1|100.0|0|0",
                        "2016-01|manylinux_2_5|||||1|100.0|0|0",
                        "2024-07|manylinux_2_17|2024-06-30||true||1|50.0|1|0",
                        "2024-07|manylinux_2_28|2026-11-22||false||1|50.0|0|0",
                        "2025-11|manylinux_2_17|2024-06-30||true||1|100.0|1|0",
                        "2026-11|manylinux_2_28|2026-11-22||false||1|100.0|0|0");
    }

    @Test
    void wheelThatDoesNotLoadCountsOnceForASystemAndKind() throws IOException {
        assertThat(answer("load-failures-by-system"))
                .containsExactly(
                        "gone:1|x86_64||||missing_version|1|1|no system",
                        "last:1|x86_64|Last 1|2026-11-22||missing_library|1|1|no library",
                        "last:1|x86_64|Last 1|2026-11-22||missing_version|1|1|first text");
    }

    @Test
    void releaseFallsBackToSourceWhereNoTagFits() throws IOException {
        assertThat(answer("source-builds-by-system"))
                .containsExactly(
                        "last:1|aarch64|Last 1|glibc|2.28|2026-11-22||true|8|7|87.5|1",
                        "paid:1|x86_64|Paid 1|glibc|2.27|2023-05-31|2028-04-01|true|8|4|50.0|1",
                        "musl:1|x86_64|Musl 1|musl|1.2.5|2027-05-01||true|8|6|75.0|0",
                        "last:1|x86_64|Last 1|glibc|2.28|2026-11-22||true|8|3|37.5|0",
                        "paid:2|x86_64|Paid 2|glibc|2.43|2031-04-30||true|8|3|37.5|0",
                        "old:1|x86_64|Old 1|glibc|2.17|2024-06-30||false|8|4|50.0|1",
                        "rolling:1|x86_64|Rolling 1|glibc|2.44||||8|3|37.5|0");
    }

    @Test
    void projectCountsPairsOfItsReleasesAndSupportedSystems() throws IOException {
        assertThat(answer("source-builds-by-project"))
                .containsExactly("b|2|10|5|2", "f|1|5|5|0", "a|2|10|4|0", "c|1|5|4|0", "g|1|5|4|0", "d|1|5|1|0");
    }

    @Test
    void tagIsMissingIfNoOlderOneOfTheReleaseFits() throws IOException {
        assertThat(answer("missing-tags"))
                .containsExactly(
                        "musllinux_1_2|x86_64|4|2|0|4|0",
                        "manylinux2014|aarch64|3|2|1|2|0",
                        "manylinux2014|x86_64|2|2|0|2|1",
                        "manylinux_2_28|aarch64|2|1|2|1|0",
                        "musllinux_1_2|aarch64|2|2|0|2|0",
                        "manylinux_2_28|x86_64|1|1|0|1|0",
                        "manylinux_2_34|aarch64|1|1|1|0|1",
                        "manylinux_2_34|x86_64|1|1|0|1|0");
    }

    @Test
    void missingTagSaysWhatTheReleaseHasInstead() throws IOException {
        assertThat(answer("missing-tags-by-release"))
                .containsExactly(
                        "a|1.0|x86_64|musllinux_1_2|false|true|false",
                        "a|2.0|x86_64|musllinux_1_2|false|true|false",
                        "b|1.0|aarch64|manylinux2014|false|true|false",
                        "b|1.0|aarch64|manylinux_2_28|true|true|false",
                        "b|1.0|aarch64|musllinux_1_2|false|true|false",
                        "b|1.0|x86_64|manylinux2014|false|true|true",
                        "b|1.0|x86_64|musllinux_1_2|false|true|false",
                        "b|2.0|aarch64|manylinux2014|true|false|false",
                        "b|2.0|aarch64|manylinux_2_28|true|false|false",
                        "b|2.0|aarch64|manylinux_2_34|true|false|true",
                        "b|2.0|x86_64|musllinux_1_2|false|true|false",
                        "c|1.0|x86_64|manylinux2014|false|true|false",
                        "c|1.0|x86_64|manylinux_2_28|false|true|false",
                        "c|1.0|x86_64|manylinux_2_34|false|true|false",
                        "g|1.0|aarch64|manylinux2014|false|true|false",
                        "g|1.0|aarch64|musllinux_1_2|false|true|false");
    }

    @Test
    void supportedSystemBelowTheFloorLosesWhatItTakes() throws IOException {
        assertThat(answer("lost-by-a-higher-floor"))
                .containsExactly(
                        "manylinux_2_28|paid:1|x86_64|Paid 1|2.27|2023-05-31|2028-04-01|6|3|2",
                        "manylinux_2_34|last:1|x86_64|Last 1|2.28|2026-11-22||6|5|2",
                        "manylinux_2_34|paid:1|x86_64|Paid 1|2.27|2023-05-31|2028-04-01|6|3|2",
                        "manylinux_2_34|last:1|aarch64|Last 1|2.28|2026-11-22||2|1|1");
    }

    @Test
    void pipTakesWhatOlderOnesTake() throws IOException {
        assertThat(answer("oldest-pip"))
                .containsExactly("1.4|2|2|2|16.7", "8.1|1|1|3|25.0", "19.3|1|1|4|33.3", "20.3|7|5|11|91.7", "|1|1||");
    }

    @Test
    void bestKnownSupportedSystemsAreFirst() throws IOException {
        assertThat(answer("who-can-run-what"))
                .containsExactly(
                        "last:1|Last 1|glibc 2.28|8|6|75.0|2|2026-11-22|",
                        "musl:1|Musl 1|musl 1.2.5|1|1|100.0|0|2027-05-01|",
                        "paid:2|Paid 2|glibc 2.43|6|6|100.0|0|2031-04-30|",
                        "paid:1|Paid 1|glibc 2.27|6|3|50.0|0|2023-05-31|2028-04-01");
    }

    private static String columns(PlatformTag tag) {
        return "%s, %s, %s, %s, %s, %s"
                .formatted(
                        quoted(tag.text()),
                        quoted(tag.column()),
                        quoted(tag.arch().map(Arch::name).orElse("")),
                        quoted(tag.libc().map(Libc::column).orElse("")),
                        tag.libcVersion()
                                .map(version -> version.numbers().get(0).toString())
                                .orElse("NULL"),
                        tag.libcVersion()
                                .map(version -> Integer.toString(version.minor()))
                                .orElse("NULL"));
    }

    private static String quoted(String text) {
        return text.isEmpty() ? "NULL" : "'" + text + "'";
    }

    private void view(String name, String columns, List<String> rows) {
        spark.sql("CREATE OR REPLACE TEMPORARY VIEW %s AS SELECT * FROM VALUES %s AS rows(%s)"
                .formatted(name, String.join(", ", rows), columns));
    }

    /** @return the rows as text; nothing for null */
    private List<String> answer(String question) throws IOException {
        return spark.sql(Questions.builtIn().named(question).sql()).collectAsList().stream()
                .map(row -> scala.jdk.javaapi.CollectionConverters.asJava(row.toSeq()).stream()
                        .map(value -> value == null ? "" : value.toString())
                        .collect(joining("|")))
                .toList();
    }
}
