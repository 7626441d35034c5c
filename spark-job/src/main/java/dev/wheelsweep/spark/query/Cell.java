package dev.wheelsweep.spark.query;

import java.util.List;
import java.util.stream.Collectors;

/** A value of an answer as text. */
public final class Cell {
    private Cell() {}

    /** @return lists with commas and without brackets, times in UTC as ISO 8601 */
    public static String text(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(Cell::textOrEmpty).collect(Collectors.joining(", "))
                : value.toString();
    }

    private static String textOrEmpty(Object value) {
        return value == null ? "" : text(value);
    }
}
