package dev.wheelsweep.spark.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Instant;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class LogFormatTest {

    @Test
    void linesOfSparkHaveTheSameKeysAsOurs() throws IOException, URISyntaxException {
        Instant time = Instant.parse("2026-11-22T02:15:00.123Z");
        Log4jLogEvent event = Log4jLogEvent.newBuilder()
                .setLoggerName("org.apache.spark.Something")
                .setLevel(Level.WARN)
                .setMessage(new SimpleMessage("two\nlines"))
                .setThrown(new IllegalStateException("a bug"))
                .setTimeMillis(time.toEpochMilli())
                .build();
        String line;
        try (LoggerContext context = new LoggerContext(
                "test",
                null,
                LogFormat.class
                        .getResource("/dev/wheelsweep/spark/cli/log4j2-json.properties")
                        .toURI())) {
            context.start();
            line = context.getConfiguration()
                    .getAppender("stderr")
                    .getLayout()
                    .toSerializable(event)
                    .toString();
        }

        assertThat(line.strip().lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(Instant.parse(json.get("time").asText())).isEqualTo(time);
        assertThat(json.get("level").asText()).isEqualTo("WARN");
        assertThat(json.get("logger").asText()).isEqualTo("org.apache.spark.Something");
        assertThat(json.get("message").asText()).isEqualTo("two\nlines");
        assertThat(json.get("stack_trace").asText()).contains("IllegalStateException: a bug");
    }
}
