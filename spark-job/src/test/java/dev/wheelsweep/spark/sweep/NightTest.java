package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.cli.output.ForecastText;
import dev.wheelsweep.spark.cli.output.SweepSummary;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.SweepJudge;
import dev.wheelsweep.spark.judge.SweepVerdicts;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the second and every later sweep of a mirror reads, and how it reports the other files. */
class NightTest {
    private static final Instant FIRST = Instant.parse("2026-11-22T02:15:00Z");
    private static final String FIRST_ID = "20261122T021500Z";
    private static final String SECOND_ID = "20261123T021500Z";

    @TempDir
    private Path folder;

    private Path mirror;
    private Path dataset;

    @BeforeEach
    void firstNight() throws Exception {
        mirror = folder.resolve("mirror");
        dataset = folder.resolve("dataset");
        NativeWheel.builder().writeTo(mirror);
        BuiltMirror.pure().writeTo(mirror);
        Files.writeString(mirror.resolve("page-1.0-py3-none-any.whl"), "<html>404</html>");
        SweepRecord first = night(0, Rereading.CHANGED);
        assertThat(first.reading().files()).isEqualTo(3);
        assertThat(first.factsSweeps()).isEqualTo(Map.of(FIRST_ID, 3L));
    }

    @Test
    void opensNothingWhereNothingChanged() throws Exception {
        List<String> before = SweepTest.files(dataset);

        SweepRecord second;
        long opened;
        try (OpenedWheels counted = OpenedWheels.of(LocalSpark.session())) {
            second = night(1, Rereading.CHANGED);
            opened = counted.count();
        }

        assertThat(opened).isZero();
        assertThat(second.statuses()).isEqualTo(Map.of("unchanged", 3L));
        assertThat(second.factsSweeps()).isEqualTo(Map.of(FIRST_ID, 3L));
        assertThat(SweepTest.files(dataset))
                .containsAll(before)
                .filteredOn(file -> !before.contains(file))
                .allMatch(file -> file.startsWith("tables/mirror_files/" + SECOND_ID)
                        || file.equals("sweeps/" + SECOND_ID + ".json"));
        assertThat(SweepSummary.of(LocalSpark.session().sparkContext().hadoopConfiguration(), path(), second)
                        .text())
                .startsWith("3 wheels: ok 2, unsupported 1\n")
                .contains("\nverdicts: overclaims 1, not_applicable 1\n", "\nthis sweep: unchanged 3\npublished");
    }

    @Test
    void opensTheChangedWheelAndReportsTheVanishedWheel() throws Exception {
        Files.setLastModifiedTime(mirror.resolve("pure-1.0-py2.py3-none-any.whl"), FileTime.from(FIRST));
        Files.delete(mirror.resolve("page-1.0-py3-none-any.whl"));

        SweepRecord second;
        long opened;
        try (OpenedWheels counted = OpenedWheels.of(LocalSpark.session())) {
            second = night(1, Rereading.CHANGED);
            opened = counted.count();
        }

        assertThat(opened).isEqualTo(1);
        assertThat(second.listed()).isEqualTo(3);
        assertThat(strings(mirrorFiles(SECOND_ID).selectExpr("project", "status", "facts_sweep")))
                .containsExactly(
                        "[demo-pkg,unchanged," + FIRST_ID + "]", "[page,vanished,null]", "[pure,ok," + SECOND_ID + "]");
        assertThat(second.rows()).containsEntry("wheels", 1L).containsEntry("mirror_files", 3L);

        SweepRecord third = night(2, Rereading.CHANGED);

        assertThat(third.statuses()).as("a vanished file is reported once").isEqualTo(Map.of("unchanged", 2L));
        assertThat(third.factsSweeps()).isEqualTo(Map.of(FIRST_ID, 1L, SECOND_ID, 1L));

        SweepVerdicts judged = new SweepJudge(LocalSpark.session(), path()).run(third, PolicySource.BUILT_IN);

        assertThat(judged.policyId()).isEqualTo(PolicyCatalog.builtIn().id());
        assertThat(judged.counts().verdicts())
                .as("of both sweeps, the touched wheel once")
                .isEqualTo(
                        Map.of("honest", 0L, "overclaims", 1L, "underclaims", 0L, "not_applicable", 1L, "unknown", 0L));
    }

    @Test
    void readsAllAgainIfAsked() throws Exception {
        SweepRecord second = night(1, Rereading.ALL);

        assertThat(second.statuses()).isEqualTo(Map.of("ok", 2L, "unsupported", 1L));
        assertThat(second.factsSweeps()).isEqualTo(Map.of(SECOND_ID, 3L));
    }

    @Test
    void aWheelThatChangedWhileItWasReadIsReadAgain() throws Exception {
        Path table = dataset.resolve("tables/mirror_files");
        Dataset<Row> files = mirrorFiles(FIRST_ID);
        List<Row> rows = files.withColumn("status", org.apache.spark.sql.functions.lit("changed"))
                .collectAsList();
        LocalSpark.session()
                .createDataFrame(rows, files.schema())
                .write()
                .mode("overwrite")
                .parquet(folder.resolve("changed").toString());
        try (DirectoryStream<Path> before = Files.newDirectoryStream(table, "*.parquet")) {
            for (Path file : before) {
                Files.delete(file);
            }
        }
        try (DirectoryStream<Path> after = Files.newDirectoryStream(folder.resolve("changed"), "*.parquet")) {
            for (Path file : after) {
                Files.move(file, table.resolve(FIRST_ID + "-" + file.getFileName()));
            }
        }

        assertThat(night(1, Rereading.CHANGED).reading().files()).isEqualTo(3);
    }

    @Test
    void aLimitedSweepIsNotComparedWith() throws Exception {
        WheelBuilder.named("added-1.0-py3-none-any.whl").text("added.py", "").writeTo(mirror);
        SweepRecord trial = new Sweep(LocalSpark.session(), path(), clock(1))
                .run(
                        new SweepRequest(
                                List.of(mirror.toString()),
                                OptionalInt.of(2),
                                Rereading.CHANGED,
                                InputMode.READ,
                                Verification.SAMPLE),
                        SweepInput.of(MirrorListing.of(List.of(mirror)).files().subList(0, 2)));

        assertThat(trial.scope()).isEqualTo("first 2");
        assertThat(trial.statuses()).isEqualTo(Map.of("unchanged", 1L, "ok", 1L));
        assertThat(night(2, Rereading.CHANGED).statuses()).isEqualTo(Map.of("unchanged", 3L, "ok", 1L));
    }

    @Test
    void aForecastCountsWhatWouldBeReadAndWritesNothing() throws Exception {
        WheelBuilder.named("added-1.0-py3-none-any.whl").text("added.py", "").writeTo(mirror);
        Files.delete(mirror.resolve("page-1.0-py3-none-any.whl"));
        List<String> before = SweepTest.files(dataset);

        SweepForecast forecast = new Sweep(LocalSpark.session(), path(), clock(1))
                .forecast(
                        SweepRequest.of(List.of(mirror.toString()), InputMode.READ),
                        SweepInput.of(MirrorListing.of(List.of(mirror)).files()));

        assertThat(forecast.reads()).isEqualTo(1);
        assertThat(forecast.bytes()).isEqualTo(Files.size(mirror.resolve("added-1.0-py3-none-any.whl")));
        assertThat(forecast.unchanged()).isEqualTo(2);
        assertThat(forecast.vanished()).isEqualTo(1);
        assertThat(ForecastText.of(forecast)).contains("1 files to read").contains("at the rate of the last sweep");
        assertThat(SweepTest.files(dataset)).isEqualTo(before);
    }

    private SweepRecord night(int number, Rereading rereading) throws Exception {
        return new Sweep(LocalSpark.session(), path(), clock(number))
                .run(
                        new SweepRequest(
                                List.of(mirror.toString()),
                                OptionalInt.empty(),
                                rereading,
                                InputMode.READ,
                                Verification.SAMPLE),
                        SweepInput.of(MirrorListing.of(List.of(mirror)).files()));
    }

    private static Clock clock(int night) {
        return Clock.fixed(FIRST.plus(Duration.ofDays(night)), ZoneOffset.UTC);
    }

    private org.apache.hadoop.fs.Path path() {
        return new org.apache.hadoop.fs.Path(dataset.toUri());
    }

    private Dataset<Row> mirrorFiles(String sweep) {
        return LocalSpark.session()
                .read()
                .parquet(dataset.resolve("tables/mirror_files/" + sweep + "-*").toString());
    }

    private static List<String> strings(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }
}
