package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Scans each wheel twice, with a used scanner and with a new one, and keeps the highest costs: the processor time of
 * the first scan, and everything that the second scan allocated, which is more than was alive at one time. The
 * allocations of a new scanner for an empty file are the baseline.
 */
final class ScanCosts {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final byte[] NOTHING = {};

    private final ScannedBytes experienced = new ScannedBytes();
    private final long baseline;
    private long slowestNanos;
    private String slowest = "";
    private long largestBytes;
    private String largest = "";

    ScanCosts() throws IOException {
        scanNew(NOTHING); // Loads classes.
        long before = THREADS.getCurrentThreadAllocatedBytes();
        scanNew(NOTHING);
        baseline = THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    /** @return the report, which is the same both times */
    WheelReport scan(String name, byte[] wheel) throws IOException {
        long started = THREADS.getCurrentThreadCpuTime();
        WheelReport report = experienced.scan(wheel);
        long nanos = THREADS.getCurrentThreadCpuTime() - started;
        long before = THREADS.getCurrentThreadAllocatedBytes();
        WheelReport again = scanNew(wheel);
        long bytes = THREADS.getCurrentThreadAllocatedBytes() - before - baseline;
        assertThat(again).as(name).isEqualTo(report);
        if (nanos > slowestNanos) {
            slowestNanos = nanos;
            slowest = name;
        }
        if (bytes > largestBytes) {
            largestBytes = bytes;
            largest = name;
        }
        return report;
    }

    private static WheelReport scanNew(byte[] wheel) throws IOException {
        return new ScannedBytes().scan(wheel);
    }

    long largestBytes() {
        return largestBytes;
    }

    @Override
    public String toString() {
        return "slowest %d ms of processor time (%s); most allocated %.1f MiB (%s) over the baseline of %.1f MiB"
                .formatted(
                        TimeUnit.NANOSECONDS.toMillis(slowestNanos),
                        slowest,
                        mebibytes(largestBytes),
                        largest,
                        mebibytes(baseline));
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
