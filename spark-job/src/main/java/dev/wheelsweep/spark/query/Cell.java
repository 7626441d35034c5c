package dev.wheelsweep.spark.query;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import scala.collection.Iterable;
import scala.jdk.javaapi.CollectionConverters;

/** A value of an answer as text. */
public final class Cell {
    private Cell() {}

    /** @return lists with commas and without brackets, times in UTC as ISO 8601 */
    public static String text(Object value) {
        if (value instanceof Timestamp time) {
            return time.toInstant().toString();
        }
        return value instanceof Iterable || value instanceof Row
                ? elements(value).stream().map(Cell::textOrEmpty).collect(Collectors.joining(", "))
                : value.toString();
    }

    /** @param value a list or a record */
    public static List<Object> elements(Object value) {
        return value instanceof Row row
                ? CollectionConverters.asJava(row.toSeq())
                : new ArrayList<>(CollectionConverters.asJavaCollection((Iterable<?>) value));
    }

    private static String textOrEmpty(Object value) {
        return value == null ? "" : text(value);
    }
}
