package dev.wheelsweep.spark.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.scan.ScannerVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsTest {
    private static final String RUN = "command=\"sweep\",dataset=\"/data/a \\\"b\\\"\"";

    @TempDir
    private Path folder;

    @Test
    void countsARunThatPublished() throws IOException {
        Path file = folder.resolve("sweep.prom");
        RunMetrics metrics = metrics();
        metrics.count(RunMetrics.Count.WHEELS, Map.of("ok", 7L));
        metrics.count(RunMetrics.Count.FINDINGS, Map.of("error", 2L));
        metrics.count(RunMetrics.Count.VERDICTS, Map.of("honest", 5L));
        metrics.bytes(1_234_567_890_123L, 42);

        metrics.write(file, ExitCode.PARTIAL);

        assertThat(samples(file))
                .contains(
                        "wheelsweep_wheels{" + RUN + ",status=\"ok\"} 7.0",
                        "wheelsweep_findings{" + RUN + ",severity=\"error\"} 2.0",
                        "wheelsweep_verdicts{" + RUN + ",verdict=\"honest\"} 5.0",
                        "wheelsweep_read_bytes{" + RUN + "} 1.234567890123E12",
                        "wheelsweep_decoded_bytes{" + RUN + "} 42.0",
                        "wheelsweep_exit_code{" + RUN + "} 4.0")
                .anyMatch(line -> line.startsWith("wheelsweep_build_info{" + RUN)
                        && line.endsWith(",version=\"" + ScannerVersion.CURRENT + "\"} 1.0"))
                .anyMatch(line -> line.startsWith("wheelsweep_run_duration_seconds{" + RUN + "} "));
        assertThat(time(file, "success")).isEqualTo(time(file, "run")).isGreaterThan(1.7e9);
        assertThat(Files.readString(file)).endsWith("\n");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void keepsTheTimeOfTheLastSuccess() throws IOException {
        Path file = folder.resolve("sweep.prom");
        metrics().write(file, ExitCode.INTERNAL);
        assertThat(Files.readString(file)).doesNotContain("last_success").doesNotContain("wheelsweep_wheels");

        Files.writeString(file, "wheelsweep_last_success_timestamp_seconds{" + RUN + "} 1.79E9\n");
        metrics().write(file, ExitCode.NO_INPUT);

        assertThat(time(file, "success")).isEqualTo(1.79e9);
        assertThat(time(file, "run")).isGreaterThan(1.7e9);
        assertThat(samples(file)).contains("wheelsweep_exit_code{" + RUN + "} 3.0");
    }

    private static RunMetrics metrics() {
        return new RunMetrics("sweep", "/data/a \"b\"");
    }

    private static List<String> samples(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private static double time(Path file, String last) throws IOException {
        String start = "wheelsweep_last_" + last + "_timestamp_seconds{" + RUN + "} ";
        return samples(file).stream()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
                .sum();
    }
}
