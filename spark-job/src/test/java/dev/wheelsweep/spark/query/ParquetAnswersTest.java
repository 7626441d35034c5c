package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.wheelsweep.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that either engine writes as Parquet hold what it answers; DuckDB reads them back, Spark's too. */
class ParquetAnswersTest {
    /** Both engines know it: types, nulls, lists, records, and an order that no table has by chance. */
    private static final String SQL = """
            SELECT i, concat('text ', i) AS t, CASE WHEN i > 2 THEN i END AS n, i * 0.5 AS d, i % 2 = 0 AS b,
              array(i, NULL) AS l, named_struct('x', i, 'y', array('z')) AS r, TIMESTAMP '2026-11-22 02:15:00' AS at
            FROM (VALUES (2), (7), (1), (5), (3), (6), (4)) AS v(i)
            ORDER BY i % 3, i DESC""";

    private static final String OF_DUCKDB = SQL.replace("array(i, NULL)", "[i, NULL]")
            .replace("named_struct('x', i, 'y', array('z'))", "{'x': i, 'y': ['z']}");

    private static final RowFilter ALL = new RowFilter(Optional.empty(), Optional.empty(), RowFilter.Releases.ALL);

    private static final String WHEELS =
            "SELECT * FROM (VALUES ('b-1.whl', 'b', '1'), ('a-9.whl', 'a', '9'), ('a-10.whl', 'a', '10'))"
                    + " AS w(filename, project, version)";

    @TempDir
    private Path folder;

    private Path dataset;
    private Path file;

    @BeforeEach
    void makeADataset() throws IOException {
        dataset = Files.createDirectory(folder.resolve("dataset"));
        Files.writeString(dataset.resolve("views.sql"), """
                SET TimeZone = 'UTC';

                CREATE OR REPLACE TEMPORARY VIEW v AS
                SELECT * FROM read_json('inside.json', columns = {a: 'int'});

                CREATE OR REPLACE TEMPORARY VIEW wheels AS
                %s;
                """.formatted(WHEELS));
        Files.writeString(dataset.resolve("inside.json"), "{\"a\": 1}");
        file = folder.resolve("it's an answer.parquet");
    }

    @Test
    void theEmbeddedEngineWritesWhatItAnswers() throws Exception {
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset, Optional.of(file))) {
            embedded.write(OF_DUCKDB + ";", ALL, 6, file);

            assertThat(read().rows())
                    .usingRecursiveComparison()
                    .isEqualTo(embedded.answer(OF_DUCKDB).first(6).rows());
        }
    }

    @Test
    void sparkWritesWhatItAnswersIntoOneFile() throws Exception {
        SparkDataset spark = SparkDataset.of(LocalSpark.session());

        spark.write(SQL, ALL, 6, file);

        assertThat(read().columns()).isEqualTo(spark.answer(SQL).columns());
        assertThat(printed(read())).isEqualTo(printed(spark.answer(SQL).first(6)));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(dataset, file);
        }
    }

    @Test
    void anEmptyAnswerStillHasItsColumns() throws Exception {
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset, Optional.of(file))) {
            embedded.write("SELECT a, 'x' AS t FROM v WHERE a > 1", ALL, 6, file);
        }
        assertThat(read()).isEqualTo(new Answer(List.of("a", "t"), List.of()));
        Files.delete(file);
        SparkDataset.of(LocalSpark.session()).write("SELECT 1 AS a, 'x' AS t WHERE 1 > 2", ALL, 6, file);
        assertThat(read()).isEqualTo(new Answer(List.of("a", "t"), List.of()));
    }

    @Test
    void onlyTheRowsThatAreAskedForAreWritten() throws Exception {
        String sql = "SELECT * FROM (VALUES ('a-9.whl', 1), ('a-10.whl', 2), ('b-1.whl', 3), ('a-10.whl', 4),"
                + " ('a-10.whl', 5)) AS v(filename, n) ORDER BY n DESC";
        RowFilter newest = new RowFilter(Optional.of("A"), Optional.empty(), RowFilter.Releases.NEWEST);
        List<List<Object>> expected = List.of(List.of("a-10.whl", 5), List.of("a-10.whl", 4));
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset, Optional.of(file))) {
            embedded.write(sql, newest, 2, file);
        }
        assertThat(read()).isEqualTo(new Answer(List.of("filename", "n"), expected));
        Files.delete(file);
        LocalSpark.session().sql("CREATE OR REPLACE TEMPORARY VIEW wheels AS " + WHEELS);

        SparkDataset.of(LocalSpark.session()).write(sql, newest, 2, file);

        assertThat(read()).isEqualTo(new Answer(List.of("filename", "n"), expected));
    }

    /** A sum is an integer of 128 bits in DuckDB, which Parquet does not have. */
    @Test
    void sumsStayIntegers() throws Exception {
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset, Optional.of(file))) {
            embedded.write("SELECT 9007199254740993 + sum(a) AS \"a \"\"sum\"\"\" FROM v", ALL, 6, file);
        }
        assertThat(read()).isEqualTo(new Answer(List.of("a \"sum\""), List.of(List.of(9007199254740994L))));
    }

    @Test
    void nothingElseIsWritten() throws Exception {
        Path other = folder.resolve("other.parquet");
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset, Optional.of(file))) {
            assertThatExceptionOfType(WrongSqlException.class)
                    .isThrownBy(() -> embedded.write("SELECT a FROM v", ALL, 6, other));
            assertThatExceptionOfType(WrongSqlException.class)
                    .isThrownBy(() -> embedded.write("SELECT nothing FROM v", ALL, 6, file));
            assertThatExceptionOfType(WrongSqlException.class)
                    .isThrownBy(() -> embedded.write("COPY (SELECT 1) TO '%s'".formatted(file), ALL, 6, file));
        }
        assertThatExceptionOfType(WrongSqlException.class)
                .isThrownBy(() -> SparkDataset.of(LocalSpark.session()).write("SELECT nothing", ALL, 6, file));
        Path missing = folder.resolve("missing").resolve("a.parquet");
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset, Optional.of(missing))) {
            assertThatIOException().isThrownBy(() -> embedded.write("SELECT a FROM v", ALL, 6, missing));
        }
        assertThat(other).doesNotExist();
        assertThat(file).doesNotExist();
    }

    private Answer read() throws IOException, NotEmbeddedException, WrongSqlException {
        Path inside = dataset.resolve("read.parquet");
        Files.deleteIfExists(inside);
        Files.copy(file, inside);
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            return embedded.answer("SELECT * FROM read_parquet('%s')".formatted(inside));
        }
    }

    private static List<List<String>> printed(Answer answer) {
        return answer.rows().stream()
                .map(row -> row.stream()
                        .map(value -> value == null ? "" : Cell.text(value))
                        .toList())
                .toList();
    }
}
