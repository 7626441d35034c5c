package dev.wheelsweep.spark.query;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One question, and the SQL that answers it.
 *
 * @param number its place in the list
 * @param name such as {@code "older-tag-would-do"}
 * @param text what it asks, for a person
 * @param sql the whole file
 */
public record Question(int number, String name, String text, String sql) {
    private static final Pattern FILE = Pattern.compile("(\\d\\d)-([a-z0-9-]+)\\.sql");
    private static final String COMMENT = "--";

    /**
     * @param file its name
     * @param sql begins with comment lines: the question
     */
    static Question parse(String file, String sql) {
        Matcher name = FILE.matcher(file);
        if (!name.matches()) {
            throw new IllegalArgumentException("a query is called NN-name.sql, not " + file);
        }
        String text = sql.lines()
                .takeWhile(line -> line.startsWith(COMMENT))
                .map(line -> line.substring(COMMENT.length()).strip())
                .collect(Collectors.joining(" "));
        return new Question(Integer.parseInt(name.group(1)), name.group(2), text, sql);
    }

    /** @return as its file is called, without extension */
    public String label() {
        return "%02d-%s".formatted(number, name);
    }
}
