package dev.wheelsweep.spark.cli.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.cli.output.WholeFile;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * How a run went, in Prometheus' text format, for the textfile collector of its node exporter: a file that appears by
 * rename and has no timestamps. Everything is a gauge, about the last run; every one has the labels {@code command} and
 * {@code dataset}, so that the files of several runs can be in one folder. After a run that failed early, counts are
 * missing; the time of the last success is kept.
 */
public final class RunMetrics {
    private static final String PREFIX = "wheelsweep_";
    private static final String LAST_SUCCESS = PREFIX + "last_success_timestamp_seconds";
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Instant started = Instant.now();
    private final Labels run;
    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();

    /** What is counted, with the label that distinguishes the counts. */
    public enum Count {
        WHEELS("status", "All files of the mirror that are named like wheels, by status."),
        VERDICTS("verdict", "All wheels of the mirror that were read, by verdict."),
        FINDINGS("severity", "Findings about all wheels of the mirror, by severity."),
        SWEPT_FILES("status", "The same files by what this sweep did: those that it did not read again are unchanged.");

        private final String label;
        private final String help;

        Count(String label, String help) {
            this.label = label;
            this.help = help;
        }
    }

    public RunMetrics(String command, String dataset) {
        this.run = Labels.of("command", command, "dataset", dataset);
    }

    /** @param counts by the word that the dataset has for it */
    public void count(Count what, Map<String, Long> counts) {
        counts.forEach((word, count) -> gauge(
                PREFIX + what.name().toLowerCase(java.util.Locale.ROOT), what.help, run.add(what.label, word), count));
    }

    /**
     * @param read bytes that were read of the wheels
     * @param decoded bytes after inflating
     */
    public void bytes(long read, long decoded) {
        gauge(PREFIX + "read_bytes", "Bytes that were read of the wheels.", run, (double) read);
        gauge(PREFIX + "decoded_bytes", "Bytes after inflating; stored entries count as they are.", run, (double)
                decoded);
    }

    /**
     * Writes the file; replaces an existing one.
     *
     * @throws WholeFile.RefusedException if it cannot be written
     */
    public void write(Path file, ExitCode code) throws IOException {
        Instant now = Instant.now();
        gauge(PREFIX + "exit_code", "The exit code of the process.", run, code.code());
        gauge(
                PREFIX + "run_duration_seconds",
                "From the start of the command to its end.",
                run,
                seconds(Duration.between(started, now)));
        gauge(
                PREFIX + "last_run_timestamp_seconds",
                "When the last run ended.",
                run,
                seconds(Duration.between(Instant.EPOCH, now)));
        OptionalDouble success = code.isPublished()
                ? OptionalDouble.of(seconds(Duration.between(Instant.EPOCH, now)))
                : lastSuccess(file);
        success.ifPresent(time -> gauge(
                LAST_SUCCESS, "When the last run ended that published results (exit code 0, 1, 4 or 141).", run, time));
        gauge(
                PREFIX + "build_info",
                "The release that ran, as labels.",
                run.merge(Labels.of("java", Runtime.version().toString(), "version", ScannerVersion.CURRENT)),
                1);
        replace(file);
    }

    private void gauge(String name, String help, Labels labels, double value) {
        gauges.computeIfAbsent(
                        name, unknown -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS_PER_SECOND;
    }

    /** The time that the previous run wrote. */
    private static OptionalDouble lastSuccess(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return OptionalDouble.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(LAST_SUCCESS))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .findFirst();
        }
    }

    private void replace(Path file) throws IOException {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        gauges.values().forEach(gauge -> all.metricSnapshot(gauge.build()));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, all.build());
        new WholeFile(file).write(out -> out.append(text.toString(UTF_8)));
    }
}
