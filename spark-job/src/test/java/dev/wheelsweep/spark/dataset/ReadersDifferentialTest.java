package dev.wheelsweep.spark.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.LocalSweep;
import dev.wheelsweep.spark.compact.Compaction;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.SweepJudge;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The readers that people use open every table of a dataset without any option, in every state that it may be in, and find the
 * columns, the types and the rows. Most tables of a mirror of plain wheels have no rows.
 */
class ReadersDifferentialTest {
    /** Names a Python that has what tools/requirements-readers.txt lists. */
    private static final String PYTHON = "wheelsweep.readers";

    private static final String TYPES = "src/test/resources/dev/wheelsweep/spark/tables/tables.tsv";

    /** The days 01 to 09 of a month: a reader may take the zero of a first folder's day for the day's form. */
    private static final Instant FIRST = Instant.parse("2026-11-03T01:27:01Z");

    @TempDir
    private static Path folder;

    private static SparkSession spark;
    private static List<Path> states;

    @BeforeAll
    static void sweep() throws Exception {
        spark = LocalSpark.interpreting();
        states = states();
    }

    @Test
    @EnabledIfSystemProperty(named = PYTHON, matches = ".+")
    void everyReaderFindsEveryRow() throws Exception {
        List<String> command = new ArrayList<>(List.of(System.getProperty(PYTHON), "../tools/read_dataset.py", TYPES));
        states.forEach(state -> command.add(state.toString()));
        Process readers = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(readers.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(readers.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains(" alike in ")))
                .hasSize(states.size() * FlatTable.values().length);
    }

    @Test
    void sparkFindsEveryRow() throws Exception {
        for (Path state : states) {
            for (FlatTable table : FlatTable.values()) {
                List<String> folders = Stream.concat(
                                Stream.of(state.resolve("tables")),
                                generations(state).stream().map(generation -> generation.resolve("tables")))
                        .map(tables -> tables.resolve(table.folder()).toString())
                        .toList();
                assertThat(spark.read().parquet(folders.toArray(String[]::new)).count())
                        .as("%s of %s", table, state.getFileName())
                        .isEqualTo(CardPatterns.expected(state).get(table.folder()));
            }
        }
    }

    private static List<Path> generations(Path dataset) throws IOException {
        Path generations = dataset.resolve("generations");
        if (Files.notExists(generations)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(generations)) {
            return found.toList();
        }
    }

    /** A copy of the dataset in each of its states. */
    private static List<Path> states() throws Exception {
        Path dataset = folder.resolve("dataset");
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(dataset.toUri());
        Path plain = folder.resolve("plain");
        BuiltMirror.pure().writeTo(plain);
        List<Path> states = new ArrayList<>();
        night(plain, 0);
        states.add(copy(dataset, "one sweep of a wheel without ELF files"));
        Path mirror = folder.resolve("mirror");
        BuiltMirror.writeTo(mirror);
        SweepRecord last = night(mirror, 1);
        WheelBuilder.named("later-1.0-py3-none-any.whl").text("later.py", "").writeTo(mirror);
        night(mirror, 2);
        states.add(copy(dataset, "three sweeps"));
        new SweepJudge(spark, path).run(last, PolicySource.file(renamedPolicies()));
        states.add(copy(dataset, "judged by other policies"));
        Compaction compaction = new Compaction(spark, path);
        compaction.run();
        compaction.prune();
        states.add(copy(dataset, "compacted and pruned"));
        return states;
    }

    private static Path renamedPolicies() throws IOException {
        try (InputStream builtIn = PolicyCatalog.class.getResourceAsStream("policies.json")) {
            return Files.writeString(
                    folder.resolve("policies.json"),
                    new String(builtIn.readAllBytes(), StandardCharsets.UTF_8)
                            .replaceFirst("\"name\": \"[^\"]+\"", "\"name\": \"other\""));
        }
    }

    private static Path copy(Path dataset, String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(dataset)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(dataset.relativize(file)));
            }
        }
        return copy;
    }

    private static SweepRecord night(Path mirror, int day) throws Exception {
        return LocalSweep.of(mirror, folder.resolve("dataset"), FIRST.plus(Duration.ofDays(day)));
    }
}
