package dev.wheelsweep.spark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock of a dataset in a folder. */
class DatasetLockTest {
    private static final String PRECIOUS = "precious";

    @TempDir
    private Path folder;

    private Path dataset;

    @BeforeEach
    void makeADataset() throws IOException {
        dataset = Files.createDirectory(folder.resolve("dataset"));
    }

    private DatasetLock take() throws IOException, DatasetBusyException {
        return DatasetLock.take(new org.apache.hadoop.fs.Path(dataset.toUri()), SweepSession.hadoop(Map.of()));
    }

    @Test
    void oneProcessHasIt() throws IOException, DatasetBusyException {
        Path lock = dataset.resolve(DatasetLock.NAME);
        try (DatasetLock first = take()) {
            assertThat(first).isNotNull();
            assertThat(lock)
                    .content()
                    .startsWith("process " + ProcessHandle.current().pid());
            assertThatExceptionOfType(DatasetBusyException.class).isThrownBy(this::take);
        }
        assertThat(lock).isEmptyFile();
        take().close();
    }

    @Test
    void askingWhetherItIsFreeMakesNothing() throws IOException, DatasetBusyException {
        Path absent = folder.resolve("absent");
        requireFree(absent);
        requireFree(dataset);
        assertThat(absent).doesNotExist();
        assertThat(dataset).isEmptyDirectory();
        try (DatasetLock other = take()) {
            assertThat(other).isNotNull();
            assertThatExceptionOfType(DatasetBusyException.class).isThrownBy(() -> requireFree(dataset));
        }
        requireFree(dataset);
    }

    private static void requireFree(Path dataset) throws IOException, DatasetBusyException {
        DatasetLock.requireFree(new org.apache.hadoop.fs.Path(dataset.toUri()), SweepSession.hadoop(Map.of()));
    }

    /** The file that a link leads to would be emptied, or made. */
    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), PRECIOUS);
        Path absent = folder.resolve("absent");
        Path lock = dataset.resolve(DatasetLock.NAME);
        for (Path target : List.of(elsewhere, absent, folder)) {
            Files.createSymbolicLink(lock, target);

            assertThatExceptionOfType(DamagedFileException.class)
                    .isThrownBy(this::take)
                    .withMessage("the file %s is damaged: it is a link, or another special file", lock)
                    .satisfies(refused -> assertThat(refused.remedy()).startsWith("remove it"));
            Files.delete(lock);
        }
        assertThat(elsewhere).hasContent(PRECIOUS);
        assertThat(absent).doesNotExist();
    }
}
