package dev.wheelsweep.core.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Scans the next wheels while the caller waits for the first of them: over a network, most of the time is waiting. Reports
 * come in the order of the wheels.
 *
 * <p>Memory is bounded: each scan under way holds pieces of its file ({@link dev.wheelsweep.core.input.RangedFile}), all of
 * them decode into one {@link DecodingMemory}, and at most {@value #WAITING} times as many reports as scans wait for an
 * earlier one.
 *
 * <p>The scans run in plain threads. Virtual ones would need JDK 21 and save nothing: some tens of threads, most of
 * which wait, cost less than the pieces of one wheel, and the scans decode between their requests.
 *
 * @param <F> what names a wheel
 */
public final class WheelsAhead<F> implements Closeable {
    /** Wheels under way that hide round trips of some tens of milliseconds. */
    public static final int AT_A_TIME = 16;

    /** A wheel that takes long must not stop those after it. */
    private static final int WAITING = 2;

    /** How long a scan that only decodes may take to notice that it is stopped. */
    private static final long STOP_SECONDS = 10;

    private final int mostBegun;
    private final Iterator<F> wheels;
    private final Queue<Begun<F>> begun = new ArrayDeque<>();
    private final BlockingQueue<Scan<F>> idle = new LinkedBlockingQueue<>();
    private final List<Scan<F>> scans = new ArrayList<>();
    private final ExecutorService threads;

    /** {@link WheelScanner#scan} of a wheel wherever it is; used by one thread at a time. */
    public interface Scan<F> extends Closeable {
        WheelReport scan(F wheel) throws IOException;

        @Override
        default void close() throws IOException {}
    }

    /** Makes what scans one wheel at a time. */
    public interface Opening<F> {
        /** @param memory for the {@link WheelScanner} */
        Scan<F> open(DecodingMemory memory) throws IOException;
    }

    private record Begun<F>(F wheel, Future<WheelReport> report) {}

    /**
     * @param wheels in the order of the calls of {@link #scan}
     * @param atATime the most wheels that are scanned at the same time
     */
    public WheelsAhead(List<F> wheels, int atATime, Opening<F> opening) throws IOException {
        this.wheels = wheels.iterator();
        this.mostBegun = WAITING * atATime;
        this.threads = Executors.newFixedThreadPool(atATime, WheelsAhead::daemon);
        DecodingMemory memory = DecodingMemory.shared(DecodingMemory.SHARED);
        for (int i = 0; i < Math.min(atATime, wheels.size()); i++) {
            scans.add(opening.open(memory));
        }
        idle.addAll(scans);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "wheelsweep-ahead");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Waits for the report of the next wheel.
     *
     * @param wheel the next one
     * @throws IOException what its scan threw; those of the other wheels go on
     */
    public WheelReport scan(F wheel) throws IOException {
        while (begun.size() < mostBegun && wheels.hasNext()) {
            F next = wheels.next();
            begun.add(new Begun<>(next, threads.submit(() -> scanned(next))));
        }
        Begun<F> first = begun.remove();
        if (!first.wheel().equals(wheel)) {
            throw new IllegalStateException("%s was begun, %s is asked for".formatted(first.wheel(), wheel));
        }
        try {
            return first.report().get();
        } catch (InterruptedException stopped) {
            throw stopped();
        } catch (ExecutionException failed) {
            return thrown(failed.getCause());
        }
    }

    private static InterruptedIOException stopped() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("the task was stopped");
    }

    private WheelReport scanned(F wheel) throws IOException, InterruptedException {
        Scan<F> scan = idle.take();
        try {
            return scan.scan(wheel);
        } finally {
            idle.add(scan);
        }
    }

    private static WheelReport thrown(Throwable cause) throws IOException {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        throw cause instanceof IOException io ? io : new IOException(cause);
    }

    /** Interrupts the scans that are under way, and waits for their threads. */
    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        // A caller that was stopped is still interrupted, and would not wait.
        boolean interrupted = Thread.interrupted();
        try {
            threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        for (Scan<F> scan : scans) {
            scan.close();
        }
    }
}
