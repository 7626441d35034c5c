package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.LocalSweep;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.judge.EarlierRelease;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.SweepJudge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every question has the same answer in the embedded DuckDB and in DuckDB for Python, which reads the dataset's own views. {@link
 * EnginesDifferentialTest} compares the embedded one with Spark.
 */
@EnabledIfSystemProperty(named = QuestionsDifferentialTest.PYTHON, matches = ".+")
class QuestionsDifferentialTest {
    /** Names a python that has {@code duckdb}. */
    static final String PYTHON = "wheelsweep.python";

    /** Names a dataset that was swept already; asked besides the one made here. */
    private static final String DATASET = "wheelsweep.dataset";

    /** {@link WheelBuilder} writes the tags of the file name into WHEEL. */
    private static final String NOT_IN_THE_BUILT_MIRROR = "wheel-tags-contradict-name";

    /** The sample of real wheels has none for CUDA, and none that another one of it supplies. */
    private static final int MOST_WITHOUT_ROWS = 18;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void embeddedAndPythonAgreeOnABuiltMirror() throws Exception {
        Path mirror = Files.createDirectory(folder.resolve("mirror"));
        Path dataset = folder.resolve("data set's");
        AskedMirror.writeTo(mirror);
        sweep(mirror, dataset, "2026-11-21T02:15:00Z");
        EarlierRelease.pretendToHaveWritten(dataset);
        judgeAgain(new org.apache.hadoop.fs.Path(dataset.toUri()));
        AskedMirror.oneNightLater(mirror);
        sweep(mirror, dataset, "2026-11-22T02:15:00Z");

        assertThat(withoutRows(dataset)).containsExactly(NOT_IN_THE_BUILT_MIRROR);
    }

    @Test
    @EnabledIfSystemProperty(named = DATASET, matches = ".+")
    void embeddedAndPythonAgreeOnADatasetOfRealWheels() throws Exception {
        assertThat(withoutRows(Path.of(System.getProperty(DATASET)))).hasSizeLessThanOrEqualTo(MOST_WITHOUT_ROWS);
    }

    private static void sweep(Path mirror, Path dataset, String time) throws Exception {
        LocalSweep.of(mirror, dataset, Instant.parse(time));
    }

    /** So that the views read verdicts that replace others, beside those of the next night. */
    private static void judgeAgain(org.apache.hadoop.fs.Path dataset) throws IOException {
        Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();
        SweepRecord last = new PublishedSweeps(dataset, hadoop).last().orElseThrow();
        SweepJudge.withoutSpark(hadoop, dataset, last).orElseThrow().run(last, PolicySource.BUILT_IN);
    }

    /** @return the questions whose answer has no rows; both engines agree on all others */
    private static List<String> withoutRows(Path dataset) throws Exception {
        Map<String, JsonNode> judged = byPython(dataset);
        List<String> empty = new ArrayList<>();
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            for (Question question : withoutAdvisories()) {
                Answer answer = embedded.answer(question.sql());
                JsonNode other = judged.remove(question.label());
                assertThat(answer.columns()).as(question.label()).isEqualTo(texts(other.get("columns")));
                List<String> rows = answer.rows().stream()
                        .map(row -> text(JSON.valueToTree(row)))
                        .toList();
                assertThat(rows).as(question.label()).isEqualTo(texts(other.get("rows")));
                if (rows.isEmpty()) {
                    empty.add(question.name());
                }
            }
        }
        assertThat(judged).isEmpty();
        return empty;
    }

    /** The views alone do not answer the others. */
    private static List<Question> withoutAdvisories() throws IOException {
        return Questions.builtIn().all().stream()
                .filter(question -> !question.needsAdvisories())
                .toList();
    }

    private static Map<String, JsonNode> byPython(Path dataset) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(System.getProperty(PYTHON), "../tools/run_queries.py", dataset.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        Map<String, JsonNode> answers = new HashMap<>();
        for (String line : printed.lines().toList()) {
            JsonNode answer = JSON.readTree(line);
            answers.put(answer.get("query").asText(), answer);
        }
        return answers;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.isTextual() ? node.asText() : text(node)));
        return texts;
    }

    /** Numbers as doubles: the engines have different widths for sums. */
    private static String text(JsonNode node) {
        if (node.isNumber()) {
            return Double.toString(node.asDouble());
        }
        return node.isArray() ? texts(node).toString() : node.asText();
    }
}
