package dev.wheelsweep.spark.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Whether SQL is one statement that only reads, by DuckDB's own parser, which returns SELECT statements as a tree. In a
 * {@code WITH} clause even they can insert, delete and write files; each part of a statement is a node of the tree.
 */
final class OneSelect {
    static final String REASON = "a question is one SELECT statement: it reads views, and changes nothing";
    private static final String NODE = "_NODE";
    private static final Set<String> READING_NODES =
            Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");
    private static final String TABLE_FUNCTION = "TABLE_FUNCTION";

    /** Others run SQL from texts, or change the engine. */
    private static final Set<String> READING_FUNCTIONS =
            Set.of("generate_series", "range", "read_json", "read_parquet", "repeat", "unnest");

    /** The type of the error with which DuckDB refuses to show the tree of another statement. */
    private static final String NO_SELECT = "not implemented";

    private static final JsonFactory JSON = new JsonFactory();

    private OneSelect() {}

    /** @throws WrongSqlException if it is something else */
    static void check(Connection duckDb, String sql) throws SQLException, WrongSqlException {
        try (PreparedStatement parse =
                duckDb.prepareStatement("SELECT CAST(json_serialize_sql(?::VARCHAR) AS VARCHAR)")) {
            parse.setString(1, sql);
            try (ResultSet tree = parse.executeQuery()) {
                tree.next();
                check(tree.getString(1));
            }
        }
    }

    private static void check(String tree) throws WrongSqlException {
        try (JsonParser json = JSON.createParser(tree)) {
            check(json);
        } catch (IOException deep) {
            throw new WrongSqlException("the statement is nested too deeply");
        }
    }

    private static void check(JsonParser json) throws IOException, WrongSqlException {
        Deque<String> types = new ArrayDeque<>();
        String error = "";
        int statements = 0;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            switch (token) {
                case START_OBJECT -> {
                    statements += types.size() == 1 ? 1 : 0;
                    types.push("");
                }
                case END_OBJECT -> types.pop();
                case VALUE_STRING -> {
                    String value = json.getText();
                    switch (json.currentName() == null ? "" : json.currentName()) {
                        case "type" -> {
                            types.pop();
                            types.push(value);
                            refuseIf(value.endsWith(NODE) && !READING_NODES.contains(value));
                        }
                        case "function_name" -> refuseIf(isOfTable(types) && !READING_FUNCTIONS.contains(value));
                        case "error_type" -> refuseIf(value.equals(NO_SELECT));
                        case "error_message" -> error = value;
                        default -> {}
                    }
                }
                default -> {}
            }
        }
        if (!error.isEmpty()) {
            throw new WrongSqlException(error);
        }
        refuseIf(statements != 1);
    }

    /** @param types of the objects around a name, innermost first: the function, and what it is part of */
    private static boolean isOfTable(Deque<String> types) {
        return types.stream().skip(1).findFirst().filter(TABLE_FUNCTION::equals).isPresent();
    }

    private static void refuseIf(boolean changes) throws WrongSqlException {
        if (changes) {
            throw new WrongSqlException(REASON);
        }
    }
}
