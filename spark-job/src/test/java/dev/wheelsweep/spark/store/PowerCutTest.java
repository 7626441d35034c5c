package dev.wheelsweep.spark.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.compact.Compaction;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.Generation;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.SweepJudge;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.store.PowerCutDisk.Bytes;
import dev.wheelsweep.spark.store.PowerCutDisk.Names;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import dev.wheelsweep.spark.sweep.Sweep;
import dev.wheelsweep.spark.tables.FlatTable;
import dev.wheelsweep.spark.tables.SweptSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes off at a change of the file system, on a {@link PowerCutDisk}, or the change fails once. The same command
 * then ends with the rows of an undisturbed run, and what was published before has all its rows at any time. Tries some of the
 * changes; {@code -Dwheelsweep.powercuts=1} tries each.
 */
class PowerCutTest {
    private static final Instant START = Instant.parse("2026-11-22T02:15:00Z");
    private static final int EVERY = Integer.getInteger("wheelsweep.powercuts", 0);
    private static final String MIRROR = "mirror";
    private static final List<Names> NAMES = List.of(Names.values());
    private static final List<Bytes> BYTES = List.of(Bytes.values());

    private static SparkSession spark;
    private static Configuration hadoop;

    @TempDir
    private Path folder;

    private PowerCutDisk disk;
    private Path root;
    private DatasetLayout dataset;
    private int changes;

    /** Something that writes to the dataset. */
    private interface Command {
        void run() throws Exception;
    }

    @BeforeAll
    static void start() {
        LocalSpark.stop();
        Map<String, String> conf = new HashMap<>(LocalSpark.interpreted());
        conf.put("spark.sql.shuffle.partitions", "1");
        conf.put("spark.default.parallelism", "1");
        conf.put("spark.hadoop.fs.file.impl", PowerCutFileSystem.class.getName());
        conf.put("spark.hadoop.fs.AbstractFileSystem.file.impl", PowerCutFileSystem.Context.class.getName());
        conf.put("spark.hadoop.fs.file.impl.disable.cache", "true");
        spark = SweepSession.open(java.util.Optional.of("local[2]"), conf);
        spark.sparkContext().setLogLevel("OFF");
        hadoop = spark.sparkContext().hadoopConfiguration();
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    @BeforeEach
    void mirror() throws Exception {
        root = folder.resolve("dataset");
        dataset = new DatasetLayout(new org.apache.hadoop.fs.Path(root.toUri()));
        NativeWheel.builder().writeTo(folder.resolve(MIRROR));
        disk = new PowerCutDisk(root, folder.resolve("removed"));
        PowerCutFileSystem.use(disk);
        sweep(0);
    }

    @AfterEach
    void live() {
        MortalFileSystem.use(path -> {});
    }

    private void sweep(int day) throws Exception {
        new Sweep(spark, dataset.root(), Clock.fixed(START.plusSeconds(86_400L * day), ZoneOffset.UTC))
                .run(
                        List.of(MIRROR),
                        MirrorListing.of(List.of(folder.resolve(MIRROR))).files(),
                        InputMode.READ);
    }

    @Test
    void aSweepEndsWithTheSameRows() throws Exception {
        BuiltMirror.pure().writeTo(folder.resolve(MIRROR));
        assertSameRowsWheneverThePowerGoesOff("sweep", 5, () -> sweep(1));
    }

    @Test
    void aCompactionEndsWithTheSameRows() throws Exception {
        BuiltMirror.pure().writeTo(folder.resolve(MIRROR));
        sweep(1);
        Files.delete(
                MirrorListing.of(List.of(folder.resolve(MIRROR))).files().get(0).path());
        NativeWheel.builder().writeTo(folder.resolve(MIRROR).resolve("again"));
        sweep(2);
        assertSameRowsWheneverThePowerGoesOff("compact", 2, () -> {
            new Compaction(spark, dataset.root()).run();
            new Compaction(spark, dataset.root()).prune();
        });
        assertThat(root.resolve("generations")).isNotEmptyDirectory();
    }

    @Test
    void aJudgementEndsWithTheSameRows() throws Exception {
        // As if no policies had judged the sweep.
        PowerCutDisk.delete(root.resolve("verdicts"));
        assertSameRowsWheneverThePowerGoesOff("judge", 3, () -> {
            SweepRecord last =
                    new PublishedSweeps(dataset.root(), hadoop).last().orElseThrow();
            SweepJudge.withoutSpark(hadoop, dataset.root(), last).orElseThrow().run(last, PolicySource.BUILT_IN);
        });
        assertThat(root.resolve("verdicts")).isNotEmptyDirectory();
    }

    /** @param tries how many changes are tried of each kind of end */
    private void assertSameRowsWheneverThePowerGoesOff(String name, int tries, Command command) throws Exception {
        Path before = folder.resolve("before");
        copy(root, before);
        Map<String, List<String>> published = rows();
        int syncs = disk.syncs();
        changes = 0;
        MortalFileSystem.use(path -> changes++);
        command.run();
        int all = changes;
        System.out.printf("%s: %d changes and listings, %d syncs%n", name, all, disk.syncs() - syncs);
        Map<String, List<String>> expected = rows();
        int step = EVERY > 0 ? EVERY : Math.max(1, all / tries);
        for (int n = 1; n <= all; n += step) {
            int kind = (n - 1) / step;
            for (int end = EVERY > 0 ? 0 : kind % NAMES.size();
                    end < NAMES.size();
                    end += EVERY > 0 ? 1 : NAMES.size()) {
                Names names = NAMES.get(end);
                Bytes bytes = BYTES.get((kind + end) % BYTES.size());
                String when =
                        "%s, power off at change %d of %d: names %s, bytes %s".formatted(name, n, all, names, bytes);
                restore(before);
                die(n, Integer.MAX_VALUE, command);
                disk.cut(names, bytes);
                assertRecovers(when, published, expected, command);
            }
            restore(before);
            die(n, n, command);
            assertRecovers("%s, change %d of %d fails once".formatted(name, n, all), published, expected, command);
        }
    }

    private void assertRecovers(
            String when, Map<String, List<String>> published, Map<String, List<String>> expected, Command command)
            throws Exception {
        MortalFileSystem.use(path -> {});
        assertThat(rows()).as(when).containsAllEntriesOf(published);
        try {
            command.run();
        } catch (IOException | RuntimeException failed) {
            throw new AssertionError(when, failed);
        }
        // If the sweep was published before its process died, the same command is the next night's.
        assertThat(rows()).as(when).containsAllEntriesOf(expected);
        // Judgements take no lock, so none removes the folder of another, which may be at work.
        assertThat(names(root.resolve("_staging"))).as(when).allMatch(left -> left.startsWith("judge-"));
        assertThat(names(root.resolve("_damaged"))).as(when).isEmpty();
    }

    private static List<String> names(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder))
                    .map(path -> folder.relativize(path).toString())
                    .toList();
        }
    }

    /** Runs a command, whose changes fail from the first to the last of these numbers. */
    private void die(int first, int last, Command command) throws Exception {
        changes = 0;
        MortalFileSystem.use(path -> fail(first, last));
        try {
            command.run();
        } catch (Exception dead) {
            assertThat(dead).hasStackTraceContaining("the disk is gone");
        }
    }

    private synchronized void fail(int first, int last) throws IOException {
        changes++;
        if (changes >= first && changes <= last) {
            throw new IOException("the disk is gone");
        }
    }

    /** The rows of each table, by table and sweep. */
    private Map<String, List<String>> rows() throws IOException {
        MortalFileSystem.Moment none = path -> {};
        MortalFileSystem.use(none);
        FileSystem files = dataset.root().getFileSystem(hadoop);
        Generation generation = Generation.latest(files, dataset);
        Map<String, List<String>> rows = new TreeMap<>();
        for (SweepId sweep : new PublishedSweeps(files, dataset).ids()) {
            new PublishedSweeps(files, dataset).record(sweep);
            for (FlatTable table : FlatTable.values()) {
                List<String> of = rows.computeIfAbsent(table.folder() + " of " + sweep, first -> new ArrayList<>());
                StructType columns = table.rows(SweptSchema.WHOLE, sweep.text()).schema();
                StructType compared = new StructType(Stream.of(columns.fields())
                        .filter(column -> !column.name().equals("scan_micros"))
                        .toArray(org.apache.spark.sql.types.StructField[]::new));
                if (generation.has(sweep)) {
                    StructType withSweep = SweepColumn.after(compared);
                    new ParquetFolder(
                                    hadoop, dataset.generation(generation.id()).table(table))
                            .forEach(withSweep, row -> {
                                if (row.getUTF8String(compared.size())
                                        .toString()
                                        .equals(sweep.text())) {
                                    of.add(text(row, withSweep));
                                }
                            });
                } else {
                    new ParquetFolder(hadoop, dataset.table(table), Optional.of(sweep))
                            .forEach(compared, row -> of.add(text(row, compared) + " | " + sweep));
                }
                of.sort(null);
            }
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static String text(org.apache.spark.sql.catalyst.InternalRow row, StructType columns) {
        return row.toSeq(columns).mkString(" | ");
    }

    private void restore(Path before) throws IOException {
        PowerCutDisk.delete(root);
        copy(before, root);
        disk = new PowerCutDisk(root, folder.resolve("removed"));
        PowerCutFileSystem.use(disk);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each).toString()));
            }
        }
    }
}
