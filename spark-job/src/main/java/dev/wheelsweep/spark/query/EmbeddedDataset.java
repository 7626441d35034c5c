package dev.wheelsweep.spark.query;

import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.DamagedParquet;
import dev.wheelsweep.spark.dictionary.DuckDbViews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;

/**
 * A dataset in a local folder that DuckDB reads inside this process: small questions take milliseconds. The engine sees only
 * the dataset's folder, loads no extension, and runs only statements that read.
 */
public final class EmbeddedDataset implements SweptDataset, AutoCloseable {
    private static final Pattern WORD = Pattern.compile("([A-Za-z_][A-Za-z_0-9]*)");

    /** Of the queries of views. Their columns, too, may have the name of a view. */
    private static final Pattern RELATION = Pattern.compile("\\b(?:FROM|JOIN)\\s+([a-z_0-9]+)");

    /** How a message of DuckDB names a file. */
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"'\\n]+)[\"']");

    /** They would be patterns in a path of DuckDB. */
    private static final Pattern WILDCARD = Pattern.compile("[*?\\[\\]{}]");

    /** A view of the answer that is written. */
    private static final String ANSWER = "answer_to_write";

    /** The same as a table, with the number of each row, from 1. */
    private static final String NUMBERED = "numbered_answer_to_write";

    private static final String NUMBER = "number_of_row_to_write";
    private static final String WANTED = "numbers_of_rows_to_write";

    private static final String IO_ERROR = "IO Error";
    private static final String OUT_OF_MEMORY = "Out of Memory Error";

    /** Of the memory of the machine or the container: Java's heap takes a quarter, and the engine counts not all that it uses. */
    private static final String MEMORY = "60%";

    private final Connection duckDb;
    private final Path folder;

    /** Those that no statement needed yet. To make a view, DuckDB opens files. */
    private final Map<String, String> unmade;

    private EmbeddedDataset(Connection duckDb, Path folder, Map<String, String> views) {
        this.duckDb = duckDb;
        this.folder = folder;
        this.unmade = new HashMap<>(views);
    }

    /** @return whether the engine is on the class path: the launcher puts it there, the job's jar does not have it */
    public static boolean isPresent() {
        return EmbeddedDataset.class.getResource("/org/duckdb/DuckDBDriver.class") != null;
    }

    /** @param folder of a dataset that has a sweep */
    public static EmbeddedDataset open(Path folder) throws IOException, NotEmbeddedException {
        return open(folder, Optional.empty());
    }

    /**
     * @param folder of a dataset that has a sweep
     * @param written the only file that {@link #write} may write
     */
    public static EmbeddedDataset open(Path folder, Optional<Path> written) throws IOException, NotEmbeddedException {
        return open(folder, written, MEMORY);
    }

    /** @param memory the most that the engine may use, as it writes that */
    static EmbeddedDataset open(Path folder, Optional<Path> written, String memory)
            throws IOException, NotEmbeddedException {
        String root = folder.toAbsolutePath().normalize().toString();
        if (WILDCARD.matcher(root).find()) {
            throw new NotEmbeddedException("the name of the folder has a wildcard");
        }
        Map<String, String> views = views(folder, root);
        try {
            return new EmbeddedDataset(connect(root, written, memory), Path.of(root), views);
        } catch (SQLException refused) {
            throw new NotEmbeddedException(reason(refused));
        }
    }

    private static Map<String, String> views(Path folder, String root) throws IOException, NotEmbeddedException {
        String text;
        try {
            text = Files.readString(folder.resolve(DuckDbViews.FILE));
        } catch (NoSuchFileException absent) {
            throw new NotEmbeddedException("the dataset has no file " + DuckDbViews.FILE);
        }
        return DuckDbViews.of(text, root)
                .orElseThrow(() ->
                        new NotEmbeddedException("%s is not as this release writes it".formatted(DuckDbViews.FILE)));
    }

    private static Connection connect(String root, Optional<Path> written, String memory) throws SQLException {
        Properties settings = new Properties();
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("allow_community_extensions", "false");
        settings.setProperty("memory_limit", memory);
        settings.setProperty(
                "temp_directory",
                Path.of(
                                System.getProperty("java.io.tmpdir"),
                                "wheelsweep-duckdb-" + ProcessHandle.current().pid())
                        .toString());
        Connection duckDb = new DuckDBDriver().connect("jdbc:duckdb:", settings);
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("SET allowed_directories = [%s]".formatted(quoted(root + "/")));
            if (written.isPresent()) {
                statement.execute("SET allowed_paths = [%s]".formatted(quoted(absolute(written.get()))));
            }
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
        return duckDb;
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public Answer answer(String sql) throws WrongSqlException {
        try {
            OneSelect.check(duckDb, sql);
            makeViewsOf(sql);
            return run(sql);
        } catch (SQLException wrong) {
            throw wrong(wrong);
        }
    }

    /**
     * @throws UncheckedIOException if it is about a damaged file
     * @throws NeedsMemoryException if the SQL is right, and the answer too large for the engine
     */
    private WrongSqlException wrong(SQLException refused) {
        if (String.valueOf(refused.getMessage()).startsWith(OUT_OF_MEMORY)) {
            throw new NeedsMemoryException(reason(refused));
        }
        Optional<Path> file = named(String.valueOf(refused.getMessage()));
        if (file.isPresent()) {
            throw new UncheckedIOException(
                    new DamagedFileException(file.get().toString(), reason(refused), DamagedParquet.REMEDY));
        }
        return new WrongSqlException(reason(refused));
    }

    /** @return the file of the dataset that a message is about; SQL that is wrong names none */
    private Optional<Path> named(String message) {
        return QUOTED.matcher(message)
                .results()
                .map(match -> match.group(1))
                .filter(text -> text.startsWith(folder.toString()))
                .map(text -> Path.of(text).normalize())
                .filter(file -> file.startsWith(folder) && Files.isRegularFile(file))
                .findFirst();
    }

    @Override
    public void write(String sql, RowFilter wanted, int most, Path file) throws WrongSqlException, IOException {
        try (Statement statement = duckDb.createStatement()) {
            OneSelect.check(duckDb, sql);
            makeViewsOf(sql);
            statement.execute("CREATE OR REPLACE TEMPORARY VIEW %s AS %s".formatted(ANSWER, sql));
            String rows = wanted.given().isEmpty() ? "FROM " + ANSWER : wantedRows(statement, wanted);
            statement.execute("COPY (SELECT *%s FROM (%s) LIMIT %d) TO %s (FORMAT parquet)"
                    .formatted(narrowed(statement), rows, most, quoted(absolute(file))));
        } catch (SQLException refused) {
            if (String.valueOf(refused.getMessage()).startsWith(IO_ERROR)) {
                throw new IOException(reason(refused), refused);
            }
            throw wrong(refused);
        }
    }

    /** @return a statement for them, in their order; the question is answered once */
    private String wantedRows(Statement statement, RowFilter wanted) throws SQLException, WrongSqlException {
        statement.execute("CREATE OR REPLACE TEMPORARY TABLE %s AS SELECT row_number() OVER () AS %s, * FROM %s"
                .formatted(NUMBERED, NUMBER, ANSWER));
        String all = "SELECT * EXCLUDE (%s) FROM %s".formatted(NUMBER, NUMBERED);
        String order = " ORDER BY " + NUMBER;
        give(new GivenTable(
                WANTED,
                List.of(NUMBER),
                wanted.numbers(run(all + order), this)
                        .mapToObj(number -> List.of(Integer.toString(number + 1)))
                        .toList()));
        return all + " WHERE %1$s IN (SELECT CAST(%1$s AS BIGINT) FROM %2$s)".formatted(NUMBER, WANTED) + order;
    }

    /** DuckDB would write its integers of 128 bits, such as sums, as floating-point numbers. */
    private static String narrowed(Statement statement) throws SQLException {
        List<String> replaced = new ArrayList<>();
        try (ResultSet columns = statement.executeQuery("DESCRIBE " + ANSWER)) {
            while (columns.next()) {
                if (columns.getString("column_type").equals("HUGEINT")) {
                    String name = '"' + columns.getString("column_name").replace("\"", "\"\"") + '"';
                    replaced.add("CAST(%s AS BIGINT) AS %s".formatted(name, name));
                }
            }
        }
        return replaced.isEmpty() ? "" : " REPLACE (%s)".formatted(String.join(", ", replaced));
    }

    @Override
    public void give(GivenTable table) throws WrongSqlException {
        String columns =
                table.columns().stream().map(column -> column + " VARCHAR").collect(Collectors.joining(", "));
        String places = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
        try (Statement make = duckDb.createStatement()) {
            make.execute("CREATE OR REPLACE TEMPORARY TABLE %s (%s)".formatted(table.name(), columns));
            try (PreparedStatement insert =
                    duckDb.prepareStatement("INSERT INTO %s VALUES (%s)".formatted(table.name(), places))) {
                for (List<String> row : table.rows()) {
                    for (int column = 0; column < row.size(); column++) {
                        insert.setString(column + 1, row.get(column));
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        } catch (SQLException refused) {
            throw new WrongSqlException(reason(refused));
        }
    }

    /** Makes the views that a statement may name, and those that these need. */
    private void makeViewsOf(String sql) throws SQLException, WrongSqlException {
        List<String> named = names(WORD, sql).filter(unmade::containsKey).toList();
        for (String view : named) {
            make(view);
        }
        if (named.isEmpty()) {
            makeAll();
        }
    }

    /** For a statement such as SHOW TABLES. */
    private void makeAll() throws WrongSqlException {
        for (String view : List.copyOf(unmade.keySet())) {
            try {
                make(view);
            } catch (SQLException lacking) {
                // The dataset is of an earlier release, and has no files for this view.
            }
        }
    }

    private void make(String view) throws SQLException, WrongSqlException {
        String query = unmade.remove(view);
        if (query == null) {
            return;
        }
        OneSelect.check(duckDb, query);
        for (String needed : names(RELATION, query).toList()) {
            make(needed);
        }
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("CREATE OR REPLACE TEMPORARY VIEW %s AS %s".formatted(view, query));
        }
    }

    private static Stream<String> names(Pattern pattern, String sql) {
        return pattern.matcher(sql)
                .results()
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .distinct();
    }

    private Answer run(String sql) throws SQLException {
        try (Statement statement = duckDb.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> columns = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                columns.add(rows.getMetaData().getColumnName(column));
            }
            List<List<Object>> values = new ArrayList<>();
            while (rows.next()) {
                List<Object> row = new ArrayList<>();
                for (int column = 1; column <= columns.size(); column++) {
                    row.add(plain(rows.getObject(column)));
                }
                values.add(row);
            }
            return new Answer(columns, values);
        }
    }

    private static Object plain(Object value) throws SQLException {
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toInstant(ZoneOffset.UTC);
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof Array list) {
            return plain(Arrays.asList((Object[]) list.getArray()));
        }
        if (value instanceof Struct record) {
            return plain(Arrays.asList(record.getAttributes()));
        }
        if (value instanceof Map<?, ?> map) {
            return plain(map.entrySet().stream()
                    .<Object>map(entry -> Arrays.asList(entry.getKey(), entry.getValue()))
                    .toList());
        }
        return value instanceof List<?> list ? plain(list) : value;
    }

    private static List<Object> plain(List<?> values) throws SQLException {
        List<Object> plain = new ArrayList<>();
        for (Object value : values) {
            plain.add(plain(value));
        }
        return plain;
    }

    /** @return the message up to the empty line before the excerpt of the statement */
    private static String reason(SQLException refused) {
        return String.valueOf(refused.getMessage()).split("\n\n", 2)[0].replace('\n', ' ');
    }

    @Override
    public void close() {
        try {
            duckDb.close();
        } catch (SQLException ignored) {
            // Nothing was written.
        }
    }
}
