package dev.wheelsweep.spark.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * A bar of a chart.
 *
 * @param label what it shows
 * @param value its number, as a person reads it
 * @param percent of the longest bar
 */
record Bar(String label, String value, String percent) {

    /** @return a bar for each row, the longest filling the chart */
    static <T> List<Bar> of(List<T> rows, Function<T, String> label, ToDoubleFunction<T> length) {
        return of(rows, label, length, row -> Texts.number(length.applyAsDouble(row)));
    }

    /** @param value what is written after the bar */
    static <T> List<Bar> of(
            List<T> rows, Function<T, String> label, ToDoubleFunction<T> length, Function<T, String> value) {
        double longest = rows.stream().mapToDouble(length).max().orElse(1);
        return rows.stream()
                .map(row -> new Bar(
                        Texts.shown(label.apply(row)),
                        Texts.shown(value.apply(row)),
                        String.format(Locale.ROOT, "%.1f", 100 * length.applyAsDouble(row) / Math.max(longest, 1))))
                .toList();
    }
}
