package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Measures the heap of one task: of local wheels, one at a time, then of wheels that are read by ranges, many at a time. A
 * collection every {@value #EVERY_MILLIS} ms shows what is alive; the most of that is printed. Reports are dropped, as Spark
 * does with rows.
 */
final class InFlightMemory {
    private static final int EVERY_MILLIS = 100;

    private InFlightMemory() {}

    /** Reads wheels. */
    private interface Task {
        void run() throws IOException;
    }

    /** @param arguments wheels at a time; milliseconds of delay; MiB of the wheels to draw, 0 for all; folders */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int atATime = Integer.parseInt(arguments[0]);
        Duration delay = Duration.ofMillis(Long.parseLong(arguments[1]));
        int mib = Integer.parseInt(arguments[2]);
        List<Path> all =
                Corpus.wheelsIn(Arrays.stream(arguments).skip(3).map(Path::of).toList());
        List<Path> wheels = mib == 0 ? all : Corpus.drawn(all, (long) mib << 20);
        long local = mostAlive(() -> {
            WheelScanner scanner = new WheelScanner(InputMode.MMAP, Verification.NONE, Repeats.none());
            for (Path wheel : wheels) {
                scanner.scan(wheel);
            }
        });
        long ranged = mostAlive(() -> {
            try (WheelServer server = new WheelServer(wheels, delay, 0, WheelServer.Several.PARTS)) {
                Served.byRanges(wheels, server, atATime, report -> {});
            }
        });
        System.out.printf(
                "%d wheels; most bytes alive in MiB: %d locally, one at a time; %d by ranges, %d at a time; %d more%n",
                wheels.size(), local >> 20, ranged >> 20, atATime, (ranged - local) >> 20);
        System.exit(0);
    }

    /** @return the most bytes that were alive after a collection, beyond those before the task */
    private static long mostAlive(Task task) throws IOException, InterruptedException {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        long before = memory.getHeapMemoryUsage().getUsed();
        long[] most = {before};
        ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
        Future<?> samples = sampler.scheduleWithFixedDelay(
                () -> {
                    memory.gc();
                    most[0] = Math.max(most[0], memory.getHeapMemoryUsage().getUsed());
                },
                EVERY_MILLIS,
                EVERY_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            task.run();
        } finally {
            samples.cancel(false);
            sampler.shutdown();
            sampler.awaitTermination(1, TimeUnit.MINUTES);
        }
        return most[0] - before;
    }
}
