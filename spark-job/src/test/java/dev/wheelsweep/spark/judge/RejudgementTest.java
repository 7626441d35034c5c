package dev.wheelsweep.spark.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.LocalSweep;
import dev.wheelsweep.spark.cli.output.SweepVerdictsText;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.compact.Compaction;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.query.SparkDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts of an earlier release lack a column, and the dataset the table that is made from it. */
class RejudgementTest {
    private static final String ADDED = VerdictColumns.last().name();

    /** Of each sweep. */
    private static final List<String> SWEEPS = List.of("20261121T021500Z", "20261122T021500Z", "20261123T021500Z");

    private static final Map<String, Long> VERDICTS =
            Map.of("honest", 0L, "overclaims", 1L, "underclaims", 1L, "not_applicable", 2L, "unknown", 0L);

    @TempDir
    private static Path swept;

    /** The type of a dlopen note. */
    private static final int NT_DLOPEN = 0x407c0c0a;

    /** What this release writes at once. */
    private static List<List<Object>> rows;

    @TempDir
    private Path folder;

    private Path dataset;

    @BeforeAll
    static void sweepsOfAnEarlierRelease() throws Exception {
        Path mirror = swept.resolve("mirror");
        NativeWheel.builder().writeTo(mirror);
        BuiltMirror.pure().writeTo(mirror);
        night(mirror, "2026-11-21T02:15:00Z");
        WheelBuilder.named("later-1.0-cp39-abi3-linux_x86_64.whl")
                .elf(
                        "later.abi3.so",
                        ElfBuilder.library()
                                .needed("libc.so.6")
                                .rpath("/opt/rocm/lib")
                                .note("FDO", NT_DLOPEN, "7b"))
                .writeTo(mirror);
        night(mirror, "2026-11-22T02:15:00Z");
        WheelBuilder.named("last-1.0-py3-none-any.whl").text("last.py", "").writeTo(mirror);
        night(mirror, "2026-11-23T02:15:00Z");
        rows = rows(made());
        EarlierRelease.pretendToHaveWritten(made(), FlatTable.IMPORTED_SYMBOLS);
        assertThat(rows).isNotEmpty();
        assertThat(rows(made())).isEmpty();
    }

    @BeforeEach
    void copy() throws IOException {
        dataset = folder.resolve("dataset");
        try (Stream<Path> files = Files.walk(made())) {
            for (Path file : files.toList()) {
                Files.copy(file, dataset.resolve(made().relativize(file)));
            }
        }
    }

    @Test
    void theSamePoliciesJudgeAgainWhatLacksTheColumn() throws Exception {
        Map<String, String> before = published();

        SweepVerdicts judged = judge();

        assertThat(judged.isNew()).isTrue();
        assertThat(judged.rejudged()).map(SweepId::text).isEqualTo(SWEEPS);
        assertThat(SweepVerdictsText.of(judged))
                .contains("judged again, because an earlier release stored these verdicts without " + ADDED + ": "
                        + String.join(", ", SWEEPS) + "\n")
                .contains("published in " + judged.folder().toUri().getPath());
        assertThat(judged.counts().verdicts()).isEqualTo(VERDICTS);
        assertThat(rows(dataset)).isEqualTo(rows);
        assertThat(published()).containsAllEntriesOf(before);
        assertThat(answer(dataset, "SELECT count(*), count(%s) FROM judgements_history".formatted(ADDED)))
                .containsExactly(List.of(4L, 4L));

        Map<String, String> after = published();
        SweepVerdicts again = judge();

        assertThat(again.isNew()).isFalse();
        assertThat(again.rejudged()).isEmpty();
        assertThat(SweepVerdictsText.of(again)).contains("nothing written").doesNotContain("judged again");
        assertThat(published()).isEqualTo(after);
    }

    @Test
    void compactedSweepsAreJudgedAgainBySpark() throws Exception {
        Compaction compaction = new Compaction(LocalSpark.interpreting(), path(dataset));
        assertThat(compaction.run()).isPresent();
        assertThat(compaction.prune()).isPositive();
        assertThat(rows(dataset)).isEmpty();

        SweepVerdicts judged =
                new SweepJudge(LocalSpark.interpreting(), path(dataset)).run(last(), PolicySource.BUILT_IN);

        assertThat(judged.rejudged()).hasSize(SWEEPS.size());
        assertThat(judged.counts().verdicts()).isEqualTo(VERDICTS);
        assertThat(rows(dataset)).isEqualTo(rows);
        assertThat(answer(dataset, "SELECT count(*), count(%s) FROM judgements_history".formatted(ADDED)))
                .containsExactly(List.of(4L, 4L));
    }

    private SweepVerdicts judge() throws IOException {
        return SweepJudge.withoutSpark(LocalSpark.session().sparkContext().hadoopConfiguration(), path(dataset), last())
                .orElseThrow()
                .run(last(), PolicySource.BUILT_IN);
    }

    private static void night(Path mirror, String time) throws Exception {
        LocalSweep.of(mirror, made(), Instant.parse(time));
    }

    private SweepRecord last() throws IOException {
        return new PublishedSweeps(path(dataset), new Configuration()).last().orElseThrow();
    }

    private static Path made() {
        return swept.resolve("dataset");
    }

    private static org.apache.hadoop.fs.Path path(Path dataset) {
        return new org.apache.hadoop.fs.Path(dataset.toUri());
    }

    private static List<List<Object>> rows(Path dataset) throws IOException, WrongSqlException {
        return answer(dataset, "SELECT * FROM %s ORDER BY ALL".formatted(ADDED));
    }

    private static List<List<Object>> answer(Path dataset, String sql) throws IOException, WrongSqlException {
        return SparkDataset.open(LocalSpark.interpreting(), path(dataset))
                .answer(sql)
                .rows();
    }

    /** What must never change: every file but the documents, with its content. */
    private Map<String, String> published() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dataset)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getParent().equals(dataset)) {
                    contents.put(
                            dataset.relativize(file).toString(),
                            Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
                }
            }
        }
        return contents;
    }
}
