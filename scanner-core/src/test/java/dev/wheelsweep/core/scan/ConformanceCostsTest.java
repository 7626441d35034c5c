package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Bounds the cost of scanning files of other projects: archives as wheels, streams and ELF files in wheels. */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class ConformanceCostsTest {
    private static final Path CONFORMANCE = Path.of(System.getProperty("wheelsweep.shared", ""), "conformance");
    private static final String PATH = "pkg/file.so";
    private static final int DEFLATED = 8;
    private static final long MEMORY_GOAL = 96L << 20;

    private final Map<WheelStatus, Integer> statuses = new EnumMap<>(WheelStatus.class);

    @Test
    void everyFileGivesAReport() throws IOException {
        ScanCosts costs = new ScanCosts();
        int files = scan(costs, "zip", archive -> archive)
                + scan(costs, "deflate", stream -> wheel(stream, DEFLATED))
                + scan(costs, "elf", elf -> wheel(elf, 0));
        System.out.printf("%d files: %s; %s%n", files, statuses, costs);
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(files);
        assertThat(costs.largestBytes()).isLessThan(MEMORY_GOAL);
    }

    private int scan(ScanCosts costs, String kind, UnaryOperator<byte[]> wheel) throws IOException {
        try (Stream<Path> listed = Files.list(CONFORMANCE.resolve(kind))) {
            List<Path> files = listed.sorted().toList();
            for (Path file : files) {
                WheelReport report = costs.scan(file.getFileName().toString(), wheel.apply(Files.readAllBytes(file)));
                statuses.merge(report.status(), 1, Integer::sum);
            }
            return files.size();
        }
    }

    private static byte[] wheel(byte[] data, int method) {
        return WheelBuilder.named(NativeWheel.NAME)
                .entry(PATH, data, ZipEntryBuilder.of(PATH.getBytes(US_ASCII), method, data, data))
                .bytes();
    }
}
