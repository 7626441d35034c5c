package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Answer;
import java.util.List;

/**
 * One question on the page: its answer as charts, as lines that open, or as a table. Lists hold none or one, but for heat maps.
 *
 * @param id its anchor: the question's name
 * @param title a few words
 * @param lead what is shown, in a sentence
 * @param count of what the contents of the page announce; empty for charts
 * @param heatMaps one per architecture
 * @param stacks charts of divided bars
 * @param bars a chart
 * @param groups lines that open
 * @param tables the numbers
 * @param opened the attribute that shows the table at once; empty where something else shows the answer
 */
record Section(
        String id,
        String title,
        String lead,
        String count,
        List<HeatMap> heatMaps,
        List<Stacks> stacks,
        List<Bar> bars,
        List<Groups> groups,
        List<TableView> tables,
        String opened) {

    /** A section that says only that the question has no answer. */
    static Section withoutRows(String question, String title, String lead) {
        return new Section(question, title, lead, "", List.of(), List.of(), List.of(), List.of(), List.of(), "");
    }

    /** @return whether there is nothing but the title */
    boolean isEmpty() {
        return groups.stream().allMatch(Groups::isEmpty)
                && tables.stream().allMatch(table -> table.rows().isEmpty());
    }

    static Section table(String question, String title, String lead, Answer answer) {
        return table(question, title, lead, answer, TableView.of(TableView.query(question), answer));
    }

    /** @param table the answer, or the first rows of it */
    static Section table(String question, String title, String lead, Answer answer, TableView table) {
        return new Section(
                question,
                title,
                lead,
                Texts.number(answer.rows().size()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(table),
                "open");
    }

    static Section bars(String question, String title, String lead, List<Bar> bars, Answer answer) {
        return chart(question, title, lead, answer, List.of(), List.of(), bars);
    }

    static Section heatMaps(String question, String title, String lead, List<HeatMap> maps, Answer answer) {
        return chart(question, title, lead, answer, maps, List.of(), List.of());
    }

    static Section stacks(String question, String title, String lead, List<Stacks> stacks, Answer answer) {
        return chart(question, title, lead, answer, List.of(), stacks, List.of());
    }

    private static Section chart(
            String question,
            String title,
            String lead,
            Answer answer,
            List<HeatMap> maps,
            List<Stacks> stacks,
            List<Bar> bars) {
        return new Section(
                question,
                title,
                lead,
                "",
                maps,
                stacks,
                bars,
                List.of(),
                List.of(TableView.of(TableView.query(question), answer)),
                "");
    }

    static Section groups(String question, String title, String lead, Groups groups) {
        return new Section(
                question,
                title,
                lead,
                Texts.number(groups.size()),
                List.of(),
                List.of(),
                List.of(),
                List.of(groups),
                List.of(),
                "");
    }
}
