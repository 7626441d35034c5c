package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wheelsweep.spark.HostileNamesTest;
import dev.wheelsweep.spark.cli.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text from uploaders is shown by terminals and read by parsers; it never controls them. */
class HostileTextTest {
    @TempDir
    private Path folder;

    private String check(String format) throws IOException {
        Path wheel = HostileNamesTest.wheel().writeTo(folder);
        return Outcome.of("check", "--fail-on", "none", "--format", format, wheel)
                .out();
    }

    @Test
    void aTerminalGetsNothingButPrintableLines() throws IOException {
        String text = check("text");

        assertThat(text.codePoints().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
        assertThat(text.codePoints().filter(c -> Character.getType(c) == Character.FORMAT))
                .isEmpty();
        assertThat(text).contains("\\u{1b}[2J");
    }

    @Test
    void jsonIsOneLineAndKeepsTheNames() throws IOException {
        List<JsonNode> lines = Documents.lines(check("json"));
        List<String> files = new ArrayList<>();
        lines.get(0)
                .get("findings")
                .forEach(finding -> files.add(finding.get("file").asText()));

        assertThat(lines).hasSize(1);
        assertThat(files)
                .contains(HostileNamesTest.NAMES.get(0), HostileNamesTest.NAMES.get(1), HostileNamesTest.ESCAPED);
    }

    @Test
    void sarifIsADocument() throws IOException {
        assertThat(Documents.read(check("sarif")).get("runs")).hasSize(1);
    }
}
