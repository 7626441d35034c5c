package dev.wheelsweep.core.platform;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A resource of lines with tabs between the columns; lines that begin with # and empty ones are comments. */
public final class Table {
    /** Separates the words of a column. */
    public static final String SPACE = " ";

    private static final String COMMENT = "#";
    private static final String TAB = "\t";

    private Table() {}

    /**
     * @param owner a class of the package that has the resource
     * @param columns how many every line has
     * @return the columns of each line, in order
     */
    public static List<List<String>> rows(Class<?> owner, String resource, int columns) {
        return new String(bytes(owner, resource), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty() && !line.startsWith(COMMENT))
                .map(line -> row(resource, line, columns))
                .toList();
    }

    private static List<String> row(String resource, String line, int columns) {
        List<String> row = List.of(line.split(TAB, -1));
        if (row.size() != columns) {
            throw new IllegalStateException("%s: expected %d columns: %s".formatted(resource, columns, line));
        }
        return row;
    }

    /** @return the whole resource */
    public static byte[] bytes(Class<?> owner, String resource) {
        try (InputStream stream = owner.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
