package dev.wheelsweep.spark.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.compact.Compaction;
import dev.wheelsweep.spark.dataset.SlowRenameException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dataset in a file system that copies the files of a folder one after the other, as object stores do. */
class CopyingStoreTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void register() {
        MortalFileSystem.wrap(
                CopyingFileSystem.SCHEME,
                CopyingFileSystem.class.getName(),
                LocalSpark.session().sparkContext().hadoopConfiguration());
    }

    private String address() {
        return "%s://%s/dataset".formatted(CopyingFileSystem.SCHEME, folder);
    }

    @Test
    void readersSeeWholeSweepsWhereverAPublicationDies() throws Exception {
        new StoredDataset(folder, address()).assertReadersSeeWholeSweepsWhereverAPublicationDies(7);
    }

    @Test
    void compactionIsRefused() {
        assertThatThrownBy(() -> new Compaction(LocalSpark.session(), new org.apache.hadoop.fs.Path(address())).run())
                .isInstanceOf(SlowRenameException.class)
                .hasMessageContaining("copying://");
    }
}
