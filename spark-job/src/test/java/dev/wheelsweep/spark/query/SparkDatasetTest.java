package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.spark.LocalSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkDatasetTest {
    private static final RowFilter ALL = new RowFilter(Optional.empty(), Optional.empty(), RowFilter.Releases.ALL);

    @TempDir
    private Path folder;

    /** Only when a statement runs does Spark see the values. */
    @Test
    void aValueThatMakesAStatementFailIsAFaultOfTheStatement() {
        SparkDataset dataset = SparkDataset.of(LocalSpark.interpreting());
        Map<String, String> causes = Map.of(
                "SELECT 1 / (id - id) FROM range(2)", "[DIVIDE_BY_ZERO]",
                "SELECT CAST(concat('a', id) AS INT) FROM range(2)", "[CAST_INVALID_INPUT]",
                "SELECT 9223372036854775807 + id FROM range(2)", "[ARITHMETIC_OVERFLOW]",
                "SELECT element_at(array(1), 5 + CAST(id AS INT)) FROM range(2)", "[INVALID_ARRAY_INDEX_IN_ELEMENT_AT]",
                "SELECT (SELECT id FROM range(2))", "[SCALAR_SUBQUERY_TOO_MANY_ROWS]",
                "SELECT raise_error(concat('no ', id)) FROM range(2)", "[USER_RAISED_EXCEPTION] no ");
        Path file = folder.resolve("answer.parquet");
        causes.forEach((sql, cause) -> {
            assertThatThrownBy(() -> dataset.answer(sql))
                    .as(sql)
                    .isInstanceOf(WrongSqlException.class)
                    .hasMessageStartingWith(cause)
                    .hasMessageNotContaining("\n");
            assertThatThrownBy(() -> dataset.write(sql, ALL, 2, file)).as(sql).isInstanceOf(WrongSqlException.class);
        });
        assertThat(folder).isEmptyDirectory();
    }
}
