package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wheelsweep.spark.LocalSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that the disk has no space for end a command with an exit code and three lines, and never with a stack trace. */
class FullDiskTest {
    /** Refuses every byte as a full disk does. */
    private static final Path FULL = Path.of("/dev/full");

    private static final String NO_SPACE = "No space left on device";
    private static final int MACHINE = 5;

    @TempDir
    private Path folder;

    @BeforeEach
    void hasSuchADevice() {
        assumeTrue(Files.exists(FULL));
    }

    @Test
    void everyShortCommandSaysThatItsOutputIsLost() throws IOException, InterruptedException {
        String wheel = Wheels.overclaiming().writeTo(folder).toString();
        for (List<String> command : List.of(
                List.of("check", wheel),
                List.of("check", "--format", "json", wheel),
                List.of("check", "--format", "auditwheel-json", wheel),
                List.of("check", "--format", "sarif", wheel),
                List.of("check", "--format", "github", wheel),
                List.of("explain"),
                List.of("generate-completion"),
                List.of("policies", "--format", "json"),
                List.of("systems"),
                List.of("--help"),
                List.of("sweep", "--help"))) {
            endsInThreeLines(command);
        }
    }

    @Test
    void everyCommandOfADatasetSaysThatItsOutputIsLost() throws Exception {
        Path mirror = folder.resolve("mirror");
        Wheels.honest().writeTo(mirror);
        String dataset = folder.resolve("dataset").toString();
        List<String> sweep = List.of("sweep", mirror.toString(), "--dataset", dataset);
        // It publishes before it prints.
        endsInThreeLines(sweep);
        endsInThreeLines(sweep);
        endsInThreeLines(List.of("diff", dataset));
        endsInThreeLines(List.of("judge", dataset));
        endsInThreeLines(List.of("compact", dataset));
        endsInThreeLines(List.of("report", dataset));
        endsInThreeLines(List.of("show", "honest", dataset));
        for (String format : List.of("table", "csv", "json")) {
            endsInThreeLines(List.of("query", "--sql", "SELECT 1 AS one", dataset, "--format", format));
        }
    }

    @Test
    void aFileOfResultsIsNamed() throws Exception {
        Path mirror = folder.resolve("mirror");
        String wheel = Wheels.honest().writeTo(mirror).toString();
        String dataset = sweep(mirror);
        String refused =
                Outcome.error("cannot write " + FULL, NO_SPACE, "check free space and permissions, then run it again");

        assertThat(Outcome.of("check", wheel, "--output", FULL)).isEqualTo(new Outcome(MACHINE, "", refused));
        assertThat(Outcome.of("report", dataset, "--html", FULL)).isEqualTo(new Outcome(MACHINE, "", refused));
    }

    /** The device is written, not replaced by a file. */
    @Test
    void metricsThatCannotBeWrittenChangeTheExitCode() throws Exception {
        Path mirror = folder.resolve("mirror");
        Wheels.honest().writeTo(mirror);

        Outcome outcome = Outcome.interpreted(
                "sweep", mirror, "--dataset", folder.resolve("dataset"), "--metrics", FULL, "--quiet");

        assertThat(outcome.code()).isEqualTo(MACHINE);
        assertThat(outcome.out()).contains("honest");
        assertThat(outcome.err())
                .endsWith(Outcome.error(
                        "cannot write the metrics " + FULL,
                        NO_SPACE,
                        "check free space and permissions; the results of the command are complete"));
        assertThat(Files.isRegularFile(FULL)).isFalse();
    }

    private String sweep(Path mirror) throws Exception {
        Path dataset = folder.resolve("dataset");
        LocalSweep.of(mirror, dataset);
        return dataset.toString();
    }

    private void endsInThreeLines(List<String> arguments) throws IOException, InterruptedException {
        Path err = folder.resolve("err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path"), Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(FULL.toFile()).redirectError(err.toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process process = builder.start();

        assertThat(process.waitFor())
                .as("%s: %s", arguments, Files.readString(err))
                .isEqualTo(MACHINE);
        try (Stream<String> lines = Files.lines(err)) {
            assertThat(lines.filter(line -> !line.startsWith("WARNING: ")))
                    .endsWith(
                            "wheelsweep: '%s' could not print its results".formatted(String.join(" ", arguments)),
                            "  cause:  standard output cannot be written: " + NO_SPACE,
                            "  remedy: check free space, then run it again")
                    .noneMatch(line -> line.startsWith("\tat "));
        }
    }
}
