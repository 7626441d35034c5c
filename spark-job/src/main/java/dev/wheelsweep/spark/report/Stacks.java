package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Answer;
import java.util.List;
import java.util.Locale;

/**
 * A chart of bars that are divided into parts: one bar per row of an answer, one part per column.
 *
 * @param title what the parts are
 * @param keys the parts in order, as the legend shows them
 * @param rows the bars in order
 */
record Stacks(String title, List<Key> keys, List<Row> rows) {

    /**
     * A kind of part.
     *
     * @param column that counts it
     * @param text what it is
     * @param style the class that colours it
     */
    record Key(String column, String text, String style) {}

    /**
     * @param label what the bar shows
     * @param value the counts of its parts, as text
     */
    record Row(String label, String value, List<Part> parts) {}

    /** @param percent of the longest bar */
    record Part(String style, String percent) {}

    /** @param label the column that names the bars */
    static Stacks of(String title, Answer answer, String label, List<Key> keys) {
        double longest = answer.lines().stream()
                .mapToDouble(line -> total(line, keys))
                .max()
                .orElse(1);
        return new Stacks(
                title,
                keys,
                answer.lines().stream()
                        .map(line -> row(line, label, keys, Math.max(longest, 1)))
                        .toList());
    }

    private static long total(Answer.Line line, List<Key> keys) {
        return keys.stream().mapToLong(key -> line.number(key.column())).sum();
    }

    private static Row row(Answer.Line line, String label, List<Key> keys, double longest) {
        return new Row(
                Texts.shown(line.text(label)),
                String.join(
                        " / ",
                        keys.stream()
                                .map(key -> Texts.number((double) line.number(key.column())))
                                .toList()),
                keys.stream()
                        .filter(key -> line.number(key.column()) > 0)
                        .map(key -> new Part(
                                key.style(),
                                String.format(Locale.ROOT, "%.2f", 100 * line.number(key.column()) / longest)))
                        .toList());
    }
}
