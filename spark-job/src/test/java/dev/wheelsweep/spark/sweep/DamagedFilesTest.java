package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.Damage;
import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.ReadOptions;
import dev.wheelsweep.spark.source.WheelSource;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that has lost or changed what was written to a dataset. */
class DamagedFilesTest {
    private static final Instant START = Instant.parse("2026-11-22T02:15:00Z");
    private static final SweepId ID = SweepId.at(START);
    private static final SweepRequest REQUEST = SweepRequest.of(List.of("the mirror"), InputMode.READ);

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.interpreting();
    private final List<String> setAside = new ArrayList<>();
    private List<WheelFile> listed;
    private Path dataset;
    private Path staging;

    /** A sweep whose process has died after it read some of the wheels. */
    @BeforeEach
    void die() throws Exception {
        BuiltMirror.writeTo(folder.resolve("mirror"));
        listed = MirrorListing.of(List.of(folder.resolve("mirror"))).files();
        dataset = folder.resolve("dataset");
        staging = dataset.resolve("_staging/" + ID);
        DatasetLayout layout = new DatasetLayout(hadoop(dataset));
        FileSystem files = layout.root().getFileSystem(spark.sparkContext().hadoopConfiguration());
        StagedSweep staged = new StagedSweep(files, layout, ID);
        files.mkdirs(staged.layout().root());
        new SweepPlanner(spark, files, layout).plan(staged, REQUEST, SweepInput.of(listed), START);
        Path inventory = folder.resolve("inventory");
        Inventory.write(inventory, listed.subList(0, 6));
        spark.read()
                .format(WheelSource.NAME)
                .option(ReadOptions.INVENTORY, inventory.toString())
                .load()
                .write()
                .parquet(staged.run("dead").toString());
    }

    private static org.apache.hadoop.fs.Path hadoop(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }

    private SweepRecord sweep() throws Exception {
        Clock later = Clock.fixed(START.plus(Duration.ofDays(1)), ZoneOffset.UTC);
        return new Sweep(
                        spark,
                        hadoop(dataset),
                        later,
                        new ReadListener() {
                            @Override
                            public void reads(long wheels, long bytes) {}

                            @Override
                            public void setsAside(DamagedFileException damaged, org.apache.hadoop.fs.Path to) {
                                setAside.add(dataset.relativize(Path.of(damaged.file())) + " to "
                                        + dataset.relativize(Path.of(to.toUri().getPath())));
                            }
                        },
                        UnreadableShare.DEFAULT)
                .run(REQUEST, SweepInput.of(listed));
    }

    private void assertWhole(SweepRecord record) {
        assertThat(record.listed()).isEqualTo(BuiltMirror.FILES);
        assertThat(record.statuses()).containsEntry("ok", 4L).containsEntry("partial", 1L);
        assertThat(record.rows()).containsEntry(FlatTable.MIRROR_FILES.folder(), (long) BuiltMirror.FILES);
    }

    @ParameterizedTest
    @EnumSource
    void aSweepWithADamagedPlanBeginsAgain(Damage damage) throws Exception {
        damage.to(staging.resolve("plan.json"));

        assertThat(UnfinishedSweeps.find(hadoop(dataset), new Configuration(), REQUEST))
                .isEmpty();
        assertWhole(sweep());

        assertThat(setAside).containsExactly("_staging/%1$s/plan.json to _damaged/%1$s/%1$s".formatted(ID));
        assertThat(dataset.resolve("_damaged/%1$s/%1$s/read.jsonl".formatted(ID)))
                .exists();
        assertThat(dataset.resolve("_staging")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT", "ZEROED"})
    void aSweepWithADamagedListBeginsAgain(Damage damage) throws Exception {
        damage.to(staging.resolve("read.jsonl"));

        assertThat(UnfinishedSweeps.find(hadoop(dataset), new Configuration(), REQUEST))
                .isEmpty();
        assertWhole(sweep());

        assertThat(setAside).containsExactly("_staging/%1$s/read.jsonl to _damaged/%1$s/%1$s".formatted(ID));
    }

    @Test
    void aListThatIsMissingIsDamage() throws Exception {
        Files.delete(staging.resolve("vanished.jsonl"));

        assertWhole(sweep());

        assertThat(setAside).singleElement().asString().startsWith("_staging/" + ID + "/vanished.jsonl");
    }

    /** One page in the middle is zeroed, too: size and footer are those of a whole file. */
    @ParameterizedTest
    @EnumSource
    void theWheelsOfADamagedPartAreReadAgain(Damage damage) throws Exception {
        Path part = part(staging.resolve("runs/dead"));
        byte[] content = Files.readAllBytes(part);
        if (damage == Damage.ZEROED) {
            Arrays.fill(content, 200, 300, (byte) 0);
            Files.write(part, content);
        } else {
            damage.to(part);
        }

        SweepRecord record = sweep();

        assertWhole(record);
        assertThat(record.sweep()).as("goes on with the other parts").isEqualTo(ID.text());
        assertThat(setAside)
                .containsExactly(
                        "_staging/%1$s/facts/%1$s/%2$s to _damaged/%1$s/%2$s".formatted(ID, part.getFileName()));
    }

    /** Half of the tables are where readers look. */
    @ParameterizedTest
    @EnumSource(names = {"EMPTY", "ANOTHER"})
    void aDamagedRecordOfAPublicationIsMadeAgain(Damage damage) throws Exception {
        SweepRecord whole = sweep();
        RecoveryTest.moveBack(dataset, staging, ID);
        DatasetLayout layout = new DatasetLayout(hadoop(dataset));
        FileSystem files = layout.root().getFileSystem(spark.sparkContext().hadoopConfiguration());
        new SweepPlanner(spark, files, layout)
                .plan(new StagedSweep(files, layout, ID), REQUEST, SweepInput.of(listed), START);
        damage.to(staging.resolve("sweeps/" + ID + ".json"));

        SweepRecord again = sweep();

        assertThat(again.rows()).isEqualTo(whole.rows());
        assertThat(again.reading().files()).as("no wheel is read again").isZero();
        assertThat(setAside).containsExactly("_staging/%1$s/sweeps/%1$s.json to _damaged/%1$s/%1$s.json".formatted(ID));
        assertThat(dataset.resolve("_staging")).doesNotExist();
    }

    @Test
    void aDamagedPublishedRecordIsNamedWithWhatToDo() throws Exception {
        sweep();
        Path record = dataset.resolve("sweeps/" + ID + ".json");
        byte[] whole = Files.readAllBytes(record);
        for (Damage damage : Damage.values()) {
            Files.write(record, damage.of(whole));
            assertThatThrownBy(() -> new PublishedSweeps(hadoop(dataset), new Configuration()).last())
                    .as("%s", damage)
                    .isInstanceOfSatisfying(DamagedFileException.class, damaged -> {
                        assertThat(damaged).hasMessageContaining(record.toString());
                        assertThat(damaged.remedy()).contains("backup");
                    });
            assertThatThrownBy(this::sweep).isInstanceOf(DamagedFileException.class);
        }
        assertThat(setAside).isEmpty();
        assertThat(record).exists();
    }

    private static Path part(Path run) throws IOException {
        try (Stream<Path> all = Files.list(run)) {
            return all.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
