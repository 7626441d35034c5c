package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.ScanCost;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.core.scan.WheelsAhead;
import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.spark.index.Address;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.HttpRangeReader;
import dev.wheelsweep.spark.index.HttpSession;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Scans wheels of a {@link WheelServer} as a task of a sweep does. */
final class Served {
    /** No limit: the server is ours. */
    private static final int REQUESTS_PER_SECOND = 100_000;

    private Served() {}

    /**
     * @param wheels that the server has
     * @param atATime wheels, and requests
     * @param reports takes the report of each wheel, in order
     */
    static void byRanges(List<Path> wheels, WheelServer server, int atATime, Consumer<WheelReport> reports)
            throws IOException {
        HttpSession session = HttpSession.of(HttpAccess.POLITE.with(atATime, REQUESTS_PER_SECOND));
        List<Integer> indices = IntStream.range(0, wheels.size()).boxed().toList();
        try (WheelsAhead<Integer> ahead = new WheelsAhead<>(indices, atATime, memory -> {
            WheelScanner scanner = new WheelScanner(InputMode.MMAP, Verification.NONE, Repeats.none(), memory);
            return index -> scanner.scan(
                    new HttpRangeReader(
                            session, address(server.address(index)), OptionalLong.of(Files.size(wheels.get(index)))),
                    wheels.get(index).getFileName().toString());
        })) {
            for (int index : indices) {
                reports.accept(ahead.scan(index));
            }
        }
    }

    private static Address address(String text) {
        try {
            return Address.parse(text);
        } catch (URISyntaxException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** @return a report that does not say how the bytes were obtained */
    static WheelReport facts(WheelReport report) {
        return new WheelReport(
                report.file(),
                report.name(),
                report.status(),
                report.reason(),
                report.entries(),
                report.distInfo(),
                report.elfFiles().stream()
                        .map(elf -> new ElfFile(
                                elf.path(),
                                elf.size(),
                                elf.crc32(),
                                elf.recordSha256(),
                                elf.facts(),
                                elf.needed(),
                                ReadMode.WHOLE,
                                0))
                        .toList(),
                report.failures(),
                report.sbomComponents(),
                report.zipOddities(),
                new ScanCost(0, 0, 0));
    }
}
