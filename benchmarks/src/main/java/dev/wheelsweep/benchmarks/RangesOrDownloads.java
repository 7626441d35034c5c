package dev.wheelsweep.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.wheelsweep.benchmarks.WheelServer.Several;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads the wheels of a server by ranges, then downloads and scans them, with the same number of connections to the same {@link
 * WheelServer}; fails unless all find the facts that the files on the disk have. Prints a line of Markdown for each
 * way and bandwidth. Ranges are read from a server that sends many of them in an answer, and from one that sends one.
 *
 * <p>There are two ways to use downloads: a copy is scanned as soon as it is complete, while others arrive; or all are
 * downloaded, and then swept, as people do it who have a mirror. As in a sweep of local files, repeated files are read once. All
 * share the cores with the server. What the network adds is only its delay and its bandwidth: there
 * are no handshakes, and a connection has its full rate at once.
 */
final class RangesOrDownloads {
    private static final double NANOS = 1e9;
    private static final int PERCENT = 100;

    private final List<Path> wheels;
    private final int connections;
    private final Duration delay;
    private final List<WheelReport> expected;
    private final long size;

    /** What one way of reading all wheels took. */
    private record Run(double wall, double cpu, long requests, long bytes) {}

    /** When a download is scanned. */
    private enum Order {
        EACH_AT_ONCE,
        ALL_FIRST
    }

    /** Reads all wheels of a server. */
    private interface Reading {
        List<WheelReport> reports(WheelServer server) throws IOException, InterruptedException, ExecutionException;
    }

    RangesOrDownloads(List<Path> wheels, int connections, Duration delay) throws IOException {
        this.wheels = wheels;
        this.connections = connections;
        this.delay = delay;
        // Also has the code compiled before anything is timed.
        WheelScanner scanner = new WheelScanner(InputMode.MMAP, Verification.NONE, Repeats.none());
        this.expected = new ArrayList<>();
        long bytes = 0;
        for (Path wheel : wheels) {
            bytes += Files.size(wheel);
            expected.add(Served.facts(scanner.scan(wheel)));
        }
        this.size = bytes;
    }

    /**
     * @param arguments connections; milliseconds of delay; megabits a second, by commas, 0 for no limit; MiB of the wheels to
     *     draw, 0 for all; folders
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int mib = Integer.parseInt(arguments[3]);
        List<Path> all =
                Corpus.wheelsIn(Arrays.stream(arguments).skip(4).map(Path::of).toList());
        List<Path> wheels = mib == 0 ? all : Corpus.drawn(all, (long) mib << 20);
        RangesOrDownloads both = new RangesOrDownloads(
                wheels, Integer.parseInt(arguments[0]), Duration.ofMillis(Long.parseLong(arguments[1])));
        System.out.println(both.head());
        for (String megabits : arguments[2].split(",", -1)) {
            System.out.print(both.lines(Integer.parseInt(megabits)));
        }
        // The threads of HTTP sessions and clients would keep the process.
        System.exit(0);
    }

    private String head() {
        return """
                %d wheels of %d bytes, %d connections, %d ms of delay

                | Mbit/s | what | s | CPU s | bytes | requests | downloads took | all downloads, then scans |
                | ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |""".formatted(wheels.size(), size, connections, delay.toMillis());
    }

    /**
     * @param megabits a second; 0 for no limit
     * @return a line for each way
     */
    String lines(int megabits) throws IOException, InterruptedException, ExecutionException {
        Run several = run(megabits, Several.PARTS, this::byRanges);
        Run one = run(megabits, Several.FILE, this::byRanges);
        Run downloads = run(megabits, Several.FILE, server -> byDownloads(server, Order.EACH_AT_ONCE));
        Run mirror = run(megabits, Several.FILE, server -> byDownloads(server, Order.ALL_FIRST));
        StringBuilder lines = new StringBuilder();
        Map<String, Run> runs = new LinkedHashMap<>();
        runs.put("many ranges a request", several);
        runs.put("one range a request", one);
        runs.put("downloads", downloads);
        runs.put("all downloads, then scans", mirror);
        runs.forEach((what, run) -> lines.append("| %s | %s | %.2f | %.2f | %.1f %% | %d | %.2f times | %.2f times |%n"
                .formatted(
                        megabits == 0 ? "unlimited" : Integer.toString(megabits),
                        what,
                        run.wall(),
                        run.cpu(),
                        PERCENT * (double) run.bytes() / size,
                        run.requests(),
                        downloads.wall() / run.wall(),
                        mirror.wall() / run.wall())));
        return lines.toString();
    }

    private Run run(int megabits, Several several, Reading reading)
            throws IOException, InterruptedException, ExecutionException {
        try (WheelServer server = new WheelServer(wheels, delay, megabits, several)) {
            long wall = System.nanoTime();
            long cpu = cpuNanos();
            List<WheelReport> reports = reading.reports(server);
            Run run = new Run(
                    (System.nanoTime() - wall) / NANOS, (cpuNanos() - cpu) / NANOS, server.requests(), server.bytes());
            for (int i = 0; i < reports.size(); i++) {
                if (!Served.facts(reports.get(i)).equals(expected.get(i))) {
                    throw new IllegalStateException("the facts differ: " + wheels.get(i));
                }
            }
            return run;
        }
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private List<WheelReport> byRanges(WheelServer server) throws IOException {
        List<WheelReport> reports = new ArrayList<>();
        Served.byRanges(wheels, server, connections, reports::add);
        return reports;
    }

    private List<WheelReport> byDownloads(WheelServer server, Order order)
            throws IOException, InterruptedException, ExecutionException {
        Path folder = Files.createTempDirectory("wheelsweep-downloads");
        List<Path> copies = wheels.stream()
                .map(wheel -> folder.resolve(wheel.getFileName()))
                .toList();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Repeats repeats = new Repeats();
        ThreadLocal<WheelScanner> scanners =
                ThreadLocal.withInitial(() -> new WheelScanner(InputMode.MMAP, Verification.NONE, repeats));
        List<Callable<Path>> downloads = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(server.address(i))).build();
            Path copy = copies.get(i);
            downloads.add(() -> client.send(request, BodyHandlers.ofFile(copy)).body());
        }
        try {
            if (order == Order.EACH_AT_ONCE) {
                return all(connections, downloads, download -> scanners.get().scan(download.call()));
            }
            List<Path> complete = all(connections, downloads, Callable::call);
            return all(
                    Runtime.getRuntime().availableProcessors(),
                    complete,
                    copy -> scanners.get().scan(copy));
        } finally {
            for (Path copy : copies) {
                Files.deleteIfExists(copy);
            }
            Files.delete(folder);
        }
    }

    /** What is done with each of many. */
    private interface Step<A, B> {
        B of(A one) throws Exception;
    }

    /** @return the results in order */
    private static <A, B> List<B> all(int threads, List<A> many, Step<A, B> step)
            throws InterruptedException, ExecutionException {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<B>> work = new ArrayList<>();
            for (A one : many) {
                work.add(() -> step.of(one));
            }
            List<B> results = new ArrayList<>();
            for (Future<B> result : workers.invokeAll(work)) {
                results.add(result.get());
            }
            return results;
        } finally {
            workers.shutdown();
        }
    }
}
