package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.scan.WheelsAhead.Scan;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WheelsAheadTest {
    private static final int AT_A_TIME = WheelsAhead.AT_A_TIME;
    private static final int SEED = 16;

    private static List<Integer> wheels(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private static WheelReport report(int wheel) {
        return WheelReport.lost(
                Integer.toString(wheel),
                Optional.empty(),
                new FormatException(Format.FILE, Reason.FILE_VANISHED, 0, "a test"),
                0);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException();
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void reportsComeInOrderHoweverLongEachScanTakes() throws IOException {
        Random random = new Random(SEED);
        List<Integer> pauses =
                IntStream.range(0, 200).map(i -> random.nextInt(6)).boxed().toList();
        try (WheelsAhead<Integer> ahead = new WheelsAhead<Integer>(wheels(200), AT_A_TIME, memory -> wheel -> {
            pause(pauses.get(wheel));
            return report(wheel);
        })) {
            for (int wheel : wheels(200)) {
                assertThat(ahead.scan(wheel).file()).as("seed %d", SEED).isEqualTo(Integer.toString(wheel));
            }
        }
    }

    @Test
    void soManyAreUnderWayAndNoMoreAndTwiceAsManyAreBegun() throws IOException {
        CountDownLatch together = new CountDownLatch(AT_A_TIME);
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        WheelsAhead<Integer> ahead = new WheelsAhead<Integer>(wheels(100), AT_A_TIME, memory -> new Scan<Integer>() {
            @Override
            public WheelReport scan(Integer wheel) throws IOException {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                together.countDown();
                await(together);
                if (begun.incrementAndGet() == 2 * AT_A_TIME) {
                    firstMayEnd.countDown();
                }
                if (wheel == 0) {
                    await(firstMayEnd);
                    pause(100); // Time for one more to begin, if that were allowed.
                    assertThat(begun).hasValue(2 * AT_A_TIME);
                }
                now.decrementAndGet();
                return report(wheel);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        });
        for (int wheel : wheels(100)) {
            assertThat(ahead.scan(wheel).file()).isEqualTo(Integer.toString(wheel));
        }
        ahead.close();
        assertThat(most).hasValue(AT_A_TIME);
        assertThat(closed).hasValue(AT_A_TIME);
    }

    @Test
    void fewWheelsTakeFewScanners() throws IOException {
        AtomicInteger opened = new AtomicInteger();
        new WheelsAhead<Integer>(wheels(3), AT_A_TIME, memory -> {
                    opened.incrementAndGet();
                    return wheel -> report(wheel);
                })
                .close();
        assertThat(opened).hasValue(3);
    }

    @Test
    void anErrorOfOneWheelReachesOnlyTheCallerThatAsksForIt() throws IOException {
        for (Throwable error : List.of(new EOFException("x"), new IllegalStateException("x"), new InternalError("x"))) {
            for (int bad = 0; bad < AT_A_TIME; bad++) {
                int failing = bad;
                try (WheelsAhead<Integer> ahead =
                        new WheelsAhead<Integer>(wheels(AT_A_TIME), AT_A_TIME, memory -> wheel -> {
                            if (wheel == failing) {
                                raise(error);
                            }
                            return report(wheel);
                        })) {
                    for (int wheel : wheels(AT_A_TIME)) {
                        if (wheel == failing) {
                            assertThatThrownBy(() -> ahead.scan(wheel)).isSameAs(error);
                        } else {
                            assertThat(ahead.scan(wheel).file()).isEqualTo(Integer.toString(wheel));
                        }
                    }
                }
            }
        }
    }

    private static void raise(Throwable error) throws IOException {
        if (error instanceof IOException machine) {
            throw machine;
        }
        if (error instanceof Error fatal) {
            throw fatal;
        }
        throw (RuntimeException) error;
    }

    @Test
    void anInterruptedCallerStopsAllScansWhenItCloses() throws IOException, InterruptedException {
        CountDownLatch waiting = new CountDownLatch(AT_A_TIME);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger stopped = new AtomicInteger();
        List<String> seen = new ArrayList<>();
        Thread caller = new Thread(() -> {
            try (WheelsAhead<Integer> ahead = new WheelsAhead<Integer>(wheels(100), AT_A_TIME, memory -> wheel -> {
                waiting.countDown();
                try {
                    await(never);
                } finally {
                    stopped.incrementAndGet();
                }
                return report(wheel);
            })) {
                ahead.scan(0);
            } catch (InterruptedIOException expected) {
                seen.add(expected.getMessage());
            } catch (IOException other) {
                seen.add("another error: " + other);
            }
        });
        caller.start();
        waiting.await();
        caller.interrupt();
        caller.join();
        assertThat(seen).containsExactly("the task was stopped");
        assertThat(stopped).hasValue(AT_A_TIME);
    }
}
