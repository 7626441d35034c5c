package dev.wheelsweep.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.LocalSweep;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command whose standard output is a pipe that the reader closes ends at once, as other programs in a pipe do. */
class ClosedOutputTest {
    private static final int OUTPUT_CLOSED = 141;
    private static final int WHEELS = 200;

    /** Rows of an answer that no pipe holds: one buffers at most a MiB. Only a closed pipe ends a command with {@link #OUTPUT_CLOSED}. */
    private static final int ROWS = 300_000;

    private static final int SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void aClosedPipeEndsEveryCommandThatPrints() throws IOException, InterruptedException {
        Path wheel = Wheels.honest().writeTo(folder);
        for (List<String> command : List.of(
                List.of("check", wheel.toString()),
                List.of("check", "--format", "json", wheel.toString()),
                List.of("check", "--format", "auditwheel-json", wheel.toString()),
                List.of("check", "--format", "sarif", wheel.toString()),
                List.of("explain"),
                List.of("generate-completion"),
                List.of("policies"),
                List.of("policies", "--format", "json"),
                List.of("systems"),
                List.of("systems", "--format", "json"),
                List.of("query", "--list"),
                List.of("query", "--show", "coverage"),
                List.of("--help"),
                List.of("sweep", "--help"),
                List.of("--version"))) {
            Process process = start(command);
            process.getInputStream().close();

            assertThat(code(process)).as("%s", command).isEqualTo(OUTPUT_CLOSED);
        }
    }

    @Test
    void aReaderOfOneLineEndsTheCheckOfManyWheels() throws IOException, InterruptedException {
        byte[] wheel = Wheels.honest().bytes();
        for (int i = 0; i < WHEELS; i++) {
            Path copy = Files.createDirectory(folder.resolve("%03d".formatted(i)));
            Files.write(copy.resolve(Wheels.HONEST), wheel);
        }
        Process process = start(List.of("check", folder.toString()));

        assertThat(firstLine(process)).startsWith("honest-1.0");
        assertThat(code(process)).isEqualTo(OUTPUT_CLOSED);
    }

    @Test
    void aReaderOfOneLineEndsAnAnswerOfManyRows() throws Exception {
        Path mirror = folder.resolve("mirror");
        Wheels.honest().writeTo(mirror);
        Path dataset = folder.resolve("dataset");
        LocalSweep.of(mirror, dataset);
        String sql = "SELECT x AS id FROM range(%d) AS r(x)".formatted(ROWS);
        List<String> query = List.of("query", "--sql", sql, dataset.toString(), "--format");
        assertEndsAfterOneLine(with(query, "table"));
        assertEndsAfterOneLine(with(query, "csv"));
        assertEndsAfterOneLine(with(query, "json"));
        List<String> bySpark = with(query, "json");
        bySpark.addAll(LocalSpark.interpretingOptions());
        assertEndsAfterOneLine(bySpark);
    }

    private static List<String> with(List<String> command, String format) {
        List<String> all = new ArrayList<>(command);
        all.add(format);
        return all;
    }

    private static void assertEndsAfterOneLine(List<String> query) throws IOException, InterruptedException {
        Process process = start(query);

        assertThat(firstLine(process)).as("%s", query).contains("id");
        assertThat(code(process)).as("%s", query).isEqualTo(OUTPUT_CLOSED);
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path"), Main.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    /** Closes the pipe after the first line. */
    private static String firstLine(Process process) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            return reader.readLine();
        }
    }

    private static int code(Process process) throws InterruptedException {
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("ends at once").isTrue();
        return process.exitValue();
    }
}
