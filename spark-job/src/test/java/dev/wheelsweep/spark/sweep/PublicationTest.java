package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.DatasetBusyException;
import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset has only whole sweeps, and published sweeps do not change. */
class PublicationTest {
    private static final Instant START = Instant.parse("2026-11-22T02:15:00Z");
    private static final String ID = "20261122T021500Z";

    @TempDir
    private Path folder;

    private Path dataset;
    private List<WheelFile> listed;

    @BeforeEach
    void mirror() throws IOException {
        dataset = folder.resolve("dataset");
        BuiltMirror.pure().writeTo(folder.resolve("mirror"));
        listed = MirrorListing.of(List.of(folder.resolve("mirror"))).files();
    }

    private SweepRecord sweep(Instant start, List<WheelFile> files) throws Exception {
        return new Sweep(
                        LocalSpark.session(),
                        new org.apache.hadoop.fs.Path(dataset.toUri()),
                        Clock.fixed(start, ZoneOffset.UTC))
                .run(List.of(), files, InputMode.READ);
    }

    /** Neither sweep finds an ELF file, so that most tables are empty. */
    @Test
    void aSecondSweepDoesNotChangeTheFirst() throws Exception {
        sweep(START, listed);
        Map<String, Object> before = stamps();
        Files.setLastModifiedTime(listed.get(0).path(), FileTime.from(START));

        SweepRecord second = sweep(
                START.plus(Duration.ofDays(1)),
                MirrorListing.of(List.of(folder.resolve("mirror"))).files());

        assertThat(stamps()).containsAllEntriesOf(before).hasSize(2 * before.size());
        assertThat(second.rows()).containsEntry("elf_files", 0L).containsEntry("wheel_tags", 2L);
        for (FlatTable table : FlatTable.values()) {
            assertThat(LocalSpark.session()
                            .read()
                            .parquet(dataset.resolve("tables/" + table.folder()).toString())
                            .groupBy("sweep")
                            .count()
                            .where("count = " + second.rows().get(table.folder()))
                            .collectAsList())
                    .as(table.folder())
                    .hasSize(second.rows().get(table.folder()) == 0 ? 0 : 2);
        }
    }

    @Test
    void aRefusedRenameIsRolledBackAndTheNextAttemptPublishes() throws Exception {
        Path inTheWay = dataset.resolve("tables/mirror_files");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "");

        assertThatThrownBy(() -> sweep(START, listed))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tables/mirror_files");

        assertThat(published()).as("what was moved before").containsExactly("tables/mirror_files");

        Files.delete(inTheWay);
        assertThat(sweep(START.plus(Duration.ofDays(1)), listed).sweep()).isEqualTo(ID);
        assertThat(dataset.resolve("_staging")).doesNotExist();
        assertThat(published()).hasSize(FlatTable.values().length + 3);
    }

    @Test
    void aMirrorThatCannotBeReadPublishesNothing() throws Exception {
        // A name that is too long for the file system is neither missing nor forbidden.
        List<WheelFile> unreadable = Stream.of("x", "y")
                .map(letter ->
                        new WheelFile("/" + letter.repeat(300) + "-1.0-py3-none-any.whl", 1, 1, FileState.REGULAR))
                .toList();

        assertThatThrownBy(() -> sweep(START, unreadable))
                .isInstanceOf(UnreadableMirrorException.class)
                .hasMessageContaining("File name too long");

        assertThat(published()).isEmpty();
    }

    /** Two sweeps begin in one second if nothing has changed; clocks are sometimes set back. */
    @Test
    void aLaterSweepHasALaterIdWhateverTheClockSays() throws Exception {
        sweep(START, listed);
        Map<String, Object> before = stamps();

        assertThat(sweep(START, listed).sweep()).isEqualTo("20261122T021501Z");
        assertThat(sweep(START.minus(Duration.ofDays(9)), listed).sweep()).isEqualTo("20261122T021502Z");

        assertThat(stamps()).containsAllEntriesOf(before);
        assertThat(new PublishedSweeps(
                                new org.apache.hadoop.fs.Path(dataset.toUri()),
                                LocalSpark.session().sparkContext().hadoopConfiguration())
                        .last()
                        .orElseThrow()
                        .sweep())
                .isEqualTo("20261122T021502Z");
    }

    @Test
    void aSecondSweepIsRefusedWithTheNameOfTheWriter() throws Exception {
        try (DatasetLock lock = DatasetLock.take(
                new org.apache.hadoop.fs.Path(dataset.toUri()),
                LocalSpark.session().sparkContext().hadoopConfiguration())) {
            assertThatThrownBy(() -> sweep(START, listed))
                    .isInstanceOf(DatasetBusyException.class)
                    .hasMessageContaining(dataset.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + " since ");
        }
        assertThat(published()).isEmpty();
        assertThat(sweep(START, listed).listed()).isEqualTo(1);
    }

    @Test
    void aDatasetThatCannotBeWrittenIsReportedBeforeAnythingIsRead() throws Exception {
        Files.writeString(dataset, "a file");
        WheelFile neverOpened = new WheelFile("/" + "x".repeat(300) + ".whl", 1, 1, FileState.REGULAR);

        assertThatThrownBy(() -> sweep(START, List.of(neverOpened)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(dataset.toString());
        assertThat(dataset).hasContent("a file");
    }

    private List<String> published() throws IOException {
        return SweepTest.files(dataset).stream()
                .filter(file -> !file.startsWith("_") && !SweepTest.isDocument(file))
                .toList();
    }

    /** Size, time and identity of every file of a sweep. */
    private Map<String, Object> stamps() throws IOException {
        Map<String, Object> stamps = new TreeMap<>();
        for (String file : published()) {
            stamps.put(
                    file,
                    Files.readAttributes(dataset.resolve(file), "size,lastModifiedTime,fileKey")
                            .toString());
        }
        return stamps;
    }
}
