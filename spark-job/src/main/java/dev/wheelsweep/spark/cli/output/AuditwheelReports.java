package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.core.policy.Axis;
import dev.wheelsweep.core.policy.AxisResult;
import dev.wheelsweep.core.policy.AxisResult.Evidence;
import dev.wheelsweep.core.policy.ExternalLibrary;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.LibraryVersions;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@code auditwheel show --json} prints, version 1 of its schema, so that scripts written for it continue to work; on
 * one line, so that several wheels make JSON lines. Libraries are not searched on this machine: their paths are null.
 */
public final class AuditwheelReports implements ReportWriter {
    private static final int SCHEMA_VERSION = 1;
    private static final String NO_PLATFORM_WHEEL =
            "This does not look like a platform wheel: " + "there is no ELF file in it that a policy speaks about";

    private final JsonOutput output;
    private final JsonGenerator json;

    public AuditwheelReports(PrintWriter out) {
        output = JsonOutput.lines(out);
        json = output.generator();
    }

    @Override
    public void write(CheckedWheel wheel) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", SCHEMA_VERSION);
        json.writeStringField("wheel", wheel.report().file());
        Optional<String> policy =
                wheel.judgement().filter(judgement -> wheel.read()).flatMap(Judgement::policy);
        if (policy.isPresent()) {
            json.writeBooleanField("pure", false);
            platformWheel(wheel.judgement().get(), policy.get());
        } else if (pure(wheel)) {
            json.writeBooleanField("pure", true);
        } else {
            json.writeStringField(
                    "error", wheel.report().reason().map(Wording::ofWheel).orElse(NO_PLATFORM_WHEEL));
        }
        json.writeEndObject();
    }

    private static boolean pure(CheckedWheel wheel) {
        List<PlatformTag> tags =
                wheel.report().name().map(WheelFilename::platformTags).orElse(List.of());
        return wheel.read()
                && wheel.report().elfFiles().isEmpty()
                && tags.stream().allMatch(tag -> tag.family() == PlatformTag.Family.ANY);
    }

    private void platformWheel(Judgement judgement, String policy) throws IOException {
        json.writeStringField("overall_tag", policy);
        json.writeStringField("sym_tag", policy(judgement, Axis.SYMBOLS));
        json.writeBooleanField("pyfpe", fails(judgement, Axis.PYFPE));
        json.writeBooleanField("ucs2", fails(judgement, Axis.UCS2));
        json.writeBooleanField("unsupported_isa", fails(judgement, Axis.ISA));
        json.writeObjectFieldStart("versioned_symbols");
        for (LibraryVersions needs : judgement.versions()) {
            output.texts(needs.library(), needs.versions());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("external_libs");
        for (ExternalLibrary library : judgement.externalLibraries()) {
            json.writeNullField(library.name());
        }
        json.writeEndObject();
        upgrades(judgement, policy);
    }

    private static String policy(Judgement judgement, Axis axis) {
        return judgement.axis(axis).map(AxisResult::policy).orElseThrow();
    }

    private static boolean fails(Judgement judgement, Axis axis) {
        List<String> policies = judgement.policies();
        return policy(judgement, axis).equals(policies.get(policies.size() - 1));
    }

    /** What prevents each more compatible policy; policies that would need another build are omitted. */
    private void upgrades(Judgement judgement, String policy) throws IOException {
        json.writeObjectFieldStart("policy_upgrades");
        List<String> policies = judgement.policies();
        for (int rank = 0; rank < policies.indexOf(policy); rank++) {
            List<String> libraries = librariesRefusedBy(rank, judgement);
            SortedMap<String, SortedSet<String>> symbols = symbolsForbiddenBy(rank, judgement);
            if (!libraries.isEmpty() || !symbols.isEmpty()) {
                json.writeObjectFieldStart(policies.get(rank));
                upgrade(libraries, symbols);
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }

    private void upgrade(List<String> libraries, SortedMap<String, SortedSet<String>> symbols) throws IOException {
        if (!libraries.isEmpty()) {
            output.texts("libs_to_eliminate", libraries);
        }
        if (!symbols.isEmpty()) {
            json.writeObjectFieldStart("blacklisted_symbols");
            for (var library : symbols.entrySet()) {
                output.texts(library.getKey(), library.getValue());
            }
            json.writeEndObject();
        }
    }

    /** @param rank a policy's place among the judgement's, 0 for the most compatible */
    private static List<String> librariesRefusedBy(int rank, Judgement judgement) {
        return judgement.externalLibraries().stream()
                .filter(library -> judgement.policies().indexOf(library.policy()) > rank)
                .map(ExternalLibrary::name)
                .toList();
    }

    private static SortedMap<String, SortedSet<String>> symbolsForbiddenBy(int rank, Judgement judgement) {
        SortedMap<String, SortedSet<String>> forbidden = new TreeMap<>();
        for (Evidence evidence :
                judgement.axis(Axis.FORBIDDEN_SYMBOLS).orElseThrow().evidence()) {
            if (judgement.policies().indexOf(evidence.policy()) > rank) {
                forbidden
                        .computeIfAbsent(evidence.requirement().library().orElse(""), library -> new TreeSet<>())
                        .addAll(evidence.requirement().symbols());
            }
        }
        return forbidden;
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
