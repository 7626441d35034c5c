package dev.wheelsweep.spark.store;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.columns.ReportSchema;
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
import dev.wheelsweep.spark.store.PowerCutDisk.Image;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes off at a change of the file system, on a {@link PowerCutDisk}, or the change fails once. The same command
 * then ends with the rows of an undisturbed run, and what was published before has all its rows at any time. A command runs
 * once, and before each change the test notes what the disk would have after a power cut. It tries some of these disks and
 * some of the changes; {@code -Dwheelsweep.powercuts=1} tries each.
 */
class PowerCutTest {
    private static final Instant START = Instant.parse("2026-11-22T02:15:00Z");
    private static final int EVERY = Integer.getInteger("wheelsweep.powercuts", 0);
    private static final String MIRROR = "mirror";
    private static final StructType FACTS =
            new StructType().add(ReportSchema.schema().apply("wheel_path"));
    private static final String REMOVED = "removed";
    private static final String FAILURE = "the disk is gone";

    private static SparkSession spark;
    private static Configuration hadoop;

    @TempDir
    private Path folder;

    private PowerCutDisk disk;
    private Path root;
    private DatasetLayout dataset;
    private int changes;
    /** The version of the disk that the test noted last. */
    private int noted;

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
        disk = new PowerCutDisk(root, folder.resolve(REMOVED));
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

    /** @param tries how many power cuts are tried, and how many changes that fail once */
    private void assertSameRowsWheneverThePowerGoesOff(String name, int tries, Command command) throws Exception {
        Image before = Image.of(root);
        restore(before); // What earlier commands wrote is on the disk.
        Map<String, List<String>> published = rows();
        int syncs = disk.syncs();
        Map<Image, String> cuts = new LinkedHashMap<>();
        changes = 0;
        noted = -1;
        MortalFileSystem.use(path -> cut(cuts));
        command.run();
        int all = changes;
        cut(cuts);
        List<Map.Entry<Image, String>> different = List.copyOf(cuts.entrySet());
        System.out.printf(
                "%s: %d changes and listings, %d syncs, %d different disks after a power cut%n",
                name, all, disk.syncs() - syncs, different.size());
        Map<String, List<String>> expected = rows();
        int tried = 0;
        for (int i = 0; i < different.size(); i += step(different.size(), tries)) {
            restore(different.get(i).getKey());
            assertRecovers(name + ", " + different.get(i).getValue(), published, expected, command);
            tried++;
        }
        System.out.printf("%s: equal rows after each of %d power cuts%n", name, tried);
        tried = 0;
        for (int n = 1; n <= all; n += step(all, tries)) {
            restore(before);
            failOnce(n, command);
            assertRecovers("%s, change %d of %d fails once".formatted(name, n, all), published, expected, command);
            tried++;
        }
        System.out.printf("%s: equal rows after each of %d failures%n", name, tried);
    }

    private static int step(int all, int tries) {
        return EVERY > 0 ? EVERY : Math.max(1, all / tries);
    }

    /** Adds what the disk can have if the power goes off before this change. Most changes leave it as it was. */
    private synchronized void cut(Map<Image, String> cuts) throws IOException {
        changes++;
        if (disk.version() == noted) {
            return;
        }
        noted = disk.version();
        disk.afterPowerCut()
                .forEach((left, image) ->
                        cuts.putIfAbsent(image, "power off before change %d: %s".formatted(changes, left)));
    }

    private void assertRecovers(
            String when, Map<String, List<String>> published, Map<String, List<String>> expected, Command command)
            throws Exception {
        MortalFileSystem.use(path -> {});
        assertThat(rows()).as(when).containsAllEntriesOf(published);
        try {
            command.run();
        } catch (Exception failed) {
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

    /** Runs a command, of whose changes one fails. */
    private void failOnce(int number, Command command) throws Exception {
        changes = 0;
        MortalFileSystem.use(path -> fail(number));
        try {
            command.run();
        } catch (Exception failed) {
            assertThat(failed).hasStackTraceContaining(FAILURE);
        }
    }

    private synchronized void fail(int number) throws IOException {
        changes++;
        if (changes == number) {
            throw new IOException(FAILURE);
        }
    }

    /** The rows of each table and the wheels of which there are facts, by table and sweep. */
    private Map<String, List<String>> rows() throws IOException {
        MortalFileSystem.Moment none = path -> {};
        MortalFileSystem.use(none);
        FileSystem files = dataset.root().getFileSystem(hadoop);
        Generation generation = Generation.latest(files, dataset);
        Map<String, List<String>> rows = new TreeMap<>();
        for (SweepId sweep : new PublishedSweeps(files, dataset).ids()) {
            new PublishedSweeps(files, dataset).record(sweep);
            boolean compacted = generation.has(sweep);
            DatasetLayout place = compacted ? dataset.generation(generation.id()) : dataset;
            for (FlatTable table : FlatTable.values()) {
                StructType columns =
                        compared(table.rows(SweptSchema.WHOLE, sweep.text()).schema());
                rows.put(
                        table.folder() + " of " + sweep,
                        compacted
                                ? compacted(place.table(table), columns, sweep)
                                : rows(new ParquetFolder(hadoop, place.table(table), Optional.of(sweep)), columns));
            }
            rows.put(
                    "facts of " + sweep,
                    compacted
                            ? compacted(place.facts(), FACTS, sweep)
                            : rows(new ParquetFolder(hadoop, place.facts(sweep)), FACTS));
        }
        assertThat(rows).isNotEmpty();
        return rows;
    }

    private static StructType compared(StructType columns) {
        return new StructType(Stream.of(columns.fields())
                .filter(column -> !column.name().equals("scan_micros"))
                .toArray(StructField[]::new));
    }

    private static List<String> rows(ParquetFolder folder, StructType columns) throws IOException {
        List<String> rows = new ArrayList<>();
        folder.forEach(columns, row -> rows.add(text(row, columns)));
        rows.sort(null);
        return rows;
    }

    private static List<String> compacted(org.apache.hadoop.fs.Path folder, StructType columns, SweepId sweep)
            throws IOException {
        List<String> rows = new ArrayList<>();
        new ParquetFolder(hadoop, folder).forEach(SweepColumn.after(columns), row -> {
            if (row.getUTF8String(columns.size()).toString().equals(sweep.text())) {
                rows.add(text(row, columns));
            }
        });
        rows.sort(null);
        return rows;
    }

    /** The first columns of a row. */
    private static String text(InternalRow row, StructType columns) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> String.valueOf(row.get(i, columns.apply(i).dataType())))
                .collect(joining(" | "));
    }

    private void restore(Image image) throws IOException {
        image.restore(root);
        PowerCutDisk.delete(folder.resolve(REMOVED));
        disk = new PowerCutDisk(root, folder.resolve(REMOVED));
        PowerCutFileSystem.use(disk);
    }
}
