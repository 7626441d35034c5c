package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import dev.wheelsweep.spark.cli.output.Documents;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SystemsCommandTest {
    private static final String MINE = """
            {"systems": [
              {"id": "mine:1", "name": "Mine", "libc": "glibc", "libc_version": "2.30", "layout": "lib64",
               "end": "%s", "architectures": [{"names": ["aarch64"]}]}]}
            """;

    @TempDir
    private Path folder;

    @Test
    void listsEverySystemOnItsLine() {
        Outcome outcome = Outcome.of("systems");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines())
                .hasSize(1 + SystemCatalog.builtIn().all().size())
                .anyMatch(
                        line -> line.matches("rhel:8 +glibc 2\\.28 +3\\.6 +9\\.0\\.3 +2029-05-31.* manylinux_2_28 .*"));
    }

    @Test
    void theLastDayOfSupportHasNotEnded() throws IOException {
        Path file = Files.writeString(folder.resolve("systems.json"), MINE.formatted("2026-11-29"));

        assertThat(lastLine(file, "2026-11-29T23:59:59Z"))
                .contains(" 2026-11-29 ")
                .doesNotContain("ended");
        assertThat(lastLine(file, "2026-11-30T00:00:00Z")).contains(" 2026-11-29 ended ");
    }

    @Test
    void theJsonIsAFileOfTheSameSystems() throws IOException, FormatException {
        String json = Outcome.of("systems", "--format", "json").out();
        Path file = Files.writeString(folder.resolve("systems.json"), json);

        assertThat(SystemCatalog.builtIn().with(file).all().stream().map(LinuxSystem::id))
                .containsExactlyElementsOf(SystemCatalog.builtIn().all().stream()
                        .map(LinuxSystem::id)
                        .toList());
        assertThat(Outcome.of("systems", "--systems", file).out())
                .isEqualTo(Outcome.of("systems").out());
    }

    @Test
    void printsTheSchemaOfFilesOfSystems() {
        Outcome outcome = Outcome.of("systems", "--schema");

        assertThat(outcome.code()).isZero();
        assertThat(Documents.read(outcome.out()).get("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void aWrongFileIsNoInputAndTheErrorNamesTheLine() throws IOException {
        Path file = Files.writeString(folder.resolve("systems.json"), MINE.formatted("soon"));

        assertThat(Outcome.of("systems", "--systems", file))
                .isEqualTo(new Outcome(
                        3,
                        "",
                        Outcome.error(
                                "cannot use the file of systems " + file,
                                file + ", line 3, column 11: \"soon\" is no day such as 2029-05-31",
                                "fix it, or omit --systems to use the built-in systems only")));
    }

    @Test
    void aMissingFileIsNoInput() {
        Path missing = folder.resolve("systems.json");

        assertThat(Outcome.of("systems", "--systems", missing))
                .isEqualTo(new Outcome(
                        3,
                        "",
                        Outcome.error(
                                "cannot use the file of systems " + missing, "there is no such file", "fix the path")));
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        assertThat(Outcome.of("systems", "--format", "sarif").code()).isEqualTo(2);
    }

    private static String lastLine(Path systems, String now) {
        StringWriter out = new StringWriter();
        new CommandLine(new SystemsCommand(Clock.fixed(Instant.parse(now), ZoneOffset.UTC)))
                .setOut(new PrintWriter(out))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute("--systems", systems.toString());
        return out.toString().lines().reduce("", (earlier, line) -> line);
    }
}
