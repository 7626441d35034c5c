package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import dev.wheelsweep.spark.cli.findings.FindingGuide;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifReportsTest {
    @TempDir
    private Path folder;

    @Test
    void oneRunHasARuleForEveryKindOfFinding() throws IOException {
        JsonNode document = check(Wheels.honest().writeTo(folder));

        assertThat(document.get("version").asText()).isEqualTo("2.1.0");
        assertThat(document.get("$schema").asText()).endsWith("/sarif-schema-2.1.0.json");
        assertThat(document.get("runs")).hasSize(1);
        JsonNode driver = document.at("/runs/0/tool/driver");
        assertThat(driver.get("name").asText()).isEqualTo("wheelsweep");
        assertThat(driver.get("rules"))
                .extracting(rule -> rule.get("id").asText())
                .containsExactlyElementsOf(
                        FindingGuide.all().stream().map(FindingGuide::id).toList());
        assertThat(document.at("/runs/0/results")).isEmpty();
        assertThat(document.at("/runs/0/invocations/0/executionSuccessful").asBoolean())
                .isTrue();
    }

    @Test
    void resultsNameTheWheelTheMemberAndTheSymbols() throws IOException {
        Path wheel = Wheels.overclaiming().writeTo(folder);

        JsonNode results = check(wheel).at("/runs/0/results");

        assertThat(results)
                .extracting(result -> result.get("ruleId").asText())
                .containsExactly("tag_violated", "tag_violated", "executable_stack");
        JsonNode first = results.get(0);
        assertThat(first.get("level").asText()).isEqualTo("error");
        assertThat(first.at("/message/text").asText())
                .isEqualTo("manylinux_2_17_x86_64, manylinux2014_x86_64 is claimed, but over/_a.so needs"
                        + " GLIBC_2.34 of libc.so.6 (dlclose, dlopen, dlsym, +2)");
        assertThat(first.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asText())
                .isEqualTo(WheelPlace.of(wheel, Path.of("")).uri());
        assertThat(first.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo("over/_a.so");
        assertThat(results.get(2).get("level").asText()).isEqualTo("error");
        Set<String> fingerprints = new HashSet<>();
        results.forEach(result -> fingerprints.add(
                result.at("/partialFingerprints/primaryLocationLineHash").asText()));
        assertThat(fingerprints).hasSize(3).allMatch(fingerprint -> fingerprint.matches("[0-9a-f]{64}"));
    }

    @Test
    void anUnreadWheelIsAnErrorAndANotification() throws IOException {
        Files.writeString(folder.resolve("page-1.0-py3-none-any.whl"), "<html>");

        JsonNode run = check(folder).at("/runs/0");

        JsonNode result = run.at("/results/0");
        assertThat(result.get("ruleId").asText()).isEqualTo("unread_wheel");
        assertThat(result.get("level").asText()).isEqualTo("error");
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
        JsonNode notification = run.at("/invocations/0/toolExecutionNotifications/0");
        assertThat(notification.at("/message/text").asText())
                .startsWith("page-1.0-py3-none-any.whl could not be read: ")
                .isEqualTo(result.at("/message/text").asText());
        assertThat(notification.get("locations")).isEqualTo(result.get("locations"));
    }

    /** RECORD names a hundred files that are not there, 251 times; the one error comes last and must not be lost. */
    @Test
    void ofTooManyResultsTheMostSevereAreWrittenAndTheRestIsCounted() throws IOException {
        WheelBuilder phantoms = WheelBuilder.named("many-1.0-py3-none-any.whl");
        for (int i = 0; i < 100; i++) {
            phantoms.phantom("gone/" + i + ".py");
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CheckedWheel many = CheckedWheels.read(phantoms.writeTo(folder));
        CheckedWheel over = CheckedWheels.read(Wheels.overclaiming().writeTo(folder));
        try (SarifReports reports = new SarifReports(new PrintWriter(out), new PrintWriter(err))) {
            for (int i = 0; i < 251; i++) {
                reports.write(many);
            }
            reports.write(over);
        }

        JsonNode run = Documents.read(out.toString()).at("/runs/0");
        assertThat(run.get("results")).hasSize(SarifReports.MAX_RESULTS);
        assertThat(List.of(run.at("/results/0"), run.at("/results/2"), run.at("/results/3")))
                .extracting(result -> result.get("level").asText())
                .containsExactly("error", "error", "warning");
        // 25,100 phantoms, two violations and an executable stack, of which 25,000 fit.
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .startsWith("103 results are omitted");
        assertThat(err.toString()).startsWith("wheelsweep: 103 results are omitted");
    }

    /** Otherwise code scanning would close all alerts of a project and open them again with each of its releases. */
    @Test
    void theNextReleaseOfAWheelHasTheSameFingerprints() throws IOException {
        List<String> before = fingerprints(release("1.0", "pthread_create").writeTo(folder));

        assertThat(before).hasSize(3).doesNotHaveDuplicates();
        assertThat(fingerprints(release("1.1", "dlopen", "pthread_create").writeTo(folder)))
                .isEqualTo(before);
        assertThat(fingerprints(release("1.0", "pthread_create").writeTo(folder.resolve("other"))))
                .doesNotContainAnyElementsOf(before);
    }

    private static WheelBuilder release(String version, String... symbols) {
        return WheelBuilder.named("p-%s-cp312-cp312-manylinux_2_17_x86_64.whl".formatted(version))
                .elf(
                        "p/_x.so",
                        ElfBuilder.library()
                                .needed(Wheels.LIBC)
                                .exporting("PyInit__x")
                                .executableStack()
                                .need(Wheels.LIBC, "GLIBC_2.34", symbols))
                .phantom("gone.py");
    }

    private static List<String> fingerprints(Path wheel) {
        List<String> fingerprints = new ArrayList<>();
        check(wheel)
                .at("/runs/0/results")
                .forEach(result -> fingerprints.add(result.at("/partialFingerprints/primaryLocationLineHash")
                        .asText()));
        return fingerprints;
    }

    private static JsonNode check(Path path) {
        return Documents.read(Outcome.of("check", "--format", "sarif", path).out());
    }
}
