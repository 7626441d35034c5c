package dev.wheelsweep.spark.query;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One question, and the SQL that answers it.
 *
 * @param number its place in the list
 * @param name such as {@code "older-tag-would-do"}
 * @param text what it asks, for a person
 * @param options those of {@link RowFilter} that it takes, and {@link #ADVISORIES} if it needs them, from the last comment line
 * @param sql the whole file
 */
public record Question(int number, String name, String text, Set<String> options, String sql) {
    /** Names advisories that the question compares components with: it cannot be asked without them. */
    public static final String ADVISORIES = "--advisories";

    private static final Pattern FILE = Pattern.compile("(\\d\\d)-([a-z0-9-]+)\\.sql");
    private static final String COMMENT = "--";
    private static final String OPTIONS = "Options: ";

    public Question {
        options = Set.copyOf(options);
    }

    /**
     * @param file its name
     * @param sql begins with comment lines: the question
     */
    static Question parse(String file, String sql) {
        Matcher name = FILE.matcher(file);
        if (!name.matches()) {
            throw new IllegalArgumentException("a query is called NN-name.sql, not " + file);
        }
        List<String> comments = sql.lines()
                .takeWhile(line -> line.startsWith(COMMENT))
                .map(line -> line.substring(COMMENT.length()).strip())
                .toList();
        String text = comments.stream()
                .filter(comment -> !comment.startsWith(OPTIONS))
                .collect(Collectors.joining(" "));
        Set<String> options = comments.stream()
                .filter(comment -> comment.startsWith(OPTIONS))
                .flatMap(
                        comment -> Stream.of(comment.substring(OPTIONS.length()).split(", ")))
                .collect(Collectors.toSet());
        return new Question(Integer.parseInt(name.group(1)), name.group(2), text, options, sql);
    }

    /** @return whether it cannot be asked without advisories */
    public boolean needsAdvisories() {
        return options.contains(ADVISORIES);
    }

    /** @return as its file is called, without extension */
    public String label() {
        return "%02d-%s".formatted(number, name);
    }

    /** @return what it asks, and the options that it takes */
    public String help() {
        return options.isEmpty() ? text : "%s [%s]".formatted(text, String.join(", ", new TreeSet<>(options)));
    }
}
