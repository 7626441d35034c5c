package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each file of a mirror ends in a row, whatever it is and however it changes after it was listed. */
class HostileMirrorTest {
    private static final String TAGS = "-1.0-py3-none-any.whl";
    private static final int LONGEST_NAME = 255;

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    @Test
    void everyFileEndsInARow() throws Exception {
        Path mirror = Files.createDirectory(folder.resolve("mirror"));
        byte[] wheel = BuiltMirror.pure().bytes();
        for (String name : List.of("whole", "cut", "grown", "rewritten", "renamed", "removed")) {
            Files.write(mirror.resolve(name + TAGS), wheel);
        }
        Files.write(mirror.resolve("l".repeat(LONGEST_NAME - TAGS.length()) + TAGS), wheel);
        Files.write(Path.of(URI.create(mirror.toUri() + "caf%E9" + TAGS)), wheel);
        Files.createDirectory(mirror.resolve("folder" + TAGS));
        Files.createSymbolicLink(mirror.resolve("dangling" + TAGS), Path.of("nowhere"));
        Files.createSymbolicLink(mirror.resolve("loop" + TAGS), Path.of("loop" + TAGS));
        command("mkfifo", mirror.resolve("pipe" + TAGS).toString());

        List<WheelFile> listed = MirrorListing.of(List.of(mirror)).files();
        Files.write(mirror.resolve("cut" + TAGS), Arrays.copyOf(wheel, wheel.length / 2));
        Files.write(mirror.resolve("grown" + TAGS), new byte[1 << 17], StandardOpenOption.APPEND);
        Files.write(mirror.resolve("rewritten" + TAGS), "<html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        Files.move(mirror.resolve("renamed" + TAGS), mirror.resolve("other" + TAGS));
        Files.delete(mirror.resolve("removed" + TAGS));
        SweepRecord record = sweep(folder.resolve("dataset"), listed);

        assertThat(record.listed()).isEqualTo(12);
        assertThat(record.statuses()).isEqualTo(Map.of("ok", 3L, "failed", 2L, "unsupported", 3L, "vanished", 4L));
        assertThat(spark.read()
                        .parquet(folder.resolve("dataset/tables/mirror_files").toString())
                        .where("status <> 'ok'")
                        .selectExpr("project", "status", "reason")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly(
                        "[cut,failed,no_end_of_central_directory]",
                        "[dangling,vanished,file_vanished]",
                        "[folder,unsupported,not_a_regular_file]",
                        "[grown,failed,no_end_of_central_directory]",
                        "[loop,vanished,file_vanished]",
                        "[pipe,unsupported,not_a_regular_file]",
                        "[removed,vanished,file_vanished]",
                        "[renamed,vanished,file_vanished]",
                        "[rewritten,unsupported,not_a_zip]");
    }

    /** Runs only with the permission to mount, which filling a disk requires. */
    @Test
    void aFullDiskLosesNothingThatWasRead() throws Exception {
        Path mirror = folder.resolve("mirror");
        BuiltMirror.writeTo(mirror);
        List<WheelFile> listed = MirrorListing.of(List.of(mirror)).files();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(exitOf("mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", disk.toString()))
                .as("mount")
                .isZero();
        try {
            spark.sparkContext().setLogLevel("OFF"); // Spark would log the same error for each table.
            assertThatThrownBy(() -> sweep(disk.resolve("dataset"), listed))
                    .hasStackTraceContaining("No space left on device");
            command("mount", "-o", "remount,size=16m", disk.toString());

            SweepRecord record = sweep(disk.resolve("dataset"), listed);

            assertThat(record.listed()).isEqualTo(BuiltMirror.FILES);
            assertThat(disk.resolve("dataset/_staging")).doesNotExist();
        } finally {
            spark.sparkContext().setLogLevel("WARN");
            command("umount", disk.toString());
        }
    }

    private SweepRecord sweep(Path dataset, List<WheelFile> listed) throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T02:15:00Z"), ZoneOffset.UTC);
        return new Sweep(spark, new org.apache.hadoop.fs.Path(dataset.toUri()), clock)
                .run(List.of("the mirror"), listed, InputMode.MMAP);
    }

    private static void command(String... command) throws IOException, InterruptedException {
        assertThat(exitOf(command)).as(String.join(" ", command)).isZero();
    }

    private static int exitOf(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }
}
