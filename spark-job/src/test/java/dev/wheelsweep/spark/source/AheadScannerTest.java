package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.spark.columns.Facts;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class AheadScannerTest {
    private static List<WheelFile> files(int count) {
        List<WheelFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(new WheelFile(
                    "http://h/p-%d-py3-none-any.whl".formatted(i),
                    1,
                    1,
                    i % 3 == 1 ? FileState.DANGLING : FileState.REGULAR));
        }
        return files;
    }

    private static WheelReport report(WheelFile file) {
        return Facts.report(file.location(), Facts.elf("a.so", Arch.X86_64, Libc.GLIBC));
    }

    @Test
    void scansSeveralFilesAtATimeAndKeepsTheirOrder() throws IOException {
        CountDownLatch together = new CountDownLatch(AheadScanner.AT_A_TIME);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        List<WheelFile> files = files(50);
        AheadScanner ahead = new AheadScanner(files, () -> new WheelReader.Scanner() {
            @Override
            public WheelReport scan(WheelFile file) throws IOException {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                together.countDown();
                try {
                    together.await();
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
                now.decrementAndGet();
                return report(file);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
        for (WheelFile file : files) {
            if (file.state() == FileState.REGULAR) {
                assertThat(ahead.scan(file).file()).isEqualTo(file.location());
            }
        }
        ahead.close();
        assertThat(most).hasValue(AheadScanner.AT_A_TIME);
        assertThat(closed).hasValue(AheadScanner.AT_A_TIME);
    }

    @Test
    void errorsOfAScanReachTheCallerAsTheyAre() throws IOException {
        for (Throwable error : List.of(new EOFException("x"), new IllegalStateException("x"), new InternalError("x"))) {
            AheadScanner ahead = new AheadScanner(files(1), () -> file -> {
                if (error instanceof IOException machine) {
                    throw machine;
                }
                if (error instanceof Error fatal) {
                    throw fatal;
                }
                throw (RuntimeException) error;
            });
            assertThatThrownBy(() -> ahead.scan(files(1).get(0))).isSameAs(error);
            ahead.close();
        }
    }
}
