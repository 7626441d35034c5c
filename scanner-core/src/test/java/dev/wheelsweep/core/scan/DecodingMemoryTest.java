package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.EntryReader;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DecodingMemoryTest {
    private static final int ROOM = 100 << 20;
    /** What an entry takes at most. */
    private static final long LARGEST = 42 << 20;

    private static final int DEFLATED = 8;
    private static final int SEED = 17;

    private static ZipEntry entry(int method, long compressedSize, long size) {
        return new ZipEntry("a.so", "a.so", method, 0, 0, compressedSize, size, 0, compressedSize);
    }

    @Test
    void openEntriesOfAllThreadsHaveRoom() throws InterruptedException, ExecutionException {
        DecodingMemory memory = DecodingMemory.shared(ROOM);
        Random random = new Random(SEED);
        AtomicLong open = new AtomicLong();
        AtomicLong most = new AtomicLong();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Future<Long>> done = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            long size = 1L << random.nextInt(40);
            done.add(threads.submit(() -> {
                EntryReader reader = new EntryReader();
                ZipEntry entry = entry(DEFLATED, size / 3, size);
                return memory.use(reader, entry, () -> {
                    most.accumulateAndGet(open.addAndGet(reader.memoryFor(entry)), Math::max);
                    Thread.onSpinWait();
                    return open.addAndGet(-reader.memoryFor(entry));
                });
            }));
        }
        for (Future<Long> use : done) {
            use.get();
        }
        threads.shutdown();
        // Parts are whole KiB.
        assertThat(most.get()).as("seed %d", SEED).isBetween(LARGEST, ROOM + (16L << 10));
        assertThat(open).hasValue(0);
    }

    @Test
    void anEntryTakesNoMoreThanItMayDecodeInto() {
        EntryReader reader = new EntryReader();
        assertThat(reader.memoryFor(entry(0, 1 << 30, 1 << 30))).isZero();
        assertThat(reader.memoryFor(entry(DEFLATED, 10, 1000))).isEqualTo(3000);
        assertThat(reader.memoryFor(entry(DEFLATED, 40 << 10, Long.MAX_VALUE))).isEqualTo(18L << 20);
        assertThat(reader.memoryFor(entry(DEFLATED, Long.MAX_VALUE, Long.MAX_VALUE)))
                .isEqualTo(LARGEST);
    }

    @Test
    void whoNeedsMoreThanAllHasAll() throws IOException, FormatException {
        DecodingMemory memory = DecodingMemory.shared(1 << 20);
        ZipEntry large = entry(DEFLATED, 1 << 30, 1L << 40);
        assertThat(memory.use(new EntryReader(), large, () -> 1)).isEqualTo(1);
        assertThat(memory.use(new EntryReader(), large, () -> 2)).isEqualTo(2);
    }

    @Test
    void aFailedEntryGivesItsRoomBackAndAnInterruptedOneTakesNone() throws IOException, FormatException {
        DecodingMemory memory = DecodingMemory.shared(1 << 20);
        ZipEntry large = entry(DEFLATED, 1 << 30, 1L << 40);
        IOException failed = new IOException("x");
        assertThatThrownBy(() -> memory.use(new EntryReader(), large, () -> {
                    throw failed;
                }))
                .isSameAs(failed);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> memory.use(new EntryReader(), large, () -> 1))
                .isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(memory.use(new EntryReader(), large, () -> 2)).isEqualTo(2);
    }
}
