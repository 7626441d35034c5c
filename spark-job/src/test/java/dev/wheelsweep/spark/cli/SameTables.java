package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.tables.FlatTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of two datasets whose wheels were read in different ways, compared by DuckDB. */
final class SameTables {
    /** What may differ between any two ways to read the same wheels. */
    private static final Set<String> OF_THE_READING = Set.of(
            // The cost.
            "requests",
            "bytes_read",
            "bytes_decoded",
            "scan_micros",
            "read_mode",
            // Where a file is, when it came there, and what its server calls that state of it.
            "wheel_path",
            "mtime",
            "etag",
            // Which sweep has the row.
            "sweep",
            "facts_sweep");

    private final Path expected;

    /** @param expected the dataset with which others are compared */
    SameTables(Path expected) {
        this.expected = expected;
    }

    /**
     * @param stated columns with what only the source of the other dataset states
     * @return by table, the number of rows
     * @throws AssertionError if a row differs; it has the columns, and one row of each side
     */
    Map<FlatTable, Long> requireSame(Path other, Set<String> stated) throws SQLException {
        Map<FlatTable, Long> rows = new EnumMap<>(FlatTable.class);
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (FlatTable table : FlatTable.values()) {
                create(statement, "expected", expected, table);
                create(statement, "other", other, table);
                List<String> columns = texts(statement, "SELECT column_name FROM (DESCRIBE expected)").stream()
                        .filter(column -> !OF_THE_READING.contains(column) && !stated.contains(column))
                        .toList();
                assertThat(differing(statement, columns))
                        .as("%s of %s", table, other)
                        .isEmpty();
                rows.put(
                        table,
                        Long.parseLong(
                                texts(statement, "SELECT count(*) FROM other").get(0)));
            }
        }
        return rows;
    }

    private static void create(Statement statement, String view, Path dataset, FlatTable table) throws SQLException {
        statement.execute("CREATE OR REPLACE VIEW %s AS SELECT * FROM read_parquet('%s/tables/%s/*.parquet')"
                .formatted(view, dataset, table.folder()));
    }

    /** @return nothing if the rows are the same; otherwise columns that differ alone, and rows that differ */
    private static List<String> differing(Statement statement, List<String> columns) throws SQLException {
        List<String> rows = Stream.concat(
                        without(statement, "expected", "other", columns).stream(),
                        without(statement, "other", "expected", columns).stream())
                .toList();
        if (rows.isEmpty()) {
            return rows;
        }
        List<String> alone = new ArrayList<>();
        for (String column : columns) {
            if (!without(statement, "expected", "other", List.of(column)).isEmpty()
                    || !without(statement, "other", "expected", List.of(column)).isEmpty()) {
                alone.add(column);
            }
        }
        return Stream.concat(Stream.of("columns " + alone), rows.stream()).toList();
    }

    private static List<String> without(Statement statement, String one, String another, List<String> columns)
            throws SQLException {
        String listed = columns.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        return texts(statement, """
                SELECT 'only in %1$s: ' || CAST(row AS VARCHAR)
                FROM (SELECT row(%3$s) AS row FROM (SELECT %3$s FROM %1$s EXCEPT ALL SELECT %3$s FROM %2$s) LIMIT 1)""".formatted(one, another, listed));
    }

    private static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
