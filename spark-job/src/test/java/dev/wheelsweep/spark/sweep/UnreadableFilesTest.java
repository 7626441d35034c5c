package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files that the system fails to read. Files of the kernel serve as such: they have a size, mapping one fails with ENODEV, and
 * reading the speed of the loopback device fails with EINVAL.
 */
class UnreadableFilesTest {
    private static final Path NOT_MAPPED = Path.of("/sys/devices/system/cpu/online");
    private static final Path NOT_READ = Path.of("/sys/class/net/lo/speed");
    private static final String TAGS = "-1.0-py3-none-any.whl";
    private static final Instant START = Instant.parse("2026-11-22T02:15:00Z");

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.interpreting();
    private Path mirror;

    @BeforeEach
    void mirror() throws IOException {
        assumeThat(NOT_MAPPED).exists();
        assumeThat(NOT_READ).exists();
        mirror = folder.resolve("mirror");
        BuiltMirror.pure().writeTo(mirror);
    }

    private SweepRecord sweep(List<WheelFile> listed, InputMode mode, UnreadableShare share) throws Exception {
        return new Sweep(
                        spark,
                        new org.apache.hadoop.fs.Path(folder.resolve("dataset").toUri()),
                        Clock.fixed(START, ZoneOffset.UTC),
                        (wheels, bytes) -> {},
                        share)
                .run(List.of("the mirror"), listed, mode);
    }

    private SweepRecord sweep(InputMode mode) throws Exception {
        return sweep(MirrorListing.of(List.of(mirror)).files(), mode, UnreadableShare.DEFAULT);
    }

    @Test
    void oneFileStopsNoNightAndIsTriedAgain() throws Exception {
        Path bad = Files.createSymbolicLink(mirror.resolve("bad" + TAGS), NOT_MAPPED);

        SweepRecord first = sweep(InputMode.MMAP);

        assertThat(first.statuses()).isEqualTo(Map.of("ok", 1L, "unreadable_now", 1L));
        assertThat(failures(first)).containsExactly("[bad,file,unreadable_now,No such device]");

        Files.delete(bad);
        Files.createSymbolicLink(bad, NOT_READ);
        SweepRecord second = sweep(InputMode.READ);

        assertThat(second.statuses()).isEqualTo(Map.of("unchanged", 1L, "unreadable_now", 1L));
        assertThat(failures(second)).containsExactly("[bad,file,unreadable_now,Invalid argument]");
        assertThat(sweep(InputMode.READ).statuses())
                .as("the file has not changed")
                .isEqualTo(Map.of("unchanged", 1L, "unreadable_now", 1L));

        Files.delete(bad);
        Files.copy(mirror.resolve("pure-1.0-py2.py3-none-any.whl"), bad);
        assertThat(sweep(InputMode.READ).statuses()).isEqualTo(Map.of("unchanged", 1L, "ok", 1L));
    }

    private List<String> failures(SweepRecord record) {
        return spark
                .read()
                .parquet(folder.resolve("dataset/tables/%s/%s-*".formatted(FlatTable.FAILURES.folder(), record.sweep()))
                        .toString())
                .selectExpr("project", "stage", "reason", "detail")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }

    @Test
    void aBadDiskPublishesNothing() throws Exception {
        Files.createSymbolicLink(mirror.resolve("bad" + TAGS), NOT_MAPPED);
        Files.createSymbolicLink(mirror.resolve("worse" + TAGS), NOT_READ);
        List<WheelFile> listed = MirrorListing.of(List.of(mirror)).files();

        assertThatThrownBy(() -> sweep(listed, InputMode.MMAP, new UnreadableShare(50)))
                .isInstanceOf(UnreadableMirrorException.class)
                .hasMessageStartingWith("2 of 3 files cannot be read, such as " + mirror)
                .hasMessageContaining(": No such device");
        assertThat(folder.resolve("dataset/sweeps")).doesNotExist();

        assertThat(sweep(listed, InputMode.MMAP, new UnreadableShare(67)).statuses())
                .isEqualTo(Map.of("ok", 1L, "unreadable_now", 2L));
    }

    @Test
    void aMirrorThatGoesAwayPublishesNothing() throws Exception {
        for (int i = 0; i < 3; i++) {
            Files.copy(mirror.resolve("pure-1.0-py2.py3-none-any.whl"), mirror.resolve("w" + i + TAGS));
        }
        List<WheelFile> listed = MirrorListing.of(List.of(mirror)).files();
        for (int i = 0; i < 3; i++) {
            Files.delete(mirror.resolve("w" + i + TAGS));
        }

        assertThatThrownBy(() -> sweep(listed, InputMode.MMAP, UnreadableShare.DEFAULT))
                .isInstanceOf(UnreadableMirrorException.class)
                .hasMessageStartingWith("3 of 4 files vanished while they were read, such as " + mirror);
        assertThat(folder.resolve("dataset/sweeps")).doesNotExist();
    }

    @Test
    void checkGoesOnAfterSuchAFile() throws Exception {
        Files.createSymbolicLink(mirror.resolve("bad" + TAGS), NOT_MAPPED);

        Outcome outcome = Outcome.of("check", mirror);

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("unreadable_now")
                .contains("No such device")
                .contains("pure-1.0");
    }
}
