package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wheelsweep.spark.LocalSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a command without being its fault is named in a few lines, without a stack trace. */
class EndedFromOutsideTest {
    private static final int SECONDS = 120;
    private static final int MACHINE = 5;
    private static final String GIVE_MORE = "give it more, such as WHEELSWEEP_JAVA_OPTS=-Xmx4g, and run it again";

    @TempDir
    private Path folder;

    @Test
    void aSignalIsNamedInOneLine() throws IOException, InterruptedException {
        Path mirror = folder.resolve("mirror");
        Wheels.honest().writeTo(mirror);
        for (String signal : List.of("INT", "TERM")) {
            Path dataset = folder.resolve(signal);
            Process sweep = start(List.of(), "sweep", mirror.toString(), "--dataset", dataset.toString());
            awaitLock(sweep, dataset.resolve("_lock"));

            new ProcessBuilder("kill", "-" + signal, Long.toString(sweep.pid()))
                    .start()
                    .waitFor();

            assertThat(code(sweep)).as(signal).isEqualTo(signal.equals("INT") ? 130 : 143);
            assertThat(errors())
                    .containsExactly(
                            "wheelsweep: interrupted: run the same command again; a sweep goes on where it was");
        }
    }

    @Test
    void aHeapThatIsTooSmallIsNamedWithTheVariableOfTheLauncher() throws IOException, InterruptedException {
        String full =
                Files.write(folder.resolve("systems.json"), new byte[64 << 20]).toString();
        Process systems = start(List.of("-Xmx32m"), "systems", "--systems", full);

        assertThat(code(systems)).isEqualTo(MACHINE);
        assertThat(errors())
                .hasSize(3)
                .contains("wheelsweep: 'systems --systems %s' could not be finished".formatted(full))
                .anyMatch(line -> line.startsWith("  cause:  Java's heap is too small: it may grow to "))
                .endsWith("  remedy: " + GIVE_MORE);
    }

    /** Runs only with the permission to mount, which filling a disk requires. */
    @Test
    void aFullDiskIsNamedInThreeLines() throws IOException, InterruptedException {
        Path mirror = folder.resolve("mirror");
        Wheels.honest().writeTo(mirror);
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(exitOf("mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", disk.toString()))
                .as("mount")
                .isZero();
        try {
            String dataset = disk.resolve("dataset").toString();
            Process sweep = start(List.of(), "sweep", mirror.toString(), "--dataset", dataset);

            assertThat(code(sweep)).isEqualTo(MACHINE);
            assertThat(errors())
                    .containsExactly(
                            "wheelsweep: 'sweep %s --dataset %s' could not be finished".formatted(mirror, dataset),
                            "  cause:  No space left on device",
                            "  remedy: check free space and permissions, then run it again");
        } finally {
            assertThat(exitOf("umount", disk.toString())).isZero();
        }
    }

    private static int exitOf(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor();
    }

    @Test
    void sparkNeedsALargerHeap() throws IOException, InterruptedException {
        Path mirror = folder.resolve("mirror");
        Wheels.honest().writeTo(mirror);
        Process sweep = start(
                List.of("-Xmx96m"),
                "sweep",
                mirror.toString(),
                "--dataset",
                folder.resolve("dataset").toString());

        assertThat(code(sweep)).isEqualTo(MACHINE);
        assertThat(errors())
                .hasSize(3)
                .startsWith("wheelsweep: cannot start Spark")
                .endsWith("  remedy: " + GIVE_MORE);
    }

    /** By default, Spark would end the process with an exit code of its own, after some stack traces. */
    @Test
    void aTaskOfSparkNeedsALargerHeap() throws Exception {
        Path mirror = folder.resolve("mirror");
        Wheels.honest().writeTo(mirror);
        Path dataset = folder.resolve("dataset");
        LocalSweep.of(mirror, dataset);
        String sql = "SELECT sum(size(sequence(1, 100000000 + CAST(size AS INT)))) FROM wheels";
        Process query = start(List.of("-Xmx480m"), "query", dataset.toString(), "--master", "local[1]", "--sql", sql);

        assertThat(code(query)).isEqualTo(MACHINE);
        assertThat(errors()).hasSize(3).endsWith("  remedy: " + GIVE_MORE);
    }

    private static void awaitLock(Process sweep, Path lock) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!Files.exists(lock) && sweep.isAlive() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(sweep.isAlive()).isTrue();
    }

    private Process start(List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // A shell that starts the tests in the background ignores SIGINT, and so would Java.
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(options);
        // What the launcher passes.
        command.add("@" + Path.of("src", "main", "jvm", "spark.args"));
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errorFile().toFile());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return builder.start();
    }

    private Path errorFile() {
        return folder.resolve("err");
    }

    /** Without what Java says about the options of Spark. */
    private List<String> errors() throws IOException {
        return Files.readAllLines(errorFile()).stream()
                .filter(line -> !line.startsWith("WARNING: "))
                .toList();
    }

    private static int code(Process process) throws InterruptedException {
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("ends").isTrue();
        return process.exitValue();
    }
}
