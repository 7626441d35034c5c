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
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

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
     *     draw, 0 for all; ways by commas, see {@link Way}; folders
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int mib = Integer.parseInt(arguments[3]);
        List<Path> all =
                Corpus.wheelsIn(Arrays.stream(arguments).skip(5).map(Path::of).toList());
        List<Path> wheels = mib == 0 ? all : Corpus.drawn(all, (long) mib << 20);
        RangesOrDownloads both = new RangesOrDownloads(
                wheels, Integer.parseInt(arguments[0]), Duration.ofMillis(Long.parseLong(arguments[1])));
        List<Way> ways = Arrays.stream(arguments[4].split(",", -1))
                .map(way -> Way.valueOf(way.toUpperCase(Locale.ROOT)))
                .toList();
        System.out.println(both.head());
        for (String megabits : arguments[2].split(",", -1)) {
            both.read(Integer.parseInt(megabits), ways, System.out::println);
        }
        // The threads of HTTP sessions and clients would keep the process.
        System.exit(0);
    }

    private String head() {
        return """
                %d wheels of %d bytes, %d connections, %d ms of delay

                | Mbit/s | way | s | CPU s | bytes | requests | times the first |
                | ---: | --- | ---: | ---: | ---: | ---: | ---: |""".formatted(wheels.size(), size, connections, delay.toMillis());
    }

    /** A way to read all wheels. */
    enum Way {
        MANY_RANGES("many ranges a request", Several.PARTS),
        ONE_RANGE("one range a request", Several.FILE),
        DOWNLOADS("downloads", Several.FILE),
        MIRROR("all downloads, then scans", Several.FILE);

        private final String what;
        private final Several several;

        Way(String what, Several several) {
            this.what = what;
            this.several = several;
        }

        private Reading of(RangesOrDownloads all) {
            return switch (this) {
                case MANY_RANGES, ONE_RANGE -> all::byRanges;
                case DOWNLOADS -> server -> all.byDownloads(server, Order.EACH_AT_ONCE);
                case MIRROR -> server -> all.byDownloads(server, Order.ALL_FIRST);
            };
        }
    }

    /**
     * Reads all wheels in some ways, one after the other.
     *
     * @param megabits a second; 0 for no limit
     * @param line takes a line of Markdown after each of them; the ratio is that to the time of the first one
     */
    void read(int megabits, List<Way> ways, Consumer<String> line)
            throws IOException, InterruptedException, ExecutionException {
        double first = 0;
        for (Way way : ways) {
            Run run = run(megabits, way.several, way.of(this));
            first = first == 0 ? run.wall() : first;
            line.accept("| %s | %s | %.2f | %.2f | %.1f %% | %d | %.2f |"
                    .formatted(
                            megabits == 0 ? "unlimited" : Integer.toString(megabits),
                            way.what,
                            run.wall(),
                            run.cpu(),
                            PERCENT * (double) run.bytes() / size,
                            run.requests(),
                            run.wall() / first));
        }
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
