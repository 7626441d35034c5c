package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.Mirrors;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.ReadOptions;
import dev.wheelsweep.spark.source.WheelSource;
import dev.wheelsweep.spark.sweep.InFlightWheels.Isolation;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Resuming a sweep whose process died; {@code tools/kill-sweep} kills real processes. */
class RecoveryTest {
    private static final Instant START = Instant.parse("2026-11-22T02:15:00Z");
    private static final SweepId ID = SweepId.at(START);
    private static final SweepRequest REQUEST = SweepRequest.of(List.of("the mirror"), InputMode.READ);

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();
    private List<WheelFile> listed;
    private StagedSweep staged;

    @BeforeEach
    void plan() throws Exception {
        BuiltMirror.writeTo(folder.resolve("mirror"));
        listed = MirrorListing.of(List.of(folder.resolve("mirror"))).files();
        DatasetLayout dataset = new DatasetLayout(dataset("killed"));
        FileSystem files = dataset.root().getFileSystem(spark.sparkContext().hadoopConfiguration());
        staged = new StagedSweep(files, dataset, ID);
        files.mkdirs(staged.layout().root());
        new SweepPlanner(spark, files, dataset).plan(staged, REQUEST, SweepInput.of(listed), START);
    }

    @Test
    void readsOnlyWhatHasNoRowYetAndEndsWithTheSameRows() throws Exception {
        SweepRecord undisturbed = sweep("undisturbed");
        Path inventory = folder.resolve("inventory");
        Inventory.write(inventory, listed.subList(0, 4));
        spark.read()
                .format(WheelSource.NAME)
                .option(ReadOptions.INVENTORY, inventory.toString())
                .load()
                .write()
                .parquet(staged.run("dead").toString());
        Path half = local(staged.run("dead")).resolve("_temporary/0/part-00009-half.parquet");
        Files.createDirectories(half.getParent());
        Files.writeString(half, "PAR1");
        Path oldTable = local(staged.layout().table(FlatTable.WHEELS)).resolve("part-00000-half.parquet");
        Files.createDirectories(oldTable.getParent());
        Files.writeString(oldTable, "PAR1");

        SweepRecord record = sweep("killed");

        assertThat(record.sweep()).as("keeps its id").isEqualTo(ID.text());
        assertThat(record.started()).isEqualTo(START.toString());
        assertThat(record.reading().files()).isEqualTo(listed.size() - 4);
        assertThat(record.rows()).isEqualTo(undisturbed.rows());
        assertThat(record.statuses()).isEqualTo(undisturbed.statuses());
        for (FlatTable table : FlatTable.values()) {
            assertThat(rows("killed", table, record))
                    .as(table.folder())
                    .containsExactlyElementsOf(rows("undisturbed", table, undisturbed));
        }
        assertThat(folder.resolve("killed/_staging")).doesNotExist();
    }

    /** Its list names files where they no longer are. */
    @Test
    void aSweepOfAMirrorThatMovedIsPlannedAgain() throws Exception {
        Path moved = Files.move(folder.resolve("mirror"), folder.resolve("moved"));
        SweepRequest request = new SweepRequest(
                List.of(moved.toString()),
                Optional.of("the mirror"),
                REQUEST.limit(),
                REQUEST.rereading(),
                REQUEST.io(),
                REQUEST.verification());
        assertThat(UnfinishedSweeps.find(dataset("killed"), new Configuration(), REQUEST))
                .contains(ID);
        assertThat(UnfinishedSweeps.find(dataset("killed"), new Configuration(), request))
                .isEmpty();

        SweepRecord record = new Sweep(spark, dataset("killed"), Clock.fixed(START, ZoneOffset.UTC))
                .run(
                        request,
                        SweepInput.of(MirrorListing.of(List.of(moved)).files())
                                .namedBelow(Mirrors.of(List.of(moved.toString()))));

        assertThat(record.mirrors()).containsExactly("the mirror");
        assertThat(record.statuses()).containsEntry("ok", 4L);
        assertThat(folder.resolve("killed/_staging")).doesNotExist();
    }

    @Test
    void anInterruptedPublicationIsFinishedByAnyNextSweep() throws Exception {
        SweepRecord whole = sweep("killed");
        Path dataset = folder.resolve("killed");
        Path staging = dataset.resolve("_staging/" + ID);
        moveBack(dataset, staging, ID);
        Files.writeString(staging.resolve("plan.json"), """
                {"sweep": "%s", "started": "%s", "mirrors": ["the mirror"], "scope": "all", "rereading": "CHANGED",
                 "scanner_version": "of another release", "reads": 11, "standing": {}, "vanished": 0, "indexes": []}
                """.formatted(ID, START));

        assertThat(UnfinishedSweeps.find(dataset("killed"), new Configuration(), REQUEST))
                .contains(ID);
        assertThat(sweep("killed")).isEqualTo(whole);
        assertThat(rows("killed", FlatTable.FAILURES, whole)).hasSize(7);
        assertThat(staging).doesNotExist();
    }

    @Test
    void aPlanOfAnotherReleaseIsReplaced() throws Exception {
        Path plan = local(staged.layout().root()).resolve("plan.json");
        Files.writeString(
                plan,
                Files.readString(plan).replaceFirst("\"scanner_version\":\"[^\"]+\"", "\"scanner_version\":\"0\""));

        assertThat(UnfinishedSweeps.find(dataset("killed"), new Configuration(), REQUEST))
                .isEmpty();
        assertThat(sweep("killed").sweep())
                .isEqualTo(SweepId.at(START.plus(Duration.ofDays(1))).text());
        assertThat(folder.resolve("killed/_staging")).doesNotExist();
    }

    @Test
    void aWheelThatWasInFlightOnceIsReadLikeAnyOther() throws Exception {
        dies(pure(), Isolation.SHARED);
        dies(pure(), Isolation.SHARED);

        assertThat(sweep("killed").statuses()).isEqualTo(sweep("undisturbed").statuses());
    }

    @Test
    void aWheelThatKilledTheJvmTwiceIsNotOpened() throws Exception {
        dies(pure(), Isolation.SHARED);
        dies(pure(), Isolation.ISOLATED);

        SweepRecord record = sweep("killed");

        assertThat(record.statuses())
                .containsEntry("killed_scanner", 1L)
                .containsEntry("ok", 3L)
                .containsEntry("partial", 1L);
        Dataset<Row> failures = spark.read()
                .parquet(new DatasetLayout(dataset("killed"))
                        .table(FlatTable.FAILURES)
                        .toString());
        assertThat(failures.where("project = 'pure'")
                        .selectExpr("reason", "stage")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[killed_scanner,file]");
    }

    /** As if a publication had been interrupted before its last table and its record. */
    static void moveBack(Path dataset, Path staging, SweepId sweep) throws IOException {
        String record = "sweeps/" + sweep + ".json";
        Files.createDirectories(staging.resolve(record).getParent());
        Files.move(dataset.resolve(record), staging.resolve(record));
        Path table = Files.createDirectories(staging.resolve("tables/failures"));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dataset.resolve("tables/failures"), sweep + "-*")) {
            for (Path file : files) {
                Files.move(file, table.resolve(file.getFileName().toString().substring((sweep + "-").length())));
            }
        }
    }

    private WheelFile pure() {
        return listed.stream()
                .filter(file -> file.filename().startsWith("pure-"))
                .findFirst()
                .orElseThrow();
    }

    /** Writes the journal of a JVM that died while it read the wheel. */
    private void dies(WheelFile wheel, Isolation isolation) throws IOException {
        Path journals =
                InFlightWheels.in(staged.inFlight().toUri()).orElseThrow().journals(isolation);
        Files.createDirectories(journals);
        Files.writeString(journals.resolve(UUID.randomUUID().toString()), wheel.location() + "\n");
    }

    private SweepRecord sweep(String name) throws Exception {
        Clock later = Clock.fixed(START.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        return new Sweep(spark, dataset(name), later).run(REQUEST, SweepInput.of(listed));
    }

    private List<String> rows(String name, FlatTable table, SweepRecord record) {
        Dataset<Row> rows =
                spark.read().parquet(new DatasetLayout(dataset(name)).table(table) + "/" + record.sweep() + "-*");
        return rows
                .drop(Stream.of("scan_micros", "facts_sweep", "sweep").toArray(String[]::new))
                .toJSON()
                .collectAsList()
                .stream()
                .sorted()
                .toList();
    }

    private org.apache.hadoop.fs.Path dataset(String name) {
        return new org.apache.hadoop.fs.Path(folder.resolve(name).toUri());
    }

    private static Path local(org.apache.hadoop.fs.Path path) {
        return Path.of(path.toUri().getPath());
    }
}
