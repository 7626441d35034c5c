package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.query.Questions;
import dev.wheelsweep.spark.query.SweptDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The state of a mirror after the last sweep of its dataset: one page, or one page and one per project. */
public final class HtmlReport {
    /** The first page of a report with more than one. */
    public static final String FIRST = "index.html";

    private static final String TITLE = "What the wheels of this mirror need";

    private final SweptDataset dataset;
    private final Answers answers;
    private final Layout layout;

    /** Takes the pages of a report. */
    public interface Pages {
        /** @param file its path relative to the report, with slashes */
        void write(String file, String html) throws IOException;
    }

    /** @param questions those of this release */
    public HtmlReport(SweptDataset dataset, Questions questions) throws IOException {
        this.dataset = dataset;
        this.answers = new Answers(dataset, questions);
        this.layout = new Layout();
    }

    /**
     * @param record of the last sweep
     * @return one page about the mirror
     * @throws WrongSqlException if another release wrote the dataset, and it lacks a column
     */
    public String page(SweepRecord record) throws WrongSqlException {
        return page(record, ProjectLinks.NONE);
    }

    /**
     * Makes a page per project, then the page about the mirror, which leads to them.
     *
     * @param record of the last sweep
     * @throws WrongSqlException as above
     */
    public void write(SweepRecord record, Pages pages) throws IOException, WrongSqlException {
        ProjectPages projects = new ProjectPages(dataset, answers);
        projects.write(lead(record), layout, pages);
        pages.write(FIRST, page(record, projects.links()));
    }

    private String page(SweepRecord record, ProjectLinks projects) throws WrongSqlException {
        MirrorSections sections = new MirrorSections(answers, projects);
        return layout.render(new Page(TITLE, lead(record), List.of(), sections.tiles(), sections.chapters()));
    }

    private static String lead(SweepRecord record) {
        return "Sweep %s, finished %s, judged by %s, read by wheelsweep %s."
                .formatted(
                        Texts.shown(record.sweep()),
                        Instant.parse(record.finished()).truncatedTo(ChronoUnit.SECONDS),
                        Texts.shown(record.policyId()),
                        Texts.shown(record.scannerVersion()));
    }
}
