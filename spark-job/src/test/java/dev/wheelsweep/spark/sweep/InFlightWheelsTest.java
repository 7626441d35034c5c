package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.sweep.InFlightWheels.Isolation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InFlightWheelsTest {
    private static final String WHEEL = "/m/a-1-py3-none-any.whl";

    @TempDir
    private Path folder;

    @Test
    void aWheelThatATaskStillReadsIsNoDeath() throws IOException {
        InFlightWheels wheels = new InFlightWheels(folder);
        Path journal = journal(wheels);

        try (RandomAccessFile task = new RandomAccessFile(journal.toFile(), "rw")) {
            task.getChannel().lock();
            assertThat(wheels.collect()).isZero();
            assertThat(journal).exists();
        }

        assertThat(wheels.collect()).isEqualTo(1);
        assertThat(journal).doesNotExist();
        assertThat(wheels.toIsolate()).containsExactly(WHEEL);
    }

    @Test
    void waitsForTheTasksThatSparkStops() throws Exception {
        InFlightWheels wheels = new InFlightWheels(folder);
        Path journal = journal(wheels);
        CountDownLatch isLocked = new CountDownLatch(1);
        CountDownLatch isWaiting = new CountDownLatch(1);
        CompletableFuture<Void> task = CompletableFuture.runAsync(() -> {
            try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
                file.getChannel().lock();
                isLocked.countDown();
                isWaiting.await();
                Thread.sleep(100);
                Files.delete(journal);
            } catch (IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
        isLocked.await();

        isWaiting.countDown();
        wheels.awaitTasks();

        assertThat(wheels.collect()).isZero();
        assertThat(journal).doesNotExist();
        task.join();
    }

    private static Path journal(InFlightWheels wheels) throws IOException {
        Path journal =
                Files.createDirectories(wheels.journals(Isolation.SHARED)).resolve("task");
        return Files.writeString(journal, WHEEL + "\n");
    }
}
