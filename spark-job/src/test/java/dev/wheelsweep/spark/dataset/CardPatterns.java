package dev.wheelsweep.spark.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;

/** The rows that readers find by the patterns in the front matter of a dataset's card. */
public final class CardPatterns {
    private static final String TABLE = "- config_name: ";
    private static final String PATTERN = "  - ";

    private CardPatterns() {}

    /** @return by table, the number of rows that DuckDB finds */
    public static Map<String, Long> rows(Path dataset) throws IOException, SQLException {
        Map<String, Long> rows = new TreeMap<>();
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            for (Map.Entry<String, List<String>> table : of(dataset).entrySet()) {
                String files = table.getValue().stream()
                        .map(pattern -> "'" + dataset.resolve(pattern) + "'")
                        .collect(Collectors.joining(", "));
                try (ResultSet count = statement.executeQuery("SELECT count(*) FROM read_parquet([" + files + "])")) {
                    count.next();
                    rows.put(table.getKey(), count.getLong(1));
                }
            }
        }
        return rows;
    }

    private static Map<String, List<String>> of(Path dataset) throws IOException {
        Map<String, List<String>> patterns = new TreeMap<>();
        String table = "";
        String[] frontMatter = Files.readString(dataset.resolve("README.md")).split("---\n", 3);
        for (String line : frontMatter[1].lines().toList()) {
            if (line.startsWith(TABLE)) {
                table = line.substring(TABLE.length());
                patterns.put(table, new ArrayList<>());
            } else if (line.startsWith(PATTERN)) {
                patterns.get(table).add(line.substring(PATTERN.length()));
            }
        }
        return patterns;
    }

    /** @return by table, the number of rows that the records of the sweeps count */
    public static Map<String, Long> expected(Path dataset) throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        PublishedSweeps sweeps =
                new PublishedSweeps(new org.apache.hadoop.fs.Path(dataset.toUri()), new Configuration());
        for (SweepId sweep : sweeps.ids()) {
            sweeps.record(sweep).rows().forEach((table, count) -> rows.merge(table, count, Long::sum));
        }
        return rows;
    }
}
