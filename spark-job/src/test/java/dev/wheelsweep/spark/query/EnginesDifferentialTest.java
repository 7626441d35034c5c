package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.LocalSweep;
import dev.wheelsweep.spark.advisory.VendoredAdvisories;
import dev.wheelsweep.spark.cli.output.AnswerCsv;
import dev.wheelsweep.spark.cli.output.AnswerJson;
import dev.wheelsweep.spark.cli.output.AnswerTable;
import dev.wheelsweep.spark.compact.Compaction;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.judge.EarlierRelease;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.SweepJudge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Spark and the embedded DuckDB print the same bytes for every question, in every format. */
class EnginesDifferentialTest {
    /** Names a dataset that was swept already; asked besides the one made here. */
    private static final String DATASET = "wheelsweep.dataset";

    @TempDir
    private static Path folder;

    /** Has verdicts that replace others, and two nights. */
    private static Path dataset;

    private static Path advisories;

    @BeforeAll
    static void sweepTwoNights() throws Exception {
        Path mirror = Files.createDirectory(folder.resolve("mirror"));
        dataset = folder.resolve("data set's");
        advisories = Files.createDirectory(folder.resolve("advisories"));
        AskedMirror.writeAdvisoriesTo(advisories);
        AskedMirror.writeTo(mirror);
        sweep(mirror, "2026-11-21T02:15:00Z");
        EarlierRelease.pretendToHaveWritten(dataset);
        Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
        SweepRecord last = new PublishedSweeps(path(dataset), hadoop).last().orElseThrow();
        SweepJudge.withoutSpark(hadoop, path(dataset), last).orElseThrow().run(last, PolicySource.BUILT_IN);
        AskedMirror.oneNightLater(mirror);
        sweep(mirror, "2026-11-22T02:15:00Z");
    }

    @Test
    void everyAnswerIsTheSameAlsoOfACompactedDataset() throws Exception {
        Map<String, String> expected = bySpark(dataset);

        assertThat(byDuckDb(dataset)).isEqualTo(expected);
        assertThat(expected.values().stream().filter(answer -> answer.contains("{")))
                .hasSizeGreaterThan(50);

        new Compaction(LocalSpark.session(), path(dataset)).run();

        assertThat(byDuckDb(dataset)).isEqualTo(expected);
    }

    @Test
    @EnabledIfSystemProperty(named = DATASET, matches = ".+")
    void everyAnswerAboutRealWheelsIsTheSame() throws Exception {
        Path real = Path.of(System.getProperty(DATASET));

        assertThat(byDuckDb(real)).isEqualTo(bySpark(real));
    }

    /** The engine sees a dataset's folder by its path, however that is spelt. */
    @Test
    void aFolderThatIsALinkOrARelativePathIsRead() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), dataset);
        Path relative = Path.of("").toAbsolutePath().relativize(dataset.toAbsolutePath());
        String sql = "SELECT count(*) AS n FROM wheels";

        for (Path spelling : List.of(link, relative, folder.resolve("./mirror/../data set's"))) {
            try (EmbeddedDataset embedded = EmbeddedDataset.open(spelling)) {
                assertThat(embedded.answer(sql).lines().get(0).number("n"))
                        .as(spelling.toString())
                        .isEqualTo(10);
            }
        }
    }

    /** Views are made when a statement names them; one that names none sees all. */
    @Test
    void everyViewCanBeReadAlone() throws Exception {
        List<String> views;
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            views = embedded.answer("SHOW TABLES").lines().stream()
                    .map(line -> line.text("name"))
                    .toList();
        }
        assertThat(views).contains("wheels", "wheels_history", "judgements", "selections", "sweeps");
        for (String view : views) {
            try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
                assertThat(embedded.answer("SELECT count(*) FROM " + view).rows())
                        .as(view)
                        .hasSize(1);
            }
        }
    }

    @Test
    void everyQuestionTakesTheOptionsThatItsColumnsAllow() throws Exception {
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            VendoredAdvisories.giveTo(embedded, advisories);
            for (Question question : Questions.builtIn().all()) {
                Set<String> options = new TreeSet<>(
                        RowFilter.options(embedded.answer(question.sql()).columns()));
                if (question.sql().contains("advisory_matches")
                        || question.sql().contains("unjudged_components")) {
                    options.add(Question.ADVISORIES);
                }
                assertThat(question.options()).as(question.label()).isEqualTo(options);
            }
        }
    }

    private static void sweep(Path mirror, String time) throws Exception {
        LocalSweep.of(mirror, dataset, Instant.parse(time));
    }

    private static org.apache.hadoop.fs.Path path(Path dataset) {
        return new org.apache.hadoop.fs.Path(dataset.toUri());
    }

    private static Map<String, String> bySpark(Path dataset) throws IOException, WrongSqlException {
        return printed(SparkDataset.open(LocalSpark.interpreting(), path(dataset)));
    }

    private static Map<String, String> byDuckDb(Path dataset) throws Exception {
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            return printed(embedded);
        }
    }

    private static Map<String, String> printed(SweptDataset dataset) throws IOException, WrongSqlException {
        VendoredAdvisories.giveTo(dataset, advisories);
        Map<String, String> printed = new TreeMap<>();
        for (Question question : Questions.builtIn().all()) {
            Answer answer = dataset.answer(question.sql());
            StringWriter text = new StringWriter();
            PrintWriter out = new PrintWriter(text);
            AnswerTable.write(answer, out);
            AnswerCsv.write(answer, out);
            AnswerJson.write(answer, out);
            printed.put(question.label(), text.toString());
        }
        return printed;
    }
}
