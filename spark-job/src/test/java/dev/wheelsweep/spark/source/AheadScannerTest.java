package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.columns.Facts;
import dev.wheelsweep.spark.index.Access;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.LoopbackServer;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
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

    private static WheelReader.Scanner overHttp(HttpAccess access) {
        return new FileScanner(
                new WheelScanner(InputMode.MMAP, Verification.NONE, Repeats.none()), access, new Configuration(false));
    }

    @Test
    void filesThatCannotBeOpenedHaveNoTurn() throws IOException {
        List<WheelFile> files = files(50);
        AheadScanner ahead = AheadScanner.of(files, memory -> AheadScannerTest::report);
        for (WheelFile file : files) {
            if (file.state() == FileState.REGULAR) {
                assertThat(ahead.scan(file).file()).isEqualTo(file.location());
            }
        }
        ahead.close();
    }

    @Test
    void anErrorOfAScanReachesTheCallerAsItIs() throws IOException {
        EOFException error = new EOFException("x");
        AheadScanner ahead = AheadScanner.of(files(1), memory -> file -> {
            throw error;
        });
        assertThatThrownBy(() -> ahead.scan(files(1).get(0))).isSameAs(error);
        ahead.close();
    }

    private static List<WheelFile> served(LoopbackServer server, int count, LoopbackServer.Handler handler) {
        List<WheelFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String path = "/f/%d/%s".formatted(i, NativeWheel.NAME);
            server.on(path, handler);
            files.add(new WheelFile(server.address(path), 0, 0, FileState.REGULAR));
        }
        return files;
    }

    @Test
    void manyWheelsUnderWayKeepToTheLimitsOfTheirServer() throws IOException {
        byte[] wheel = NativeWheel.builder().bytes();
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int connections = 3;
        int perSecond = 100;
        try (LoopbackServer server = new LoopbackServer()) {
            List<WheelFile> files = served(server, 40, exchange -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                LoopbackServer.sendFile(exchange, wheel, "\"1\"");
                now.decrementAndGet();
            });
            HttpAccess access = Access.FAST.with(connections, perSecond);
            long started = System.nanoTime();
            AheadScanner ahead = AheadScanner.of(files, memory -> overHttp(access));
            for (WheelFile file : files) {
                assertThat(ahead.scan(file).status()).isEqualTo(WheelStatus.OK);
            }
            ahead.close();
            double seconds = (System.nanoTime() - started) / 1e9;
            assertThat(most.get()).isLessThanOrEqualTo(connections);
            assertThat((server.seen().size() - 1) / seconds).isLessThanOrEqualTo(perSecond);
        }
    }

    @Test
    void anErrorOfOneOfManyWheelsReachesOnlyItsRow() throws IOException {
        byte[] wheel = NativeWheel.builder().bytes();
        int count = 16;
        for (int bad = 0; bad < count; bad += 5) {
            try (LoopbackServer server = new LoopbackServer()) {
                List<WheelFile> files =
                        served(server, count, exchange -> LoopbackServer.sendFile(exchange, wheel, "\"1\""));
                server.on(
                        "/f/%d/%s".formatted(bad, NativeWheel.NAME),
                        exchange -> LoopbackServer.send(exchange, 404, Map.of(), new byte[0]));
                AheadScanner ahead = AheadScanner.of(files, memory -> overHttp(Access.FAST));
                for (int i = 0; i < count; i++) {
                    assertThat(ahead.scan(files.get(i)).status())
                            .isEqualTo(i == bad ? WheelStatus.VANISHED : WheelStatus.OK);
                }
                ahead.close();
            }
        }
    }

    @Test
    void anInterruptedTaskAsksItsServerForNothingMore() throws IOException, InterruptedException {
        CountDownLatch asked = new CountDownLatch(4);
        CountDownLatch never = new CountDownLatch(1);
        List<Exception> seen = new ArrayList<>();
        try (LoopbackServer server = new LoopbackServer()) {
            List<WheelFile> files = served(server, 40, exchange -> {
                asked.countDown();
                try {
                    never.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            });
            Thread task = new Thread(() -> {
                try {
                    AheadScanner ahead = AheadScanner.of(files, memory -> overHttp(Access.FAST.with(4, 100_000)));
                    try {
                        ahead.scan(files.get(0));
                    } finally {
                        ahead.close();
                    }
                } catch (InterruptedIOException expected) {
                    seen.add(expected);
                } catch (IOException other) {
                    throw new IllegalStateException(other);
                }
            });
            task.start();
            asked.await();
            task.interrupt();
            task.join();
            assertThat(seen).hasSize(1);
            int before = server.seen().size();
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(server.seen()).hasSize(before);
        }
    }
}
