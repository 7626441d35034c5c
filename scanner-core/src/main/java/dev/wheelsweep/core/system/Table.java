package dev.wheelsweep.core.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A resource of lines with tabs between the columns; lines that begin with # are comments. */
final class Table {
    static final String SPACE = " ";

    private static final String COMMENT = "#";
    private static final String TAB = "\t";

    private Table() {}

    static List<List<String>> rows(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith(COMMENT))
                .map(line -> List.of(line.split(TAB, -1)))
                .toList();
    }

    static byte[] bytes(String resource) {
        try (InputStream stream = Table.class.getResourceAsStream(resource)) {
            return stream.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
