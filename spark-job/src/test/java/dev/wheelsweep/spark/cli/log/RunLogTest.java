package dev.wheelsweep.spark.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunLogTest {
    /** Elapsed seconds; a line is due at the first and at the third. */
    private static final List<ReadProgress> READINGS = List.of(
            reading(0, 0, 1),
            reading(10, 600_000_000, 60),
            reading(11, 660_000_000, 119),
            reading(20, 900_000_000, 120));

    private final StringWriter err = new StringWriter();

    private static ReadProgress reading(long wheels, long bytes, int seconds) {
        return new ReadProgress(wheels, 1_000, bytes, 80_000_000_000L, Duration.ofSeconds(seconds));
    }

    @Test
    void textHasALineAMinute() {
        RunLog log = LogFormat.TEXT.log(new PrintWriter(err));

        READINGS.forEach(log::progress);
        log.progressEnds();

        assertThat(err.toString().lines())
                .containsExactly(
                        "reading: 10 of 1,000 wheels, 600 of 80,000 MB, 10.0 MB/s, 2 h 12 min left",
                        "reading: 20 of 1,000 wheels, 900 of 80,000 MB, 7.5 MB/s, 2 h 55 min left");
    }

    @Test
    void jsonHasALineAMinute() throws IOException {
        RunLog log = LogFormat.JSON.log(new PrintWriter(err));

        READINGS.forEach(log::progress);

        List<JsonNode> lines = lines();
        assertThat(lines).hasSize(2);
        JsonNode first = lines.get(0);
        assertThat(Instant.parse(first.get("time").asText())).isBeforeOrEqualTo(Instant.now());
        assertThat(first.get("level").asText()).isEqualTo("INFO");
        assertThat(first.get("wheels").asLong()).isEqualTo(10);
        assertThat(first.get("of_wheels").asLong()).isEqualTo(1_000);
        assertThat(first.get("bytes").asLong()).isEqualTo(600_000_000);
        assertThat(first.get("of_bytes").asLong()).isEqualTo(80_000_000_000L);
        assertThat(first.get("bytes_per_second").asLong()).isEqualTo(10_000_000);
        assertThat(first.get("seconds_left").asLong()).isEqualTo(7_940);
    }

    @Test
    void jsonProblemsTakeOneLineEach() throws IOException {
        RunLog log = LogFormat.JSON.log(new PrintWriter(err));

        log.note("caf\u00e9\nline");
        log.problem("it failed", "a reason", "a remedy");
        log.problem("a bug", new IllegalStateException("the bug"), "report it");

        assertThat(err.toString()).isASCII();
        List<JsonNode> lines = lines();
        assertThat(lines)
                .extracting(line -> line.get("message").asText())
                .containsExactly("caf\u00e9\nline", "it failed", "a bug");
        assertThat(lines.get(1).get("level").asText()).isEqualTo("ERROR");
        assertThat(lines.get(1).get("cause").asText()).isEqualTo("a reason");
        assertThat(lines.get(1).get("remedy").asText()).isEqualTo("a remedy");
        assertThat(lines.get(2).get("cause").asText()).isEqualTo("the bug");
        assertThat(lines.get(2).get("stack_trace").asText()).contains("at " + RunLogTest.class.getName());
    }

    @Test
    void textAfterTheLastWheelSaysWhatFollows() {
        assertThat(reading(1_000, 80_000_000_000L, 70).text())
                .isEqualTo("read all 1,000 wheels, 80,000 MB; judging them and writing tables");
    }

    @Test
    void timeLeftIsUnknownBeforeTheFirstWheel() {
        assertThat(reading(0, 0, 5).text()).isEqualTo("reading: 0 of 1,000 wheels, 0 of 80,000 MB, 0.0 MB/s");
        assertThat(new ReadProgress(1, 1, 0, 0, Duration.ZERO).left()).isEmpty();
    }

    private List<JsonNode> lines() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> parsed = new ArrayList<>();
        for (String line : err.toString().lines().toList()) {
            parsed.add(json.readTree(line));
        }
        return parsed;
    }
}
