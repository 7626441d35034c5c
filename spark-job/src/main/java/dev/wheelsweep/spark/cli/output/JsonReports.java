package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.core.accelerator.AcceleratorUse;
import dev.wheelsweep.core.accelerator.DeviceStack;
import dev.wheelsweep.core.load.LoadFailure;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.policy.Axis;
import dev.wheelsweep.core.policy.AxisResult;
import dev.wheelsweep.core.policy.Claim;
import dev.wheelsweep.core.policy.ExternalLibrary;
import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.Requirement;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.core.policy.Violation;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.supply.OpenedLibrary;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.spark.systems.WheelOnSystem;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object per wheel and line; the keys are a contract. Every object has every key; what is
 * not known, because the wheel could not be read or has no ELF file, is null or empty.
 */
public final class JsonReports implements ReportWriter {
    private final JsonOutput output;
    private final JsonGenerator json;

    public JsonReports(PrintWriter out) {
        output = JsonOutput.lines(out);
        json = output.generator();
    }

    @Override
    public void write(CheckedWheel wheel) throws IOException {
        json.writeStartObject();
        scanned(wheel.report());
        judged(wheel.judgement());
        findings(wheel);
        json.writeArrayFieldStart("failures");
        for (Failure entry : wheel.report().failures()) {
            failure(entry);
        }
        json.writeEndArray();
        systems(wheel.systems());
        json.writeStringField("path", wheel.location());
        json.writeEndObject();
    }

    private void systems(List<WheelOnSystem> systems) throws IOException {
        json.writeArrayFieldStart("systems");
        for (WheelOnSystem on : systems) {
            json.writeStartObject();
            json.writeStringField("system", on.system().id());
            json.writeStringField("arch", on.environment().arch().name());
            json.writeStringField("python", on.environment().python().toString());
            json.writeStringField("installer", on.environment().installer().text());
            json.writeBooleanField("installs", on.installs());
            json.writeFieldName("refusal");
            if (on.refusal().isPresent()) {
                json.writeStartObject();
                json.writeStringField("reason", on.refusal().get().kind().column());
                json.writeStringField("text", on.refusal().get().text());
                json.writeEndObject();
            } else {
                json.writeNull();
            }
            json.writeStringField("loads", on.outcome().column());
            output.texts("needs", on.needs());
            loadFailure(on);
            output.text("end_of_support", on.system().lifecycle().end().map(LocalDate::toString));
            output.text(
                    "end_of_extended_support",
                    on.system().lifecycle().extendedEnd().map(LocalDate::toString));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void loadFailure(WheelOnSystem on) throws IOException {
        json.writeFieldName("failure");
        Optional<LoadFailure> failure = on.failure();
        if (failure.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("kind", failure.get().kind().column());
        json.writeStringField("text", failure.get().text());
        json.writeStringField("loaded_first", on.failing().orElseThrow().path());
        json.writeStringField("file", failure.get().file());
        output.text("library", failure.get().library());
        output.text("version", failure.get().version());
        output.text("symbol", failure.get().symbol());
        json.writeEndObject();
    }

    private void scanned(WheelReport report) throws IOException {
        json.writeStringField("wheel", report.file());
        json.writeStringField("status", report.status().column());
        json.writeFieldName("reason");
        if (report.reason().isPresent()) {
            failure(report.reason().get());
        } else {
            json.writeNull();
        }
        name(report.name());
        output.text("arch", report.arch().map(Arch::name));
        json.writeStringField("libc", report.libc().column());
        json.writeNumberField("elf_files", report.elfFiles().size());
    }

    private void name(Optional<WheelFilename> name) throws IOException {
        output.text("project", name.map(it -> it.project().normalized()));
        output.text("version", name.map(WheelFilename::version));
        output.text("build", name.flatMap(WheelFilename::build));
        output.texts("python_tags", name.map(WheelFilename::pythonTags).orElse(List.of()));
        output.texts("abi_tags", name.map(WheelFilename::abiTags).orElse(List.of()));
        output.texts(
                "platform_tags",
                name.map(WheelFilename::platformTags).orElse(List.of()).stream()
                        .map(PlatformTag::text)
                        .toList());
    }

    private void failure(Failure failure) throws IOException {
        json.writeStartObject();
        json.writeStringField("stage", failure.stage().column());
        json.writeStringField("reason", failure.reason().column());
        output.text("entry", failure.entry());
        json.writeNumberField("offset", failure.offset());
        json.writeStringField("detail", failure.detail());
        json.writeEndObject();
    }

    private void judged(Optional<Judgement> judgement) throws IOException {
        output.text("policy_id", judgement.map(Judgement::policyId));
        output.text("policy", judgement.flatMap(Judgement::policy));
        axes(judgement);
        json.writeObjectFieldStart("floor");
        if (judgement.isPresent()) {
            for (Map.Entry<String, DottedNumber> floor :
                    judgement.get().floors().byNamespace().entrySet()) {
                json.writeStringField(floor.getKey(), floor.getValue().toString());
            }
        }
        json.writeEndObject();
        output.texts(
                "external_libraries",
                judgement.stream()
                        .flatMap(it -> it.externalLibraries().stream())
                        .map(ExternalLibrary::name)
                        .toList());
        output.text("verdict", judgement.map(Judgement::verdict).map(Verdict::column));
        claims(judgement.map(Judgement::claims).orElse(List.of()));
        violations(judgement.map(Judgement::violations).orElse(List.of()));
        devices(judgement.map(Judgement::accelerators).orElse(List.of()));
        opened(judgement.map(Judgement::opened).orElse(List.of()));
    }

    private void axes(Optional<Judgement> judgement) throws IOException {
        json.writeObjectFieldStart("axes");
        for (Axis axis : Axis.OF_POLICIES) {
            output.text(axis.column(), judgement.flatMap(it -> it.axis(axis)).map(AxisResult::policy));
        }
        json.writeEndObject();
    }

    private void devices(List<AcceleratorUse> accelerators) throws IOException {
        json.writeArrayFieldStart("devices");
        for (DeviceStack device : DeviceStack.of(accelerators)) {
            json.writeStartObject();
            json.writeStringField("stack", device.stack());
            output.text("release", device.release().map(DottedNumber::toString));
            output.text("oldest_driver", device.oldestDriver());
            output.texts("shown_by", device.names());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void opened(List<OpenedLibrary> libraries) throws IOException {
        json.writeArrayFieldStart("opened_libraries");
        for (OpenedLibrary library : libraries) {
            json.writeStartObject();
            json.writeStringField("file", library.path());
            output.text("library", library.soname());
            output.text("feature", library.feature());
            output.text("priority", library.priority());
            output.text("file_in_wheel", library.fileInWheel());
            output.text("fault", library.fault());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void claims(List<Claim> claims) throws IOException {
        json.writeArrayFieldStart("claims");
        for (Claim claim : claims) {
            json.writeStartObject();
            json.writeStringField("tag", claim.tag().text());
            json.writeStringField("standing", claim.standing().column());
            json.writeNumberField("violation_count", claim.violationCount());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void violations(List<Violation> violations) throws IOException {
        json.writeArrayFieldStart("violations");
        for (Violation violation : violations) {
            Requirement need = violation.requirement();
            json.writeStartObject();
            json.writeStringField("tag", violation.tag());
            json.writeStringField("axis", need.axis().column());
            json.writeStringField("file", need.file());
            output.text("library", need.library());
            output.text("version", need.version());
            output.texts("symbols", need.symbols());
            json.writeBooleanField("weak", need.weak());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void findings(CheckedWheel wheel) throws IOException {
        json.writeArrayFieldStart("findings");
        for (Finding finding : wheel.findings()) {
            json.writeStartObject();
            json.writeStringField("id", finding.id().column());
            json.writeStringField("severity", finding.severity().column());
            output.text("file", finding.file());
            json.writeStringField("detail", finding.detail());
            json.writeBooleanField("accepted", wheel.acceptance(finding.id()).isPresent());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        output.close();
    }
}
