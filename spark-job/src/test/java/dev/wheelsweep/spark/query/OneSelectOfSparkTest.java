package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wheelsweep.spark.LocalSpark;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Spark's engine answers questions and does nothing else. */
class OneSelectOfSparkTest {

    @Test
    void everyFormOfSelectIsAllowed() {
        for (String sql : List.of(
                "SELECT a FROM v",
                "-- a comment; with 'marks\nSELECT a FROM v;",
                "FROM v SELECT a",
                "FROM v |> WHERE a = 1 |> SELECT a",
                "TABLE v",
                "VALUES (1)",
                "(SELECT a FROM v UNION SELECT 1) ORDER BY 1",
                "WITH x AS (SELECT a FROM v) SELECT * FROM x",
                "SELECT transform(array(1), x -> x + 1) AS a",
                "SELECT a FROM v WHERE 'INSERT INTO v' <> 'reflect'",
                "SELECT explode(array(1)) AS a",
                "SHOW TABLES",
                "DESCRIBE v")) {
            assertThatCode(() -> OneSelectOfSpark.check(sql)).as(sql).doesNotThrowAnyException();
        }
    }

    @Test
    void whatChangesAnythingIsRefused() {
        for (String sql : List.of(
                "CREATE TABLE t (a INT)",
                "CREATE TABLE t AS SELECT 1 AS a",
                "CREATE OR REPLACE TEMPORARY VIEW v AS SELECT 2 AS a",
                "CREATE FUNCTION f AS 'a.B' USING JAR '/tmp/a.jar'",
                "ADD JAR '/tmp/a.jar'",
                "DROP VIEW v",
                "ALTER TABLE v RENAME TO w",
                "INSERT INTO v VALUES (1)",
                "INSERT OVERWRITE DIRECTORY '/tmp/copied' USING csv SELECT 1",
                "WITH x AS (SELECT 1) INSERT INTO v SELECT * FROM x",
                "FROM v INSERT INTO w SELECT a INSERT INTO x SELECT a",
                "UPDATE v SET a = 2",
                "DELETE FROM v",
                "MERGE INTO v USING w ON v.a = w.a WHEN MATCHED THEN DELETE",
                "TRUNCATE TABLE v",
                "LOAD DATA INPATH '/tmp/x' INTO TABLE v",
                "CACHE TABLE v",
                "REFRESH TABLE v",
                "ANALYZE TABLE v COMPUTE STATISTICS",
                "SET spark.sql.ansi.enabled = false",
                "RESET",
                "USE other",
                "DECLARE x = 1",
                "EXECUTE IMMEDIATE 'DROP VIEW v'",
                "CALL p()",
                "EXPLAIN SELECT 1",
                "SELECT TRANSFORM(a) USING 'cat' FROM v",
                "SELECT * FROM (SELECT TRANSFORM(a) USING 'cat' FROM v)",
                "SELECT reflect('java.lang.System', 'gc')",
                "SELECT a FROM v WHERE java_method('java.lang.System', 'lineSeparator') = ''",
                "SELECT `system`.`builtin`.`try_reflect`('java.lang.System', 'gc')",
                "SELECT IDENTIFIER('re' || 'flect')('java.lang.System', 'gc')")) {
            assertThatExceptionOfType(WrongSqlException.class)
                    .as(sql)
                    .isThrownBy(() -> OneSelectOfSpark.check(sql))
                    .withMessage(OneSelect.REASON);
        }
    }

    @Test
    void severalStatementsAreNone() {
        SparkDataset dataset = SparkDataset.of(LocalSpark.session());
        for (String sql : List.of(
                "SELECT 1; SELECT 2",
                "SELECT 1; DROP VIEW v",
                "BEGIN DROP VIEW v; END",
                "COPY (SELECT 1) TO '/tmp/copied'",
                "ATTACH '/tmp/copied' AS other",
                "PRAGMA enable_profiling",
                "",
                "-- nothing")) {
            assertThatExceptionOfType(WrongSqlException.class)
                    .as(sql)
                    .isThrownBy(() -> dataset.answer(sql))
                    .satisfies(wrong ->
                            assertThat(wrong.getMessage()).startsWith("[PARSE_").doesNotContain("\n"));
        }
    }
}
