package dev.wheelsweep.spark.cli.log;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.spark.cli.output.JsonOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes for programs: one JSON object per line, with the keys that {@code log4j2-event.json} sets for Spark's lines. */
final class JsonLog implements RunLog {
    private static final String INFO = "INFO";
    private static final String ERROR = "ERROR";

    private final PrintWriter err;
    private final EveryMinute pace = new EveryMinute();

    /** Writes the keys that only one kind of line has. */
    private interface Keys {
        void write(JsonGenerator json) throws IOException;
    }

    JsonLog(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void note(String text) {
        line(INFO, text, json -> {});
    }

    @Override
    public void waiting(String forWhat) {}

    @Override
    public void progress(ReadProgress reading) {
        if (pace.isDue(reading.elapsed())) {
            line(INFO, reading.text(), json -> {
                json.writeNumberField("wheels", reading.wheels());
                json.writeNumberField("of_wheels", reading.ofWheels());
                json.writeNumberField("bytes", reading.bytes());
                json.writeNumberField("of_bytes", reading.ofBytes());
                json.writeNumberField("bytes_per_second", Math.round(reading.rate()));
                if (reading.left().isPresent()) {
                    json.writeNumberField("seconds_left", reading.left().get().toSeconds());
                }
            });
        }
    }

    @Override
    public void progressEnds() {}

    @Override
    public void problem(String problem, String cause, String remedy) {
        line(ERROR, problem, json -> writeProblem(json, cause, remedy));
    }

    @Override
    public void problem(String problem, Throwable cause, String remedy) {
        line(ERROR, problem, json -> {
            writeProblem(json, CauseText.of(cause), remedy);
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            json.writeStringField("stack_trace", trace.toString());
        });
    }

    private static void writeProblem(JsonGenerator json, String cause, String remedy) throws IOException {
        json.writeStringField("cause", cause);
        json.writeStringField("remedy", remedy);
    }

    private synchronized void line(String level, String message, Keys more) {
        try (JsonOutput output = JsonOutput.lines(err)) {
            JsonGenerator json = output.generator();
            json.writeStartObject();
            json.writeStringField(
                    "time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("level", level);
            json.writeStringField("logger", "wheelsweep");
            json.writeStringField("message", message);
            more.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("a PrintWriter throws nothing", impossible);
        }
        err.flush();
    }
}
