package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep as a user starts it. Each run stops Spark, which is slow to start, so there is one run per exit code. */
class SweepCommandTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void stopTheSessionOfOtherTests() {
        LocalSpark.stop();
    }

    @Test
    void writesADatasetAndASummaryAndReportsUnreadWheels() throws IOException {
        Path mirror = folder.resolve("mirror");
        NativeWheel.builder().writeTo(mirror);
        WheelBuilder.named("pure-1.0-py3-none-any.whl").text("pure.py", "").writeTo(mirror);
        Files.write(mirror.resolve("zz-1.0-py3-none-any.whl"), new byte[0]);
        Path dataset = folder.resolve("dataset");

        Outcome limited = sweep(mirror, dataset, "--limit", "2", "--io", "read");

        assertThat(limited.code()).isZero();
        assertThat(limited.out())
                .startsWith("2 wheels: ok 2\n")
                .contains("x86_64              1          2   glibc 2.17: 1\n")
                .containsPattern("published as sweep \\d{8}T\\d{6}Z in " + dataset);
        JsonNode record = new ObjectMapper().readTree(records(dataset).get(0).toFile());
        assertThat(record.get("mirrors").get(0).asText()).isEqualTo(mirror.toString());
        assertThat(record.get("listed").asLong()).isEqualTo(2);

        Outcome strict = Outcome.of("judge", dataset, "--fail-on", "error", "--format", "json", "--master", "local[2]");

        assertThat(strict.code()).isEqualTo(1);
        JsonNode judged = new ObjectMapper().readTree(strict.out());
        assertThat(judged.get("sweep")).isEqualTo(record.get("sweep"));
        assertThat(judged.get("published").asBoolean()).isFalse();
        assertThat(judged.get("verdicts")).isEqualTo(record.get("verdicts"));
        assertThat(judged.get("findings")).isEqualTo(record.get("findings"));

        Outcome all = sweep(mirror, dataset);

        assertThat(all.code()).isEqualTo(4);
        assertThat(all.out()).startsWith("3 wheels: failed 1, ok 2\nfailures: empty_file 1\n");
        assertThat(records(dataset)).hasSize(2);
    }

    @Test
    void writesADatasetInAnotherFileSystemAndItsMetrics() throws IOException {
        Path mirror = folder.resolve("mirror");
        NativeWheel.builder().writeTo(mirror);
        Path metrics = folder.resolve("sweep.prom");
        String dataset = OtherFileSystem.SCHEME + "://" + folder.resolve("dataset");

        Outcome outcome = sweep(mirror, dataset, "--metrics", metrics.toString(), "--conf", OtherFileSystem.SETTING);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains(" in " + OtherFileSystem.SCHEME + ":");
        assertThat(records(folder.resolve("dataset"))).hasSize(1);
        String labels = "{command=\"sweep\",dataset=\"" + dataset + "\"";
        assertThat(Files.readString(metrics))
                .contains(
                        "wheelsweep_wheels" + labels + ",status=\"ok\"} 1.0\n",
                        "wheelsweep_findings" + labels + ",severity=\"error\"} 2.0\n",
                        "wheelsweep_exit_code" + labels + "} 0.0\n")
                .containsPattern("wheelsweep_read_bytes\\Q" + labels + "\\E} [1-9]")
                .containsPattern("wheelsweep_decoded_bytes\\Q" + labels + "\\E} [1-9]");

        Outcome judged = Outcome.of("judge", dataset, "--master", "local[2]", "--conf", OtherFileSystem.SETTING);

        // Verdicts are published by the rename of a folder, which only known file systems do in one step.
        assertThat(judged.code()).isEqualTo(3);
        assertThat(judged.err()).contains("cannot judge", "copy the dataset into a folder or to hdfs://");
    }

    /** This happens if the machines of a cluster do not see the mirror. */
    @Test
    void aMirrorWhoseWheelsAllVanishedIsNotClean() throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Files.createSymbolicLink(mirror.resolve("gone-1.0-py3-none-any.whl"), folder.resolve("nowhere"));

        Outcome outcome = sweep(mirror, folder.resolve("dataset"));

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out()).startsWith("1 wheels: vanished 1\n");
        assertThat(outcome.err()).startsWith("wheelsweep: every wheel had vanished before it was read");
    }

    /** The names of all files, the rows of all tables, and the texts of all documents. */
    private static List<String> texts(Path dataset) throws IOException {
        List<String> texts = new ArrayList<>();
        List<Path> parquet = new ArrayList<>();
        try (Stream<Path> files = Files.walk(dataset)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(dataset.relativize(file).toString());
                if (file.toString().endsWith(".parquet")) {
                    parquet.add(file);
                } else {
                    texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        for (Path file : parquet) {
            texts.addAll(LocalSpark.session()
                    .read()
                    .parquet(file.toUri().toString())
                    .toJSON()
                    .collectAsList());
        }
        return texts;
    }

    @Test
    void aNamedMirrorLeavesNoPathInTheDatasetAndIsReadOnceAlsoWhereItMoves() throws IOException {
        Path first = folder.resolve("private/mirror");
        BuiltMirror.writeTo(first);
        Files.createSymbolicLink(first.resolve("gone-1.0-py3-none-any.whl"), folder.resolve("private/nowhere"));
        Path dataset = folder.resolve("dataset");

        Outcome named = sweep(first, dataset, "--mirror-name", "our mirror");

        assertThat(named.code()).as(named.err()).isEqualTo(4);
        JsonNode record = new ObjectMapper().readTree(records(dataset).get(0).toFile());
        assertThat(record.get("mirrors")).hasSize(1).first().isEqualTo(new TextNode("our mirror"));
        List<String> texts = texts(dataset);
        assertThat(texts).hasSizeGreaterThan(100).noneMatch(text -> text.contains("private"));
        assertThat(texts).anyMatch(text -> text.contains("\"wheel_path\":\"native/"));
        assertThat(Files.readString(dataset.resolve("README.md"))).contains("| mirror | `our mirror` |");

        Path moved = Files.move(
                first, Files.createDirectories(folder.resolve("elsewhere")).resolve("moved"));
        LocalSpark.stop();
        Outcome again = sweep(moved, dataset, "--mirror-name", "our mirror");

        assertThat(again.out()).contains("this sweep: unchanged ").doesNotContain("vanished " + BuiltMirror.FILES);
        record = new ObjectMapper().readTree(records(dataset).get(1).toFile());
        assertThat(record.get("reading").get("files").asLong())
                .as("what was no file, and may be one now")
                .isEqualTo(3);
        assertThat(sweep(moved, dataset, "--mirror-name", "a/b").code()).isEqualTo(2);
    }

    @Test
    void aDatasetThatAnotherSweepWritesIsNamedBeforeSparkStarts() throws Exception {
        Path mirror = folder.resolve("mirror");
        NativeWheel.builder().writeTo(mirror);
        Path dataset = folder.resolve("dataset");
        Outcome busy;
        try (DatasetLock other =
                DatasetLock.take(new org.apache.hadoop.fs.Path(dataset.toUri()), SweepSession.hadoop(Map.of()))) {
            assertThat(other).isNotNull();
            busy = sweep(mirror, dataset);
        }

        assertThat(busy.code()).isEqualTo(3);
        assertThat(busy.err())
                .startsWith("wheelsweep: cannot sweep into " + dataset
                        + "\n  cause:  %s is being written by another sweep: process %d since "
                                .formatted(dataset, ProcessHandle.current().pid()))
                .hasLineCount(3);
        assertThat(SparkSession.getDefaultSession().isEmpty()).isTrue();
    }

    @Test
    void anUnsupportedMasterIsWrongUsage() throws IOException {
        Path mirror = folder.resolve("mirror");
        WheelBuilder.named("pure-1.0-py3-none-any.whl").text("pure.py", "").writeTo(mirror);

        Outcome outcome = Outcome.of("sweep", mirror, "--dataset", folder.resolve("dataset"), "--master", "spork://a");

        assertThat(outcome)
                .isEqualTo(new Outcome(
                        2,
                        "",
                        Outcome.error(
                                "cannot start Spark on spork://a",
                                "Could not parse Master URL: 'spork://a'",
                                "give --master as spark://HOST:PORT, local[N] or another URL that your Spark"
                                        + " supports, or omit it to use the cores of this machine")));
        assertThat(folder.resolve("dataset")).doesNotExist();
    }

    @Test
    void anUnwritableDatasetIsAnInternalError() throws IOException {
        Path mirror = folder.resolve("mirror");
        WheelBuilder.named("pure-1.0-py3-none-any.whl").text("pure.py", "").writeTo(mirror);
        Path dataset = Files.writeString(folder.resolve("file"), "a file");

        Outcome outcome = sweep(mirror, dataset);

        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("wheelsweep: 'sweep ")
                .containsPattern("\n  cause:  .*" + dataset)
                .endsWith("\n  remedy: check free space and permissions, then run it again\n");
    }

    private static Outcome sweep(Path mirror, Object dataset, String... more) {
        return Outcome.of(Stream.concat(
                        Stream.of(
                                "sweep",
                                mirror.toString(),
                                "--dataset",
                                dataset.toString(),
                                "--master",
                                "local[2]",
                                "--conf",
                                "spark.sql.shuffle.partitions=1"),
                        Stream.of(more))
                .toArray());
    }

    private static List<Path> records(Path dataset) throws IOException {
        try (Stream<Path> records = Files.list(dataset.resolve("sweeps"))) {
            return records.sorted().toList();
        }
    }
}
