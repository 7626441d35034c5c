package dev.wheelsweep.spark.query;

import java.util.List;

/**
 * The rows that answer a question.
 *
 * @param columns their names
 * @param rows in order; values are texts, numbers, booleans, times, lists of those, or null
 */
public record Answer(List<String> columns, List<List<Object>> rows) {

    /** @return the same with so many rows at most */
    public Answer first(int most) {
        return new Answer(columns, rows.subList(0, Math.min(most, rows.size())));
    }

    /** @return the rows, to be read by column */
    public List<Line> lines() {
        return rows.stream().map(Line::new).toList();
    }

    /** One row. */
    public final class Line {
        private final List<Object> values;

        private Line(List<Object> values) {
            this.values = values;
        }

        /** @return the value as {@link Cell} writes it; empty for null */
        public String text(String column) {
            Object value = value(column);
            return value == null ? "" : Cell.text(value);
        }

        /** @param column of numbers that are never null */
        public long number(String column) {
            return ((Number) value(column)).longValue();
        }

        /** @param column as above */
        public double decimal(String column) {
            return ((Number) value(column)).doubleValue();
        }

        private Object value(String column) {
            int index = columns.indexOf(column);
            if (index < 0) {
                throw new IllegalArgumentException("no column %s among %s".formatted(column, columns));
            }
            return values.get(index);
        }
    }
}
