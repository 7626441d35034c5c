package dev.wheelsweep.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.RunMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The metrics file as Prometheus' own Python client reads it. */
class RunMetricsDifferentialTest {
    private static final String JUDGE = """
            import json, sys
            try:
                from prometheus_client.parser import text_string_to_metric_families
            except ImportError:
                sys.exit("prometheus-client is missing: pip install prometheus-client")
            families = text_string_to_metric_families(open(sys.argv[1], encoding="utf-8").read())
            print(json.dumps([
                {"family": f.name, "type": f.type, "help": f.documentation, "labels": s.labels, "value": s.value,
                 "timestamp": s.timestamp}
                for f in families for s in f.samples]))
            """;

    @TempDir
    private Path folder;

    @Test
    @EnabledIfSystemProperty(named = "wheelsweep.python", matches = ".+")
    void theParserOfPrometheusReadsTheFile() throws IOException, InterruptedException {
        Path file = folder.resolve("sweep.prom");
        String dataset = "/data/with \"quotes\", a \\ and a\nline";
        RunMetrics metrics = new RunMetrics("sweep", dataset);
        metrics.count(RunMetrics.Count.WHEELS, Map.of("ok", 7L, "failed", 1L));
        metrics.count(RunMetrics.Count.VERDICTS, Map.of("honest", 7L));
        metrics.count(RunMetrics.Count.FINDINGS, Map.of("error", 0L));
        metrics.bytes(3_000_000_000L, 4_000_000_000_000L);
        metrics.write(file, ExitCode.PARTIAL);

        JsonNode samples = new ObjectMapper().readTree(judge(file));

        assertThat(samples).hasSize(11).allSatisfy(sample -> {
            assertThat(sample.get("family").asText()).startsWith("wheelsweep_");
            assertThat(sample.get("type").asText()).isEqualTo("gauge");
            assertThat(sample.get("help").asText()).endsWith(".");
            assertThat(sample.get("labels").get("dataset").asText()).isEqualTo(dataset);
            assertThat(sample.get("labels").get("command").asText()).isEqualTo("sweep");
            assertThat(sample.get("timestamp").isNull()).isTrue();
        });
        assertThat(samples)
                .anyMatch(sample -> sample.get("family").asText().equals("wheelsweep_wheels")
                        && sample.get("labels").get("status").asText().equals("failed")
                        && sample.get("value").asDouble() == 1)
                .anyMatch(sample -> sample.get("family").asText().equals("wheelsweep_decoded_bytes")
                        && sample.get("value").asDouble() == 4e12);
    }

    private static String judge(Path file) throws IOException, InterruptedException {
        Process python = new ProcessBuilder(System.getProperty("wheelsweep.python"), "-c", JUDGE, file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(python.getInputStream().readAllBytes(), UTF_8);
        assertThat(python.waitFor()).as(output).isZero();
        return output;
    }
}
