package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.spark.diff.ChangeKind;
import dev.wheelsweep.spark.diff.DiffCounts;
import dev.wheelsweep.spark.diff.FindingChange;
import dev.wheelsweep.spark.diff.SweepDiff;
import dev.wheelsweep.spark.diff.WheelChange;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Map;

/**
 * What changed between two sweeps, for programs: an object per line, with {@code kind} {@code finding} (the worst first),
 * then {@code wheel}, and one {@code summary} at the end; output without a summary is incomplete.
 */
public final class DiffJson {
    private final PrintWriter out;

    public DiffJson(PrintWriter out) {
        this.out = out;
    }

    public void print(String from, String to, SweepDiff diff) throws IOException {
        try (JsonOutput output = JsonOutput.lines(out)) {
            for (Iterator<FindingChange> findings = diff.findings(); findings.hasNext(); ) {
                finding(output, findings.next());
            }
            for (Iterator<WheelChange> wheels = diff.wheels(); wheels.hasNext(); ) {
                wheel(output, wheels.next());
            }
            summary(output.generator(), from, to, diff.counts());
        }
        out.flush();
    }

    private static void finding(JsonOutput output, FindingChange finding) throws IOException {
        JsonGenerator json = output.generator();
        json.writeStartObject();
        json.writeStringField("kind", "finding");
        json.writeStringField("change", finding.change().column());
        json.writeStringField("severity", finding.severity());
        json.writeStringField("id", finding.id());
        json.writeStringField("wheel_path", finding.wheelPath());
        json.writeStringField("filename", finding.filename());
        json.writeStringField("project", finding.project());
        output.text("file", finding.file());
        output.text("tag", finding.tag());
        json.writeStringField("detail", finding.detail());
        json.writeBooleanField("known", finding.isKnown());
        json.writeEndObject();
    }

    private static void wheel(JsonOutput output, WheelChange wheel) throws IOException {
        JsonGenerator json = output.generator();
        json.writeStartObject();
        json.writeStringField("kind", "wheel");
        json.writeStringField("change", wheel.change().column());
        json.writeStringField("wheel_path", wheel.wheelPath());
        json.writeStringField("filename", wheel.filename());
        output.text("project", wheel.project());
        output.text("verdict_before", wheel.before());
        output.text("verdict_after", wheel.after());
        json.writeEndObject();
    }

    private static void summary(JsonGenerator json, String from, String to, DiffCounts counts) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", "summary");
        json.writeStringField("from", from);
        json.writeStringField("to", to);
        json.writeObjectFieldStart("wheels");
        for (ChangeKind change : ChangeKind.values()) {
            json.writeNumberField(change.column(), counts.wheels(change));
        }
        json.writeEndObject();
        counts(json, "new_findings", counts.findings(ChangeKind.NEW));
        counts(json, "vanished_findings", counts.findings(ChangeKind.VANISHED));
        json.writeNumberField("known_findings", counts.known());
        json.writeEndObject();
    }

    private static void counts(JsonGenerator json, String name, Map<String, Long> counts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
    }
}
