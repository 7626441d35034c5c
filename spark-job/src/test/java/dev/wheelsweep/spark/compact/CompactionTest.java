package dev.wheelsweep.spark.compact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.LocalSweep;
import dev.wheelsweep.spark.dataset.CardPatterns;
import dev.wheelsweep.spark.dataset.DatasetBusyException;
import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.query.EmbeddedDataset;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction moves rows into other files, and changes nothing that readers see. */
class CompactionTest {
    private static final Instant FIRST = Instant.parse("2026-11-22T02:15:00Z");

    @TempDir
    private static Path swept;

    private static SparkSession spark;

    /** What every copy of the dataset holds at first. */
    private static Map<String, List<String>> atFirst;

    @TempDir
    private Path folder;

    private Path mirror;
    private Path dataset;

    /** The third night reads nothing. */
    @BeforeAll
    static void nights() throws Exception {
        spark = LocalSpark.interpreting();
        Path wheels = swept.resolve("mirror");
        Path made = swept.resolve("dataset");
        NativeWheel.builder().writeTo(wheels);
        night(wheels, made, 0);
        BuiltMirror.pure().writeTo(wheels);
        night(wheels, made, 1);
        night(wheels, made, 2);
        WheelBuilder.named("later-1.0-py3-none-any.whl").text("later.py", "").writeTo(wheels);
        night(wheels, made, 3);
        atFirst = rows(made);
    }

    @BeforeEach
    void copy() throws IOException {
        mirror = swept.resolve("mirror");
        dataset = folder.resolve("dataset");
        try (Stream<Path> files = Files.walk(swept.resolve("dataset"))) {
            for (Path file : files.toList()) {
                Files.copy(file, dataset.resolve(swept.resolve("dataset").relativize(file)));
            }
        }
    }

    @Test
    void everyRowExistsOnceBeforeAndAfterCompactionAndPruning() throws Exception {
        Map<String, List<String>> before = atFirst;
        List<String> globbed = globbed();
        String current = current();

        assertThat(compaction().run()).get().extracting(Compacted::sweeps).isEqualTo(3);
        assertThat(rows()).isEqualTo(before);
        assertThat(globbed()).isEqualTo(globbed);
        assertThat(current()).isEqualTo(current);
        assertThat(compaction().run()).isEmpty();

        assertThat(compaction().prune()).isPositive();
        assertThat(rows()).isEqualTo(before);
        assertThat(current()).isEqualTo(current);
        assertThat(globbed()).hasSize(1).isNotEqualTo(globbed);
        assertThat(compaction().prune()).isZero();
        assertThat(dataset.resolve("_staging")).isEmptyDirectory();

        assertThat(night(mirror, dataset, 4).statuses()).isEqualTo(Map.of("unchanged", 3L));
        WheelBuilder.named("last-1.0-py3-none-any.whl").text("last.py", "").writeTo(mirror);
        night(mirror, dataset, 5);
        before = rows();
        assertThat(compaction().run()).get().extracting(Compacted::sweeps).isEqualTo(5);
        assertThat(compaction().prune()).isPositive();
        assertThat(rows()).isEqualTo(before);
        try (var generations = Files.list(dataset.resolve("generations"))) {
            assertThat(generations).hasSize(1);
        }
    }

    @Test
    void theCardNamesFilesThatHaveEveryRowOnce() throws Exception {
        assertCardIsWhole();
        compaction().run();
        assertCardIsWhole();
        compaction().prune();
        assertCardIsWhole();
        night(mirror, dataset, 4);
        assertCardIsWhole();
    }

    private void assertCardIsWhole() throws Exception {
        assertThat(CardPatterns.rows(dataset))
                .hasSize(FlatTable.values().length)
                .isEqualTo(CardPatterns.expected(dataset));
    }

    @Test
    void readersSeeEveryRowOnceDuringACompaction() throws Exception {
        Map<String, List<String>> before = atFirst;
        List<String> globbed = globbed();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> polls = reader.submit(() -> {
                int count = 0;
                do {
                    assertThat(rows()).isEqualTo(before);
                    assertThat(globbed()).isEqualTo(globbed);
                    count++;
                } while (!over.get());
                return count;
            });
            compaction().run();
            over.set(true);
            assertThat(polls.get()).isPositive();
        } finally {
            over.set(true);
            reader.shutdown();
        }
    }

    @Test
    void filesOfAKilledCompactionAreNotReadAndAreRemoved() throws Exception {
        Map<String, List<String>> before = atFirst;
        Path half = dataset.resolve("_staging/compact-killed/tables/wheels/part-0.parquet");
        Files.createDirectories(half.getParent());
        Files.writeString(half, "half a file");

        assertThat(rows()).isEqualTo(before);
        compaction().run();
        assertThat(half).doesNotExist();

        // A process died while pruning: some files are deleted, one is moved to staging.
        Files.createDirectories(dataset.resolve("_staging"));
        try (DirectoryStream<Path> wheels =
                Files.newDirectoryStream(dataset.resolve("tables/wheels"), "20261122T021500Z-*")) {
            Files.move(wheels.iterator().next(), dataset.resolve("_staging/compact-removed"));
        }
        assertThat(rows()).isEqualTo(before);
        compaction().prune();
        assertThat(rows()).isEqualTo(before);
        assertThat(dataset.resolve("_staging")).isEmptyDirectory();
    }

    @Test
    void aCompactionIsRefusedWhileASweepWrites() throws Exception {
        try (DatasetLock lock = DatasetLock.take(
                new org.apache.hadoop.fs.Path(dataset.toUri()),
                LocalSpark.session().sparkContext().hadoopConfiguration())) {
            assertThatThrownBy(() -> compaction().run()).isInstanceOf(DatasetBusyException.class);
            assertThatThrownBy(() -> compaction().prune()).isInstanceOf(DatasetBusyException.class);
        }
        assertThat(dataset.resolve("generations")).doesNotExist();
    }

    private static SweepRecord night(Path mirror, Path dataset, int number) throws Exception {
        return LocalSweep.of(mirror, dataset, FIRST.plus(Duration.ofDays(number)));
    }

    private Compaction compaction() throws Exception {
        return new Compaction(spark, path());
    }

    private org.apache.hadoop.fs.Path path() {
        return path(dataset);
    }

    private static org.apache.hadoop.fs.Path path(Path dataset) {
        return new org.apache.hadoop.fs.Path(dataset.toUri());
    }

    private Map<String, List<String>> rows() throws Exception {
        return rows(dataset);
    }

    /** All that a dataset holds, as our commands read it. */
    private static Map<String, List<String>> rows(Path dataset) throws Exception {
        PublishedRows published = new PublishedRows(spark, path(dataset));
        PublishedSweeps sweeps =
                new PublishedSweeps(path(dataset), spark.sparkContext().hadoopConfiguration());
        List<SweepId> ids = sweeps.ids();
        Map<String, List<String>> rows = new TreeMap<>();
        for (FlatTable table : FlatTable.values()) {
            rows.put(table.folder(), texts(published.rows(published.table(table), ids)));
        }
        rows.put("facts", texts(published.rows(published.facts(), ids)));
        rows.put("verdicts", texts(published.ownVerdicts(ids)));
        return rows;
    }

    /** The rows in tables/wheels, as a reader that ignores generations sees them. */
    private List<String> globbed() {
        return texts(spark.read().parquet(dataset.resolve("tables/wheels").toString()));
    }

    /** An answer from the views. */
    private String current() throws Exception {
        try (EmbeddedDataset views = EmbeddedDataset.open(dataset)) {
            return views.answer(
                            "SELECT filename, sweep, (SELECT count(*) FROM wheels_history), (SELECT count(*) FROM findings),"
                                    + " (SELECT count(*) FROM judgements) FROM wheels ORDER BY filename")
                    .rows()
                    .toString();
        }
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).sorted().toList();
    }
}
