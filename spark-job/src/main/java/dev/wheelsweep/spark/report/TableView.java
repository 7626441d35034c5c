package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Answer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * An answer as a table.
 *
 * @param columns their names as words
 * @param rows the first of them
 * @param more the number of further rows, as a sentence; empty if all are shown
 */
record TableView(List<String> columns, List<Row> rows, List<String> more) {
    /** Browsers are slow with more rows. */
    static final int SHOWN = 200;

    /** @param cells one per column */
    record Row(List<Value> cells) {}

    /**
     * @param column its column's name, for pages too narrow for heads of columns
     * @param text what is shown
     * @param style its class: numbers are aligned to the right
     * @param links the page that it leads to; none or one
     */
    record Value(String column, String text, String style, List<String> links) {}

    /** @param command the arguments of wheelsweep that print the whole answer */
    static TableView of(String command, Answer answer) {
        return of(command, answer, SHOWN);
    }

    /** @param shown how many rows at most */
    static TableView of(String command, Answer answer, int shown) {
        return of(command, answer, shown, cell -> Optional.empty());
    }

    /** @param link the page that the first cell of a row leads to */
    static TableView of(String command, Answer answer, int shown, Function<String, Optional<String>> link) {
        List<String> columns =
                answer.columns().stream().map(name -> name.replace('_', ' ')).toList();
        return new TableView(
                columns,
                answer.rows().stream()
                        .limit(shown)
                        .map(row -> row(columns, row, link))
                        .toList(),
                hidden(command, answer.rows().size() - shown));
    }

    /** @return the arguments of wheelsweep that print the answer to a question */
    static String query(String question) {
        return "query %s DATASET".formatted(question);
    }

    /** @return a sentence about rows that are not shown, unless there are none */
    static List<String> hidden(String command, int rows) {
        return rows > 0 ? List.of("%s more: wheelsweep %s".formatted(Texts.number(rows), command)) : List.of();
    }

    private static Row row(List<String> columns, List<Object> values, Function<String, Optional<String>> link) {
        return new Row(IntStream.range(0, values.size())
                .mapToObj(i -> value(columns.get(i), values.get(i), i == 0 ? link : cell -> Optional.empty()))
                .toList());
    }

    private static Value value(String column, Object value, Function<String, Optional<String>> link) {
        String text = Texts.shown(value);
        return new Value(
                column,
                text,
                value instanceof Number ? "number" : "text",
                link.apply(text).stream().toList());
    }
}
