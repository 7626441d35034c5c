package dev.wheelsweep.spark.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
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
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SARIF 2.1.0 (OASIS), one run, for code scanning: one document for all wheels, written on closing. If there are more
 * results than {@link #MAX_RESULTS}, the most severe are written, and a notification says how many are omitted. A wheel that
 * could not be read is a result, because GitHub shows nothing else, and a notification, as SARIF demands.
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

    /** SARIF's name for the folder that relative paths begin in; where it is differs from machine to machine. */
    private static final String ROOT = "%SRCROOT%";

    private final JsonOutput output;
    private final JsonGenerator json;
    private final SarifRules rules;
    private final PrintWriter err;
    /** At most {@link #MAX_RESULTS} results per severity: more would never be written. */
    private final Map<Severity, List<Annotation>> kept = new EnumMap<>(Severity.class);

    private final List<Annotation> unread = new ArrayList<>();
    private long results;

    /** @param err receives the number of omitted results, if any */
    public SarifReports(PrintWriter out, PrintWriter err) {
        this.output = JsonOutput.lines(out);
        this.json = output.generator();
        this.rules = new SarifRules(json);
        this.err = err;
    }

    @Override
    public void write(CheckedWheel wheel) {
        WheelPlace place = WheelPlace.of(wheel);
        Annotation.unread(wheel, place).ifPresent(unread::add);
        for (Annotation result : Annotation.of(wheel, place)) {
            results++;
            List<Annotation> alike = kept.computeIfAbsent(result.rule().severity(), severity -> new ArrayList<>());
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
        json.writeObjectFieldStart("originalUriBaseIds");
        json.writeObjectFieldStart(ROOT);
        rules.text("description", "The folder in which wheelsweep ran.");
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("results");
        for (Annotation result : gravest()) {
            result(result);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        output.close();
    }

    private List<Annotation> gravest() {
        List<Annotation> gravest = new ArrayList<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            List<Annotation> alike = kept.getOrDefault(severity, List.of());
            gravest.addAll(alike.subList(0, Math.min(alike.size(), MAX_RESULTS - gravest.size())));
        }
        return gravest;
    }

    private void tool() throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "wheelsweep");
        json.writeStringField("version", ScannerVersion.CURRENT);
        json.writeStringField("semanticVersion", ScannerVersion.CURRENT);
        rules.write();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation() throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", unread.isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Annotation wheel : unread) {
            notification("error", wheel.message(), Optional.of(wheel));
        }
        long leftOut = Math.max(0, results - MAX_RESULTS);
        if (leftOut > 0) {
            String note = leftOut + " results are omitted, the least severe ones: no more than " + MAX_RESULTS
                    + " fit in a run";
            notification("warning", note, Optional.empty());
            err.println("wheelsweep: " + note);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void notification(String level, String message, Optional<Annotation> about) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", level);
        rules.text("message", message);
        if (about.isPresent()) {
            locations(about.get());
        }
        json.writeEndObject();
    }

    private void result(Annotation result) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", result.rule().id());
        json.writeNumberField("ruleIndex", rules.index(result.rule()));
        json.writeStringField("level", SarifRules.level(result.rule().severity()));
        rules.text("message", result.message());
        locations(result);
        if (result.acceptance().isPresent()) {
            suppression(result.acceptance().get());
        }
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField(FINGERPRINT, fingerprint(result));
        json.writeEndObject();
        json.writeEndObject();
    }

    private void locations(Annotation result) throws IOException {
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", result.place().uri());
        if (result.place().isRelative()) {
            json.writeStringField("uriBaseId", ROOT);
        }
        json.writeEndObject();
        firstCharacter();
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
    }

    /** GitHub demands a region, also in a file without lines. */
    private void firstCharacter() throws IOException {
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", 1);
        json.writeNumberField("startColumn", 1);
        json.writeNumberField("endLine", 1);
        json.writeNumberField("endColumn", 2);
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

    private static String fingerprint(Annotation result) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts(result)) {
                digest.update(part.getBytes(UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** A file that moves to another folder is another file. */
    private static List<String> parts(Annotation result) {
        String path = result.place().text();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        return Stream.concat(
                        Stream.of(result.rule().id(), folder, result.member().orElse("")), result.identity().stream())
                .toList();
    }
}
