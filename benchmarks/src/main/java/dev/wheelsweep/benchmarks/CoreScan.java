package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
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
 * The core alone as a program: all wheels of some folders through {@code WheelScanner}, by so many threads, the largest
 * wheels first. Prints a line per ELF file, sorted, as {@code python/scan.py} does:
 *
 * <pre>
 *   wheel TAB path TAB needed libraries, by commas, sorted TAB library:version, by commas, sorted
 * </pre>
 *
 * and to the standard error a line per wheel with the microseconds it took, then the sums.
 */
public final class CoreScan {
    private CoreScan() {}

    /** @param arguments number of threads, then folders */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int threads = Integer.parseInt(arguments[0]);
        List<Path> wheels = Corpus.wheelsIn(
                Arrays.stream(arguments).skip(1).map(Path::of).toList());
        List<WheelReport> reports = scan(wheels, threads);
        StringBuilder lines = new StringBuilder();
        reports.stream()
                .flatMap(report -> report.elfFiles().stream().map(elf -> line(report, elf)))
                .sorted()
                .forEach(line -> lines.append(line).append('\n'));
        System.out.print(lines);
        reports.forEach(report ->
                System.err.println("wheel\t" + report.file() + "\t" + report.cost().micros()));
        List<ElfFile> elfFiles =
                reports.stream().flatMap(it -> it.elfFiles().stream()).toList();
        System.err.printf(
                "sums\t%d wheels\t%d ELF files\t%d bytes\t%d decoded%n",
                reports.size(),
                elfFiles.size(),
                elfFiles.stream().mapToLong(ElfFile::size).sum(),
                elfFiles.stream().mapToLong(ElfFile::bytesDecoded).sum());
    }

    private static List<WheelReport> scan(List<Path> wheels, int threads)
            throws IOException, InterruptedException, ExecutionException {
        ConcurrentLinkedQueue<Path> queue = new ConcurrentLinkedQueue<>(largestFirst(wheels));
        Callable<List<WheelReport>> work = () -> {
            WheelScanner scanner = new WheelScanner(InputMode.MMAP);
            List<WheelReport> reports = new ArrayList<>();
            for (Path wheel = queue.poll(); wheel != null; wheel = queue.poll()) {
                reports.add(scanner.scan(wheel));
            }
            return reports;
        };
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<WheelReport> reports = new ArrayList<>();
            for (Future<List<WheelReport>> part : workers.invokeAll(Collections.nCopies(threads, work))) {
                reports.addAll(part.get());
            }
            return reports;
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
        String needed = elf.facts().needed().stream().sorted().collect(Collectors.joining(","));
        String versions = elf.facts().versionNeeds().stream()
                .map(need -> need.library() + ":" + need.version().name())
                .sorted()
                .distinct()
                .collect(Collectors.joining(","));
        return String.join("\t", report.file(), elf.path(), needed, versions);
    }
}
