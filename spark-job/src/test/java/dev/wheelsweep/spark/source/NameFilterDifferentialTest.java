package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.columns.ColumnSpec;
import dev.wheelsweep.spark.columns.WheelColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares conditions decided while planning with the same conditions decided by Spark's filter, on the same rows in
 * memory.
 */
class NameFilterDifferentialTest {
    private static final int FILES = 40;

    @TempDir
    private static Path mirror;

    private static Dataset<Row> inMemory;

    @BeforeAll
    static void mirror() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path wheel = mirror.resolve(
                    switch (i % 4) {
                        case 0 -> "Proj_%02d-1.%d-py3-none-any.whl".formatted(i / 8, i);
                        case 1 ->
                            "proj.%02d-2.%d-7-cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.whl"
                                    .formatted(i / 8, i);
                        case 2 -> "other-3.%d-cp311.cp312-abi3-musllinux_1_2_aarch64.whl".formatted(i);
                        default -> "invalid%d.whl".formatted(i);
                    });
            Files.write(wheel, new byte[i * 10]);
            Files.setLastModifiedTime(
                    wheel, FileTime.from(Instant.parse("2026-09-20T00:00:00Z").plusSeconds(i * 60L)));
        }
        SparkSession spark = LocalSpark.session();
        Dataset<Row> names = wheels().drop(WheelColumns.SHAPE.columns().stream()
                .map(ColumnSpec::name)
                .toArray(String[]::new));
        inMemory = spark.createDataFrame(names.collectAsList(), names.schema());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project = 'proj-01'",
                "project <=> 'other'",
                "project <=> NULL",
                "project != 'other'",
                "NOT (project = 'other' AND size > 100)",
                "project IS NULL",
                "project IS NOT NULL AND build IS NULL",
                "project IN ('proj-00', 'proj-03')",
                "project NOT IN ('proj-00', NULL)",
                "version IN ('1.0','1.4','1.8','1.12','1.16','2.1','2.5','2.9','2.13','3.2','3.6','3.10','3.14')",
                "version > '2' AND version <= '3.2'",
                "filename LIKE '%manylinux%'",
                "filename LIKE 'other-3.1%' OR filename LIKE '%5.whl'",
                "filename RLIKE '^Proj_0[12]'",
                "upper(project) = 'OTHER'",
                "wheel_path LIKE '%invalid%'",
                "size >= 100 AND size < 200",
                "size = 0",
                "mtime < TIMESTAMP '2026-09-20 00:05:00'",
                "mtime BETWEEN '2026-09-20 00:10:00' AND '2026-09-20 00:20:00'",
                "array_contains(platform_tags, 'manylinux2014_x86_64')",
                "NOT array_contains(platform_tags, 'any')",
                "exists(platform_tags, tag -> tag LIKE 'manylinux%')",
                "arrays_overlap(python_tags, array('cp311', 'py3'))",
                "size(platform_tags) > 1",
                "get(platform_tags, 0) = 'any'",
                "exists(tags, tag -> tag.python_tag = 'cp311' AND tag.abi_tag = 'abi3')",
                "coalesce(build, '-') = '7'",
                "sha256 IS NULL AND filename_grammar = 'current'",
                "CASE WHEN build = '7' THEN size > 200 ELSE project = 'other' END",
                "project = 'proj-01' OR array_contains(abi_tags, 'abi3')",
            })
    void decidesAsSparkDoes(String condition) {
        Dataset<Row> pushed = wheels().where(condition).select("filename");

        assertThat(filenames(pushed)).containsExactlyInAnyOrderElementsOf(filenames(inMemory.where(condition)));
        assertThat(pushed.queryExecution().executedPlan().toString())
                .as("nothing is left for Spark to test")
                .doesNotContain("Filter (")
                .doesNotContain("filters on names: []");
        assertThat(filenames(pushed)).as("the condition selects some files").hasSizeBetween(0, FILES - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status = 'ok'",
                "project = 'other' OR status = 'failed'",
                "rand() < 0.5",
                "element_at(archs, 1) = 'x86_64'",
            })
    void leavesConditionsOnOtherColumnsToSpark(String condition) {
        Dataset<Row> rows = wheels().where(condition).select("filename");

        assertThat(rows.queryExecution().executedPlan().toString())
                .contains("Filter (")
                .contains("filters on names: []");
    }

    @Test
    void takesItsPartOfAConjunction() {
        Dataset<Row> rows = wheels().where("project = 'other' AND status != 'ok' AND size > 100");

        assertThat(rows.queryExecution().executedPlan().toString())
                .contains("(project IS NOT NULL)", "(project = 'other')", "(size > 100L)")
                .contains("Filter NOT (status");
    }

    @Test
    void filesThatAreExcludedAreInNoPartition() {
        assertThat(wheels().select("status").toJavaRDD().getNumPartitions()).isEqualTo(8);
        assertThat(wheels().where("version = '1.4'")
                        .select("status")
                        .toJavaRDD()
                        .getNumPartitions())
                .isEqualTo(1);
        assertThat(wheels().where("version = 'none'")
                        .select("status")
                        .toJavaRDD()
                        .getNumPartitions())
                .isZero();
    }

    @Test
    void explainShowsTheConditionsTaken() {
        String explained = wheels().where("array_contains(platform_tags, 'any') AND project LIKE 'proj%'")
                .queryExecution()
                .explainString(org.apache.spark.sql.execution.ExplainMode.fromString("formatted"));

        assertThat(explained).contains("array_contains(platform_tags, 'any')").contains("startswith(project, 'proj')");
    }

    private static Dataset<Row> wheels() {
        return LocalSpark.session().read().format(WheelSource.NAME).load(mirror.toString());
    }

    private static List<String> filenames(Dataset<Row> rows) {
        return rows.select("filename").collectAsList().stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
