package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.WheelReader.Scanner;
import dev.wheelsweep.spark.source.WheelReaderFactory.Scanners;
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

/**
 * Scans the next files of a task while the caller waits for the first of them: over a network, most of the time is waiting.
 * Each scan has a scanner of its own, so memory is bounded by {@link #AT_A_TIME} scanners and as many reports.
 */
final class AheadScanner implements Scanner {
    static final int AT_A_TIME = 4;

    private final Iterator<WheelFile> files;
    private final Queue<Scan> begun = new ArrayDeque<>();
    private final BlockingQueue<Scanner> idle = new LinkedBlockingQueue<>();
    private final List<Scanner> scanners = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME, AheadScanner::daemon);

    private record Scan(WheelFile file, Future<WheelReport> report) {}

    /** @param files in the order in which {@link #scan} is called for those that can be opened */
    AheadScanner(List<WheelFile> files, Scanners scanners) throws IOException {
        this.files =
                files.stream().filter(file -> file.state() == FileState.REGULAR).iterator();
        for (int i = 0; i < AT_A_TIME; i++) {
            this.scanners.add(scanners.open());
        }
        idle.addAll(this.scanners);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "wheelsweep-ahead");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public WheelReport scan(WheelFile file) throws IOException {
        while (begun.size() < AT_A_TIME && files.hasNext()) {
            WheelFile next = files.next();
            begun.add(new Scan(next, threads.submit(() -> scanned(next))));
        }
        Scan first = begun.remove();
        if (!first.file().equals(file)) {
            throw new IllegalStateException("%s was begun, %s is asked for".formatted(first.file(), file));
        }
        try {
            return first.report().get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the task was stopped");
        } catch (ExecutionException failed) {
            return thrown(failed.getCause());
        }
    }

    private WheelReport scanned(WheelFile file) throws IOException, InterruptedException {
        Scanner scanner = idle.take();
        try {
            return scanner.scan(file);
        } finally {
            idle.add(scanner);
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

    @Override
    public void close() throws IOException {
        threads.shutdownNow();
        for (Scanner scanner : scanners) {
            scanner.close();
        }
    }
}
