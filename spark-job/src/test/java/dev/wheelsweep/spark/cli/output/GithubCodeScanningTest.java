package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What GitHub's code scanning demands of a SARIF file beyond the schema: the rules GH1001 and later of Microsoft's
 * multitool, and the table of supported properties in GitHub's documentation. CONTRIBUTING.md says how to run the multitool.
 */
class GithubCodeScanningTest {
    private static final int MOST_CHARACTERS = 1024;
    private static final List<String> LEVELS = List.of("error", "warning", "note");

    @TempDir
    private Path folder;

    private JsonNode run;

    @BeforeEach
    void checkAFolderOfEveryKind() throws IOException {
        Wheels.overclaiming().phantom("gone.py").writeTo(folder);
        Wheels.honest().writeTo(folder);
        Files.writeString(folder.resolve("page, 100%-1.0-py3-none-any.whl"), "<html>");
        byte[] whole = Wheels.pure().bytes();
        Files.write(folder.resolve(Wheels.PURE), Arrays.copyOf(whole, whole.length / 2));
        JsonNode document =
                Documents.read(Outcome.of("check", "--format", "sarif", folder).out());
        run = document.at("/runs/0");
    }

    @Test
    void theToolHasItsNameAndItsVersion() {
        JsonNode driver = run.at("/tool/driver");

        assertThat(driver.get("name").asText()).isEqualTo("wheelsweep");
        assertThat(driver.get("semanticVersion").asText())
                .as("semver.org")
                .matches("\\d+\\.\\d+\\.\\d+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?");
    }

    @Test
    void everyRuleIsDescribed() {
        Set<String> ids = new HashSet<>();
        for (JsonNode rule : run.at("/tool/driver/rules")) {
            String id = rule.get("id").asText();
            assertThat(ids.add(id)).as(id).isTrue();
            assertThat(rule.get("name").asText()).as(id).matches("([A-Z][a-z0-9]*)+");
            for (String description : List.of("/shortDescription/text", "/fullDescription/text")) {
                assertThat(rule.at(description).asText()).as(id).endsWith(".").hasSizeLessThan(MOST_CHARACTERS);
            }
            assertThat(rule.at("/help/text").asText())
                    .as(id)
                    .contains("Remedy: ")
                    .endsWith(".");
            assertThat(rule.at("/help/markdown").asText()).as(id).contains("**Remedy:** ");
            assertThat(rule.at("/defaultConfiguration/level").asText()).as(id).isIn(LEVELS);
        }
        assertThat(ids).contains("tag_violated", "unread_wheel");
    }

    @Test
    void everyResultHasARuleAPlaceAndAFingerprint() {
        Set<String> fingerprints = new HashSet<>();
        for (JsonNode result : run.get("results")) {
            String id = result.get("ruleId").asText();
            JsonNode rule =
                    run.at("/tool/driver/rules/" + result.get("ruleIndex").asInt());
            assertThat(rule.get("id").asText()).isEqualTo(id);
            assertThat(result.get("level").asText()).as(id).isIn(LEVELS);
            assertThat(result.at("/message/text").asText()).as(id).isNotEmpty();
            assertThat(result.get("locations")).as(id).hasSize(1);
            isAPlace(result.at("/locations/0/physicalLocation"));
            assertThat(fingerprints.add(result.at("/partialFingerprints/primaryLocationLineHash")
                            .asText()))
                    .as(id)
                    .isTrue();
        }
        assertThat(run.get("results"))
                .extracting(result -> result.get("ruleId").asText())
                .containsExactly(
                        "tag_violated",
                        "tag_violated",
                        "executable_stack",
                        "unread_wheel",
                        "unread_wheel",
                        "phantom_record");
    }

    private void isAPlace(JsonNode place) {
        URI uri = URI.create(place.at("/artifactLocation/uri").asText());
        assertThat(uri.isAbsolute()).as("%s", uri).isFalse();
        assertThat(uri.getPath()).doesNotStartWith("/");
        assertThat(Path.of(uri.getPath()).toAbsolutePath()).exists();
        assertThat(place.at("/artifactLocation/uriBaseId").asText()).isEqualTo("%SRCROOT%");
        assertThat(run.at("/originalUriBaseIds").has("%SRCROOT%")).isTrue();
        for (String key : List.of("startLine", "startColumn", "endLine")) {
            assertThat(place.at("/region/" + key).asInt()).as(key).isEqualTo(1);
        }
        assertThat(place.at("/region/endColumn").asInt()).isPositive();
    }

    @Test
    void nothingNamesAnAbsolutePath() {
        assertThat(run.toString()).doesNotContain("file:").doesNotContain("\"" + folder);
    }
}
