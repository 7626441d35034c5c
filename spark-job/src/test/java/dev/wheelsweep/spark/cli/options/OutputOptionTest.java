package dev.wheelsweep.spark.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import dev.wheelsweep.spark.cli.output.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of results is whole or not there. */
class OutputOptionTest {
    private static final String OLD = "of an earlier run";

    @TempDir
    private Path folder;

    private Path wheel;
    private Path results;

    @BeforeEach
    void aWheelAndAFolderForResults() throws IOException {
        wheel = Wheels.overclaiming().writeTo(folder.resolve("wheels"));
        results = Files.createDirectory(folder.resolve("results"));
    }

    @Test
    void theFileHasWhatStandardOutputWouldHave() throws IOException {
        for (List<Object> command : List.<List<Object>>of(
                List.of("check", wheel),
                List.of("check", "--format", "json", wheel),
                List.of("check", "--format", "sarif", wheel),
                List.of("explain", "empty_rpath"),
                List.of("policies", "--schema"),
                List.of("query", "--show", "coverage"),
                List.of("systems", "--schema"))) {
            Path file = results.resolve("out");
            Outcome printed = Outcome.of(command.toArray());

            Outcome written = Outcome.of(with(command, "--output", file));

            assertThat(written).as("%s", command).isEqualTo(new Outcome(printed.code(), "", printed.err()));
            assertThat(file).as("%s", command).hasContent(printed.out());
            assertThat(names()).containsExactly("out");
        }
    }

    @Test
    void aHyphenIsStandardOutput() {
        assertThat(Outcome.of("explain", "--output", "-", "empty_rpath"))
                .isEqualTo(Outcome.of("explain", "empty_rpath"));
    }

    @Test
    void aCommandThatFailsLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(results.resolve("out"), OLD);

        Outcome outcome = Outcome.of("check", "--output", file, wheel, folder.resolve("missing"));

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(file).hasContent(OLD);
        assertThat(names()).containsExactly("out");
    }

    @Test
    void anErrorHalfwayLeavesTheOldFile() throws IOException {
        Path file = Files.writeString(results.resolve("out"), OLD);

        assertThatThrownBy(() -> new WholeFile(file).write(out -> {
                    out.println("the first half");
                    out.flush();
                    throw new IllegalStateException("halfway");
                }))
                .hasMessage("halfway");

        assertThat(file).hasContent(OLD);
        assertThat(names()).containsExactly("out");
    }

    @Test
    void aFileThatCannotBeIsWrongUsageAndFoundBeforeTheWork() {
        record Case(Path file, String cause) {}
        for (Case it : List.of(
                new Case(results, "it is a folder"),
                new Case(Path.of("/"), "it is a folder"),
                new Case(results.resolve("no/out"), "there is no folder " + results.resolve("no")),
                new Case(wheel.resolve("out"), "there is no folder " + wheel))) {
            Outcome outcome = Outcome.of("check", "--output", it.file(), folder.resolve("missing"));

            assertThat(outcome.code()).as("%s", it).isEqualTo(2);
            assertThat(outcome.err())
                    .as("%s", it)
                    .startsWith("wheelsweep: cannot write " + it.file())
                    .contains("\n  cause:  " + it.cause())
                    .hasLineCount(3);
        }
    }

    @Test
    void aFullDiskIsAnErrorOfTheMachine() {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        for (String format : List.of("text", "sarif")) {
            Outcome outcome = Outcome.of("check", "--format", format, "--output", full, wheel);

            assertThat(outcome.code()).as(format).isEqualTo(5);
            assertThat(outcome.err())
                    .as(format)
                    .startsWith("wheelsweep: cannot write /dev/full")
                    .contains("\n  cause:  ", "\n  remedy: check free space")
                    .hasLineCount(3);
        }
        assertThat(full).exists();
    }

    @Test
    void devicesAndLinksStayWhatTheyAre() throws IOException {
        Path file = Files.writeString(results.resolve("out"), OLD);
        Path link = Files.createSymbolicLink(results.resolve("link"), file);

        assertThat(Outcome.of("policies", "--output", link).code()).isZero();
        assertThat(Outcome.of("policies", "--output", "/dev/null").code()).isZero();

        assertThat(link).isSymbolicLink();
        assertThat(file).content().startsWith("policy set").doesNotContain(OLD);
        assertThat(Path.of("/dev/null")).matches(it -> !Files.isRegularFile(it), "is a device");
    }

    @Test
    void aFileIsColouredOnlyIfAsked() throws IOException {
        Path file = results.resolve("out");

        Outcome.of("check", "--output", file, wheel);
        assertThat(file).content().doesNotContain("\u001b");
        Outcome.of("check", "--color", "always", "--output", file, wheel);
        assertThat(file).content().contains("\u001b");
    }

    private static Object[] with(List<Object> command, Object... more) {
        List<Object> all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all.toArray();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
