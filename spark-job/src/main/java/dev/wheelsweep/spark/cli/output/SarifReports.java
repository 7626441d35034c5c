package dev.wheelsweep.spark.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.diff.Suppression;
import java.io.IOException;
import java.io.PrintWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * SARIF 2.1.0 (OASIS), one run, for code scanning: one document for all wheels, written on closing. If there are more
 * results than {@link #MAX_RESULTS}, the most severe are written, and a notification says how many are omitted. Wheels that
 * could not be read are notifications too, because they are no result about a wheel's content.
 */
public final class SarifReports implements ReportWriter {
    /** Most results that GitHub takes in one run. */
    static final int MAX_RESULTS = 25_000;

    private static final String VERSION = "2.1.0";
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    /** The one fingerprint by which GitHub recognizes a result that it already has. */
    private static final String FINGERPRINT = "primaryLocationLineHash";
    /** SARIF's name for a file inside another file. */
    private static final String MEMBER_KIND = "module";

    private final JsonOutput output;
    private final JsonGenerator json;
    private final PrintWriter err;
    /** At most {@link #MAX_RESULTS} results per severity: more would never be written. */
    private final Map<Severity, List<SarifResult>> kept = new EnumMap<>(Severity.class);

    private final List<CheckedWheel> unread = new ArrayList<>();
    private long results;

    /** @param err receives the number of omitted results, if any */
    public SarifReports(PrintWriter out, PrintWriter err) {
        this.output = JsonOutput.lines(out);
        this.json = output.generator();
        this.err = err;
    }

    @Override
    public void write(CheckedWheel wheel) {
        if (!wheel.read()) {
            unread.add(wheel);
        }
        for (SarifResult result : SarifResult.of(wheel)) {
            results++;
            List<SarifResult> alike = kept.computeIfAbsent(result.rule().severity(), severity -> new ArrayList<>());
            if (alike.size() < MAX_RESULTS) {
                alike.add(result);
            }
        }
    }

    @Override
    public void close() throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", VERSION);
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        tool();
        invocation();
        json.writeArrayFieldStart("results");
        for (SarifResult result : gravest()) {
            result(result);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        output.close();
    }

    private List<SarifResult> gravest() {
        List<SarifResult> gravest = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            List<SarifResult> alike = kept.getOrDefault(severity, List.of());
            gravest.addAll(alike.subList(0, Math.min(alike.size(), MAX_RESULTS - gravest.size())));
        }
        return gravest;
    }

    private void tool() throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "wheelsweep");
        json.writeStringField("version", ScannerVersion.CURRENT);
        json.writeArrayFieldStart("rules");
        for (FindingId rule : FindingId.values()) {
            json.writeStartObject();
            json.writeStringField("id", rule.column());
            text("shortDescription", rule.meaning());
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", level(rule.severity()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation() throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", unread.isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (CheckedWheel wheel : unread) {
            String reason = wheel.report().reason().map(Wording::ofWheel).orElse("");
            notification("error", wheel.report().file() + " could not be read: " + reason);
        }
        long leftOut = Math.max(0, results - MAX_RESULTS);
        if (leftOut > 0) {
            String note = leftOut + " results are omitted, the least severe ones: no more than " + MAX_RESULTS
                    + " fit in a run";
            notification("warning", note);
            err.println("wheelsweep: " + note);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void notification(String level, String message) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        text("message", message);
        json.writeEndObject();
    }

    private void result(SarifResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", result.rule().column());
        json.writeStringField("level", level(result.rule().severity()));
        text("message", result.message());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", result.uri());
        json.writeEndObject();
        json.writeEndObject();
        if (result.member().isPresent()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("fullyQualifiedName", result.member().get());
            json.writeStringField("kind", MEMBER_KIND);
            json.writeEndObject();
            json.writeEndArray();
        }
        json.writeEndObject();
        json.writeEndArray();
        if (result.acceptance().isPresent()) {
            suppression(result.acceptance().get());
        }
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(FINGERPRINT, fingerprint(result));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void suppression(Suppression acceptance) throws IOException {
        json.writeArrayFieldStart("suppressions");
        json.writeStartObject();
        json.writeStringField("kind", "external");
        json.writeStringField("justification", Wording.of(acceptance));
        json.writeEndObject();
        json.writeEndArray();
    }

    private void text(String key, String text) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    private static String fingerprint(SarifResult result) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(
                    result.rule().column(), result.uri(), result.member().orElse(""), result.message())) {
                digest.update(part.getBytes(UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
