package dev.wheelsweep.spark.query;

import dev.wheelsweep.core.wheel.Pep440Order;
import dev.wheelsweep.core.wheel.ProjectName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which rows of an answer are wanted. A row is about the project in its column {@code project}, or about that of the wheel in
 * its column {@code filename}.
 *
 * @param project in any spelling
 * @param system such as {@code "rhel:8"}
 * @param releases of each project
 */
public record RowFilter(Optional<String> project, Optional<String> system, Releases releases) {
    /** Which releases of a project are wanted. */
    public enum Releases {
        ALL,
        NEWEST
    }

    private static final String PROJECT = "project";
    private static final String VERSION = "version";
    private static final String FILENAME = "filename";
    private static final String SYSTEM = "system";
    private static final String WHEELS = "SELECT DISTINCT filename, project, version FROM wheels";

    private record Release(String project, String version) {}

    /** @return the options that a question with these columns takes, as the command line names them */
    static Set<String> options(List<String> columns) {
        Set<String> options = new TreeSet<>();
        if (columns.contains(PROJECT) || columns.contains(FILENAME)) {
            options.add("--" + PROJECT);
        }
        if ((columns.contains(VERSION) && columns.contains(PROJECT)) || columns.contains(FILENAME)) {
            options.add("--newest");
        }
        if (columns.contains(SYSTEM)) {
            options.add("--" + SYSTEM);
        }
        return options;
    }

    /** @return the options that are given */
    public Set<String> given() {
        Set<String> given = new TreeSet<>();
        project.ifPresent(any -> given.add("--" + PROJECT));
        system.ifPresent(any -> given.add("--" + SYSTEM));
        if (releases == Releases.NEWEST) {
            given.add("--newest");
        }
        return given;
    }

    /** @param answer to a question that takes the options */
    public Answer of(Answer answer, SweptDataset dataset) throws WrongSqlException {
        return new Answer(
                answer.columns(),
                numbers(answer, dataset).mapToObj(answer.rows()::get).toList());
    }

    /** @return the numbers of the wanted rows, from 0 */
    IntStream numbers(Answer answer, SweptDataset dataset) throws WrongSqlException {
        Predicate<Answer.Line> wanted = line -> true;
        if (system.isPresent()) {
            wanted = wanted.and(line -> line.text(SYSTEM).equals(system.get()));
        }
        if (project.isPresent() || releases == Releases.NEWEST) {
            wanted = wanted.and(
                    ofReleases(answer.columns(), dataset.answer(WHEELS).lines()));
        }
        List<Answer.Line> lines = answer.lines();
        Predicate<Answer.Line> all = wanted;
        return IntStream.range(0, lines.size()).filter(row -> all.test(lines.get(row)));
    }

    private Predicate<Answer.Line> ofReleases(List<String> columns, List<Answer.Line> wheels) {
        Map<String, Release> byFile = new HashMap<>();
        Map<String, String> newest = new HashMap<>();
        for (Answer.Line wheel : wheels) {
            Release release = new Release(wheel.text(PROJECT), wheel.text(VERSION));
            byFile.put(wheel.text(FILENAME), release);
            newest.merge(release.project(), release.version(), RowFilter::newer);
        }
        Optional<String> wanted = project.map(name -> ProjectName.of(name).normalized());
        return line -> {
            Release release = columns.contains(PROJECT)
                    ? new Release(line.text(PROJECT), columns.contains(VERSION) ? line.text(VERSION) : "")
                    : byFile.getOrDefault(line.text(FILENAME), new Release("", ""));
            return wanted.map(release.project()::equals).orElse(true)
                    && (releases == Releases.ALL || release.version().equals(newest.get(release.project())));
        };
    }

    private static String newer(String one, String other) {
        return Pep440Order.of(one).compareTo(Pep440Order.of(other)) < 0 ? other : one;
    }
}
