package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.OperatingSystemMXBean;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.start.QueriedDataset;
import dev.wheelsweep.spark.cli.start.QueriedDataset.Author;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded DuckDB answers questions and does nothing else. */
class EmbeddedDatasetTest {
    private static final String CHANGES = "a question is one SELECT statement: it reads views, and changes nothing";

    @TempDir
    private Path folder;

    private Path dataset;
    private Path outside;

    @BeforeEach
    void makeADatasetOfOneView() throws IOException {
        dataset = Files.createDirectory(folder.resolve("dataset"));
        outside = Files.writeString(folder.resolve("outside.json"), "{\"a\": 1}");
        Files.writeString(dataset.resolve("inside.json"), "{\"a\": 1}");
        writeViews("SELECT * FROM read_json('inside.json', columns = {a: 'int'})");
    }

    @Test
    void valuesAreThoseOfTheOtherEngine() throws Exception {
        assertThat(answer("""
                SELECT 'text' AS t, 1 AS i, sum(range) AS h, 0.5::DOUBLE AS d, 1.50::DECIMAL(5, 2) AS e, true AS b, NULL AS n,
                  [1, NULL] AS l, {'x': 1, 'y': ['z']} AS r, map {'k': 1} AS m,
                  TIMESTAMP '2026-11-22 02:15:00.5' AS at, TIMESTAMPTZ '2026-11-22 02:15:00+02' AS zoned
                FROM range(3)""").rows())
                .usingRecursiveComparison()
                .isEqualTo(List.of(Arrays.asList(
                        "text",
                        1,
                        java.math.BigInteger.valueOf(3),
                        0.5,
                        new BigDecimal("1.50"),
                        true,
                        null,
                        Arrays.asList(1, null),
                        List.of(1, List.of("z")),
                        List.of(List.of("k", 1)),
                        Instant.parse("2026-11-22T02:15:00.5Z"),
                        Instant.parse("2026-11-22T00:15:00Z"))));
    }

    @Test
    void everyFormOfSelectIsAnswered() throws Exception {
        for (String sql : List.of(
                "SELECT a FROM v",
                "-- a comment; with 'marks\nSELECT a FROM v;",
                "FROM v",
                "VALUES (1)",
                "(SELECT a FROM v UNION SELECT 1) ORDER BY 1",
                "WITH x AS (SELECT a FROM v) SELECT * FROM x",
                "WITH RECURSIVE x AS (SELECT a FROM v UNION ALL SELECT a + 1 FROM x WHERE a < 1) SELECT a FROM x",
                "SELECT a FROM v WHERE EXISTS (SELECT 1 FROM v w WHERE w.a = v.a)",
                "SELECT unnest([1]) AS a",
                "SELECT a FROM v, range(1)",
                "SELECT a FROM v WHERE 'COPY_QUERY_NODE' <> 'x'")) {
            assertThat(answer(sql).rows().get(0).get(0)).as(sql).isEqualTo(1);
        }
        assertThat(answer("SHOW TABLES").rows()).contains(List.of("v"));
        assertThat(answer("DESCRIBE v").rows()).hasSize(1);
    }

    @Test
    void whatChangesAnythingIsRefused() throws Exception {
        String copied = dataset.resolve("copied").toString();
        for (String sql : List.of(
                "CREATE TABLE t (a INT)",
                "CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 2 AS a",
                "DROP VIEW v",
                "INSERT INTO v VALUES (1)",
                "UPDATE v SET a = 2",
                "DELETE FROM v",
                "COPY (SELECT 1) TO '%s'".formatted(copied),
                "SELECT 1; COPY (SELECT 1) TO '%s'".formatted(copied),
                "COPY (SELECT 1) TO '%s'; SELECT 1".formatted(copied),
                "SELECT * FROM query('SELECT 1')",
                "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('SELECT 1'))",
                "WITH x AS (INSERT INTO v VALUES (1) RETURNING *) SELECT * FROM x",
                "WITH x AS (UPDATE v SET a = 2 RETURNING *) SELECT * FROM x",
                "WITH x AS (DELETE FROM v RETURNING *) SELECT * FROM x",
                "EXPORT DATABASE '%s'".formatted(copied),
                "ATTACH '%s' AS other".formatted(copied),
                "INSTALL httpfs",
                "LOAD httpfs",
                "SET enable_external_access = true",
                "RESET lock_configuration",
                "PRAGMA enable_profiling",
                "CALL enable_logging()",
                "PREPARE p AS SELECT 1",
                "BEGIN",
                "CHECKPOINT",
                "VACUUM",
                "EXPLAIN ANALYZE SELECT 1",
                "SELECT 1; SELECT 2",
                "",
                "-- nothing")) {
            assertThatExceptionOfType(WrongSqlException.class)
                    .as(sql)
                    .isThrownBy(() -> answer(sql))
                    .withMessage(CHANGES);
        }
        assertThat(Path.of(copied)).doesNotExist();
        try (Stream<Path> files = Files.list(dataset)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void nothingOutsideTheDatasetIsRead() throws Exception {
        assertThat(answer("SELECT a FROM read_json('%s/inside.json')".formatted(dataset))
                        .rows())
                .hasSize(1);
        for (String address : List.of(
                outside.toString(),
                dataset + "/../" + outside.getFileName(),
                dataset + "-other/x.json",
                "inside.json",
                "http://127.0.0.1:9/x.json",
                "https://127.0.0.1:9/x.json",
                "s3://bucket/x.json",
                "hf://datasets/x.json")) {
            assertThatExceptionOfType(WrongSqlException.class)
                    .as(address)
                    .isThrownBy(() -> answer("SELECT * FROM read_json('%s')".formatted(address)))
                    .withMessageStartingWith("Permission Error: Cannot access file");
            assertThatExceptionOfType(WrongSqlException.class)
                    .as(address)
                    .isThrownBy(() -> answer("SELECT * FROM '%s'".formatted(address)));
        }
        for (String function : List.of("read_csv", "read_text", "read_blob", "glob", "sniff_csv", "parquet_schema")) {
            assertThatExceptionOfType(WrongSqlException.class)
                    .as(function)
                    .isThrownBy(() -> answer("SELECT * FROM %s('%s')".formatted(function, outside)))
                    .withMessage(CHANGES);
        }
    }

    @Test
    void wrongSqlIsExplainedOnOneLine() {
        for (String sql : List.of("SELEC 1", "SELECT b FROM v", "SELECT * FROM w", "SELECT nothing(1)", "SELECT 'a")) {
            assertThatExceptionOfType(WrongSqlException.class)
                    .as(sql)
                    .isThrownBy(() -> answer(sql))
                    .satisfies(
                            wrong -> assertThat(wrong.getMessage()).isNotBlank().doesNotContain("\n"));
        }
    }

    @Test
    void anAnswerThatNeedsTooMuchMemoryIsNoWrongSql() throws Exception {
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset, Optional.empty(), "64MiB")) {
            assertThatExceptionOfType(NeedsMemoryException.class)
                    .isThrownBy(() -> embedded.answer("SELECT length(list(x)) AS n FROM range(100000000) AS r(x)"))
                    .withMessageContaining("64.0 MiB used");
        }
    }

    @Test
    void itIsAnErrorOfTheMachineForTheCommandThatAsked() throws Exception {
        Files.writeString(Files.createDirectory(dataset.resolve("sweeps")).resolve("20261122T021500Z.json"), "{}");
        QueriedDataset asked = new QueriedDataset(new DatasetLocation(dataset.toString()), new SparkOptions(), "query");

        assertThatExceptionOfType(CommandException.class)
                .isThrownBy(() -> asked.ask(Author.USER, answering -> {
                    throw new NeedsMemoryException("1.1 GiB/1.1 GiB used");
                }))
                .satisfies(refused -> {
                    assertThat(refused.exitCode()).isEqualTo(ExitCode.INTERNAL);
                    assertThat(refused.cause()).isEqualTo("1.1 GiB/1.1 GiB used");
                });
    }

    /** Java's heap and the engine share the memory of the machine or the container. */
    @Test
    void theEngineLeavesMemoryToJava() throws Exception {
        long machine = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getTotalMemorySize();

        String limit = (String) answer("SELECT current_setting('memory_limit') AS m")
                .rows()
                .get(0)
                .get(0);

        assertThat(limit).endsWith(" GiB");
        assertThat(Double.parseDouble(limit.substring(0, limit.indexOf(' '))) * (1L << 30))
                .isBetween(0.5 * machine, 0.7 * machine);
    }

    /** A dataset comes from anywhere, and so does its file of views. */
    @Test
    void aFileOfViewsIsNeverRunAsItIs() throws Exception {
        String copied = dataset.resolve("copied").toString();
        for (String query : List.of(
                "WITH x AS (INSERT INTO w VALUES (1) RETURNING *) SELECT * FROM x",
                "SELECT 1 AS a; COPY (SELECT 1) TO '%s'".formatted(copied),
                "SELECT * FROM query('SELECT 1 AS a')")) {
            writeViews(query);
            assertThatExceptionOfType(WrongSqlException.class)
                    .as(query)
                    .isThrownBy(() -> answer("SELECT * FROM v"))
                    .withMessage(CHANGES);
        }
        for (String text : List.of(
                "",
                "COPY (SELECT 1) TO '%s';".formatted(copied),
                "SET TimeZone = 'UTC';\n\nCOPY (SELECT 1) TO '%s';\n".formatted(copied),
                "SET TimeZone = 'UTC';\n\nCREATE OR REPLACE TEMPORARY VIEW v AS\nSELECT 1 AS a;\n\nINSTALL httpfs;\n")) {
            Files.writeString(dataset.resolve("views.sql"), text);
            assertThatExceptionOfType(NotEmbeddedException.class)
                    .as(text)
                    .isThrownBy(() -> answer("SELECT * FROM v"))
                    .withMessage("views.sql is not as this release writes it");
        }
        assertThat(Path.of(copied)).doesNotExist();
    }

    @Test
    void aFolderThatTheEngineCannotReadIsForSpark() throws Exception {
        Files.delete(dataset.resolve("views.sql"));
        assertThatExceptionOfType(NotEmbeddedException.class)
                .isThrownBy(() -> EmbeddedDataset.open(dataset))
                .withMessage("the dataset has no file views.sql");
        assertThatExceptionOfType(NotEmbeddedException.class)
                .isThrownBy(() -> EmbeddedDataset.open(folder.resolve("data[1]")))
                .withMessage("the name of the folder has a wildcard");
    }

    private void writeViews(String query) throws IOException {
        Files.writeString(
                dataset.resolve("views.sql"),
                "SET TimeZone = 'UTC';\n\nCREATE OR REPLACE TEMPORARY VIEW v AS\n%s;\n".formatted(query));
    }

    private Answer answer(String sql) throws IOException, NotEmbeddedException, WrongSqlException {
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            return embedded.answer(sql);
        }
    }
}
