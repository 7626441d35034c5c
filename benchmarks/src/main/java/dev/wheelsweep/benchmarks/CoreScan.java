package dev.wheelsweep.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * The core alone as a program: all wheels of some folders through {@code WheelScanner}, with a number of threads, the
 * largest wheels first. Prints a line per ELF file, sorted, as {@code python/scan.py} does:
 *
 * <pre>
 *   wheel TAB path TAB needed libraries, by commas, sorted TAB library:version, by commas, sorted
 * </pre>
 *
 * On standard error it prints a line per wheel with the microseconds it took, then the sums, of the last pass. Each pass reads
 * everything again, in the same process: after two, the code is compiled.
 *
 * <p>The system property {@value #IO} names how wheels are read, as {@link InputMode}; by default they are mapped.
 */
public final class CoreScan {
    private static final long NANOS_PER_MICRO = 1000;
    private static final String IO = "wheelsweep.benchmarks.io";

    /** The part of a report that is kept. */
    private record Scanned(String file, long micros, List<String> lines, long elfBytes, long decoded) {
        static Scanned of(WheelReport report) {
            return new Scanned(
                    report.file(),
                    report.cost().micros(),
                    report.elfFiles().stream().map(elf -> line(report, elf)).toList(),
                    report.elfFiles().stream().mapToLong(ElfFile::size).sum(),
                    report.elfFiles().stream().mapToLong(ElfFile::bytesDecoded).sum());
        }
    }

    private CoreScan() {}

    /** User and system time of this process, the compiler's included. */
    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    /** @param arguments number of threads, number of passes, then folders */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int threads = Integer.parseInt(arguments[0]);
        List<Path> wheels =
                Corpus.wheelsIn(Arrays.stream(arguments).skip(2).map(Path::of).toList());
        List<Scanned> scanned = List.of();
        for (int pass = Integer.parseInt(arguments[1]); pass > 0; pass--) {
            long wall = System.nanoTime();
            long cpu = cpuNanos();
            scanned = scan(wheels, threads);
            System.err.printf(
                    "pass\t%d microseconds\t%d of CPU%n",
                    (System.nanoTime() - wall) / NANOS_PER_MICRO, (cpuNanos() - cpu) / NANOS_PER_MICRO);
        }
        StringBuilder lines = new StringBuilder();
        scanned.stream()
                .flatMap(wheel -> wheel.lines().stream())
                .sorted()
                .forEach(line -> lines.append(line).append('\n'));
        System.out.print(lines);
        scanned.forEach(wheel -> System.err.println("wheel\t" + wheel.file() + "\t" + wheel.micros()));
        System.err.printf(
                "sums\t%d wheels\t%d ELF files\t%d bytes\t%d decoded%n",
                scanned.size(),
                scanned.stream().mapToInt(wheel -> wheel.lines().size()).sum(),
                scanned.stream().mapToLong(Scanned::elfBytes).sum(),
                scanned.stream().mapToLong(Scanned::decoded).sum());
    }

    private static List<Scanned> scan(List<Path> wheels, int threads)
            throws IOException, InterruptedException, ExecutionException {
        ConcurrentLinkedQueue<Path> queue = new ConcurrentLinkedQueue<>(largestFirst(wheels));
        Repeats repeats = new Repeats();
        InputMode mode = InputMode.valueOf(System.getProperty(IO, InputMode.MMAP.name()));
        Callable<List<Scanned>> work = () -> {
            WheelScanner scanner = new WheelScanner(mode, Verification.NONE, repeats);
            List<Scanned> scanned = new ArrayList<>();
            for (Path wheel = queue.poll(); wheel != null; wheel = queue.poll()) {
                scanned.add(Scanned.of(scanner.scan(wheel)));
            }
            return scanned;
        };
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Scanned> scanned = new ArrayList<>();
            for (Future<List<Scanned>> part : workers.invokeAll(Collections.nCopies(threads, work))) {
                scanned.addAll(part.get());
            }
            return scanned;
        } finally {
            workers.shutdown();
        }
    }

    private static List<Path> largestFirst(List<Path> wheels) throws IOException {
        Map<Path, Long> sizes = new HashMap<>();
        for (Path wheel : wheels) {
            sizes.put(wheel, Files.size(wheel));
        }
        return wheels.stream()
                .sorted(Comparator.comparing(sizes::get).reversed())
                .toList();
    }

    private static String line(WheelReport report, ElfFile elf) {
        String needed = elf.facts().linkage().needed().stream().sorted().collect(Collectors.joining(","));
        String versions = elf.facts().symbols().versionNeeds().stream()
                .map(need -> need.library() + ":" + need.version().name())
                .sorted()
                .distinct()
                .collect(Collectors.joining(","));
        return String.join("\t", report.file(), elf.path(), needed, versions);
    }
}
