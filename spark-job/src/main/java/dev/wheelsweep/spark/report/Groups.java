package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An answer with one line per wheel, which opens and shows the wheel's rows.
 *
 * @param size how many groups there are
 * @param first the groups that are shown at once
 * @param folded the others, which one line opens; none or one
 * @param more how many groups are not on the page, as a sentence; empty if all are
 */
record Groups(int size, List<Group> first, List<Folded> folded, List<String> more) {
    private static final int SHOWN = 10;

    /** Browsers are slow with more. */
    private static final int MOST = 400;

    private static final int EVIDENCE = 50;

    /**
     * @param subject the value that its rows share
     * @param note what the rows say, in a few words
     * @param links the page of the subject's project; none or one
     * @param evidence the rows, without the subject
     */
    record Group(String subject, String note, List<String> links, TableView evidence) {}

    /** @param text how many groups there are */
    record Folded(String text, List<Group> groups) {}

    /**
     * @param subject the column by which the answer is sorted, and by whose values its rows are grouped
     * @param note of the lines of a group
     * @param command the arguments of wheelsweep that print the whole answer
     * @param link the page of a subject's project
     */
    static Groups of(
            String command,
            Answer answer,
            String subject,
            Function<List<Answer.Line>, String> note,
            Function<String, Optional<String>> link) {
        List<Group> groups = new ArrayList<>();
        bySubject(answer, subject)
                .forEach((name, rows) -> groups.add(new Group(
                        Texts.shown(name),
                        Texts.shown(note.apply(new Answer(answer.columns(), rows).lines())),
                        link.apply(name).stream().toList(),
                        TableView.of(command, without(answer, rows, subject), EVIDENCE))));
        List<Group> rest = groups.subList(Math.min(SHOWN, groups.size()), Math.min(MOST, groups.size()));
        return new Groups(
                groups.size(),
                groups.subList(0, Math.min(SHOWN, groups.size())),
                rest.isEmpty() ? List.of() : List.of(new Folded("%s more".formatted(Texts.number(rest.size())), rest)),
                TableView.hidden(command, groups.size() - MOST));
    }

    boolean isEmpty() {
        return size == 0;
    }

    private static Map<String, List<List<Object>>> bySubject(Answer answer, String subject) {
        Map<String, List<List<Object>>> rows = new LinkedHashMap<>();
        List<Answer.Line> lines = answer.lines();
        for (int i = 0; i < lines.size(); i++) {
            rows.computeIfAbsent(lines.get(i).text(subject), any -> new ArrayList<>())
                    .add(answer.rows().get(i));
        }
        return rows;
    }

    private static Answer without(Answer answer, List<List<Object>> rows, String column) {
        int index = answer.columns().indexOf(column);
        return new Answer(
                without(answer.columns(), index),
                rows.stream().map(row -> without(row, index)).toList());
    }

    private static <T> List<T> without(List<T> values, int index) {
        List<T> others = new ArrayList<>(values);
        others.remove(index);
        return others;
    }
}
