package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Answer;
import java.util.List;
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
    private static final int SHOWN = 200;

    /** @param cells one per column */
    record Row(List<Value> cells) {}

    /**
     * @param column its column's name, for pages too narrow for heads of columns
     * @param text what is shown
     * @param style its class: numbers are aligned to the right
     */
    record Value(String column, String text, String style) {}

    static TableView of(String question, Answer answer) {
        return of(question, answer, SHOWN);
    }

    /** @param shown how many rows at most */
    static TableView of(String question, Answer answer, int shown) {
        int hidden = answer.rows().size() - shown;
        List<String> columns =
                answer.columns().stream().map(name -> name.replace('_', ' ')).toList();
        return new TableView(
                columns,
                answer.rows().stream()
                        .limit(shown)
                        .map(row -> row(columns, row))
                        .toList(),
                hidden > 0
                        ? List.of("%s more: wheelsweep query %s DATASET".formatted(Texts.number(hidden), question))
                        : List.of());
    }

    private static Row row(List<String> columns, List<Object> values) {
        return new Row(IntStream.range(0, values.size())
                .mapToObj(i -> new Value(
                        columns.get(i),
                        Texts.shown(values.get(i)),
                        values.get(i) instanceof Number ? "number" : "text"))
                .toList());
    }
}
