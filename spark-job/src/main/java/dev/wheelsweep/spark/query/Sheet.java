package dev.wheelsweep.spark.query;

import dev.wheelsweep.core.wheel.Pep440Order;
import dev.wheelsweep.core.wheel.ProjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a dataset knows of one wheel, or of one project and its newest release.
 *
 * @param subject the file name, or the project's normalized name
 * @param parts the answers by their keys, in order; also those without rows
 */
public record Sheet(String subject, Map<String, Answer> parts) {
    private static final String WHEEL = ".whl";
    private static final String VERSION = "version";

    /** No character of it means anything in a text of SQL; wheels with other characters in their names are not found. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+!~ ()-]{1,300}");

    /** @param name of a wheel's file, or of a project in any spelling; empty if the dataset has none of this name */
    public static Optional<Sheet> of(SweptDataset dataset, String name) throws WrongSqlException {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        Map<String, Answer> parts = new LinkedHashMap<>();
        if (name.endsWith(WHEEL)) {
            add(parts, dataset, SheetPart.Subject.WHEEL, name);
            return found(name, parts, SheetPart.WHEEL);
        }
        String project = ProjectName.of(name).normalized();
        Answer releases = newestFirst(dataset.answer(SheetPart.RELEASES.sql(project)));
        parts.put(SheetPart.RELEASES.key(), releases);
        Optional<String> newest = releases.lines().stream()
                .map(line -> line.text(VERSION))
                .filter(version -> NAME.matcher(version).matches())
                .findFirst();
        if (newest.isPresent()) {
            add(parts, dataset, SheetPart.Subject.RELEASE, project, newest.get());
        }
        return found(project, parts, SheetPart.RELEASES);
    }

    private static void add(
            Map<String, Answer> parts, SweptDataset dataset, SheetPart.Subject subject, String... values)
            throws WrongSqlException {
        for (SheetPart part : SheetPart.of(subject)) {
            parts.put(part.key(), dataset.answer(part.sql(values)));
        }
    }

    private static Optional<Sheet> found(String subject, Map<String, Answer> parts, SheetPart first) {
        return Optional.of(new Sheet(subject, parts))
                .filter(sheet -> !parts.get(first.key()).rows().isEmpty());
    }

    private static Answer newestFirst(Answer releases) {
        int version = releases.columns().indexOf(VERSION);
        List<List<Object>> rows = new ArrayList<>(releases.rows());
        rows.sort(Comparator.comparing((List<Object> row) -> Pep440Order.of(Cell.text(row.get(version))))
                .thenComparing(row -> Cell.text(row.get(version)))
                .reversed());
        return new Answer(releases.columns(), rows);
    }
}
