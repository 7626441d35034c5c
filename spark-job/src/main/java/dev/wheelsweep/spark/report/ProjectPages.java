package dev.wheelsweep.spark.report;

import dev.wheelsweep.core.wheel.Pep440Order;
import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.Cell;
import dev.wheelsweep.spark.query.SweptDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import dev.wheelsweep.spark.report.Page.Chapter;
import dev.wheelsweep.spark.report.Page.Link;
import dev.wheelsweep.spark.report.Tile.Urgency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page for each project: all that the dataset knows of its current wheels. */
final class ProjectPages {
    /** Pages of a report; projects that need attention come first. */
    private static final int MOST = 10_000;

    /** Projects that one query asks for: their rows are in memory together. */
    private static final int AT_ONCE = 200;

    /** A normalized name (PEP 503), which is also safe as the name of a file and in a text of SQL. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,98}[a-z0-9])?");

    private static final String PROJECT = "project";
    private static final String VERSION = "version";
    private static final String FILENAME = "filename";

    private final SweptDataset dataset;
    private final List<String> projects;

    ProjectPages(SweptDataset dataset, Answers answers) throws WrongSqlException {
        this.dataset = dataset;
        this.projects = answers.to(MirrorSections.PROJECTS).lines().stream()
                .map(line -> line.text(PROJECT))
                .filter(project -> NAME.matcher(project).matches())
                .limit(MOST)
                .toList();
    }

    /** @return the way to the pages */
    ProjectLinks links() {
        return new ProjectLinks(Set.copyOf(projects));
    }

    /** @param lead what every page says of its numbers */
    void write(String lead, Layout layout, HtmlReport.Pages pages) throws IOException, WrongSqlException {
        for (int from = 0; from < projects.size(); from += AT_ONCE) {
            List<String> some = projects.subList(from, Math.min(from + AT_ONCE, projects.size()));
            Map<ProjectPart, Map<String, Answer>> parts = new EnumMap<>(ProjectPart.class);
            for (ProjectPart part : ProjectPart.values()) {
                parts.put(part, byProject(dataset.answer(part.sql(some))));
            }
            for (String project : some) {
                pages.write(ProjectLinks.file(project), layout.render(page(project, lead, parts)));
            }
        }
    }

    private static Map<String, Answer> byProject(Answer answer) {
        List<String> columns = answer.columns().subList(1, answer.columns().size());
        Map<String, List<List<Object>>> rows = new HashMap<>();
        answer.rows()
                .forEach(row -> rows.computeIfAbsent(Cell.text(row.get(0)), any -> new ArrayList<>())
                        .add(row.subList(1, row.size())));
        return rows.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, project -> new Answer(columns, project.getValue())));
    }

    private static Page page(String project, String lead, Map<ProjectPart, Map<String, Answer>> parts) {
        List<Section> sections = new ArrayList<>();
        for (ProjectPart part : ProjectPart.values()) {
            Answer answer = parts.get(part).get(project);
            if (answer != null) {
                sections.add(section(part, project, answer));
            }
        }
        return new Page(
                project,
                lead,
                List.of(new Link("../%s#%s".formatted(HtmlReport.FIRST, MirrorSections.PROJECTS), "All projects")),
                tiles(parts.get(ProjectPart.WHEELS).get(project)),
                List.of(new Chapter("", sections)));
    }

    private static List<Tile> tiles(Answer wheels) {
        return List.of(
                Tile.of(
                        "overclaim",
                        count(wheels, "verdict", "overclaims"),
                        Urgency.WRONG,
                        ProjectPart.VIOLATIONS.id()),
                Tile.of(
                        "not read completely",
                        wheels.rows().size() - count(wheels, "status", "ok"),
                        Urgency.WRONG,
                        ProjectPart.UNREADABLE.id()),
                Tile.of("underclaim", count(wheels, "verdict", "underclaims"), Urgency.LOOK, ProjectPart.WHEELS.id()),
                Tile.of("honest", count(wheels, "verdict", "honest"), Urgency.GOOD, ProjectPart.WHEELS.id()),
                Tile.of("wheels", wheels.rows().size(), Urgency.PLAIN, ProjectPart.WHEELS.id()));
    }

    private static long count(Answer wheels, String column, String value) {
        return wheels.lines().stream()
                .filter(line -> line.text(column).equals(value))
                .count();
    }

    private static Section section(ProjectPart part, String project, Answer answer) {
        String command = part.command(project);
        return switch (part) {
            case WHEELS ->
                Section.table(
                        part.id(), part.title(), releases(answer), answer, TableView.of(command, newestFirst(answer)));
            case VIOLATIONS -> groups(part, command, answer, "needed", "library");
            case UNREADABLE -> groups(part, command, answer, "reason", "stage");
            case LOAD_FAILURES -> groups(part, command, answer, "text", "arch");
            case FINDINGS -> groups(part, command, answer, "id", "severity");
            case ABI3_VIOLATIONS -> groups(part, command, answer, "symbol", "promised_python");
            case SUPPLIED_NEEDS, OPENED_LIBRARIES, ACCELERATORS, SBOM_COMPONENTS, VENDORED_LIBRARIES, TOOLCHAINS ->
                Section.table(part.id(), part.title(), part.lead(), answer, TableView.of(command, answer));
        };
    }

    /** @param orElse the column that names a row whose first one is null */
    private static Section groups(ProjectPart part, String command, Answer answer, String column, String orElse) {
        return Section.groups(
                part.id(),
                part.title(),
                part.lead(),
                Groups.of(
                        command,
                        answer,
                        FILENAME,
                        lines -> Texts.andMore(lines.stream()
                                .map(line -> line.text(column).isEmpty() ? line.text(orElse) : line.text(column))
                                .distinct()
                                .toList()),
                        filename -> Optional.empty()));
    }

    private static String releases(Answer wheels) {
        Set<String> versions = new LinkedHashSet<>();
        newestFirst(wheels).lines().forEach(line -> versions.add(line.text(VERSION)));
        return "%s in the mirror, newest first: %s."
                .formatted(versions.size() == 1 ? "One release" : versions.size() + " releases", Texts.first(versions));
    }

    private static Answer newestFirst(Answer wheels) {
        int version = wheels.columns().indexOf(VERSION);
        List<List<Object>> rows = new ArrayList<>(wheels.rows());
        rows.sort(Comparator.comparing((List<Object> row) -> Pep440Order.of(versionOf(row, version)))
                .reversed());
        return new Answer(wheels.columns(), rows);
    }

    private static String versionOf(List<Object> row, int index) {
        return row.get(index) == null ? "" : Cell.text(row.get(index));
    }
}
