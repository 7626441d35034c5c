package dev.wheelsweep.spark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.wheelsweep.spark.LocalSpark;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedParquetTest {
    @TempDir
    private Path folder;

    /** Spark finds that only after it was asked. */
    @Test
    void aFolderThatIsRemovedMeanwhileIsNamed() {
        Path gone = folder.resolve("gone");
        Throwable failed = catchThrowable(
                () -> LocalSpark.session().read().parquet(gone.toUri().toString()));

        DamagedFileException damaged =
                DamagedParquet.in(new IllegalStateException(failed)).orElseThrow();

        assertThat(damaged.file()).isEqualTo(gone.toString());
        assertThat(damaged.damage()).isEqualTo("it is missing");
    }
}
