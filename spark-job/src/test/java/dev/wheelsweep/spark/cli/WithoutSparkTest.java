package dev.wheelsweep.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The class path of the short commands, as the launcher gives it to them: in another process, without Spark. */
class WithoutSparkTest {
    @TempDir
    private Path folder;

    @Test
    void checkNeedsNoSpark() throws IOException, InterruptedException {
        Path wheel = Wheels.honest().writeTo(folder);

        assertThat(run(0, "check", wheel.toString())).startsWith(Wheels.HONEST).contains("  honest  ");
    }

    /** Help and usage errors load the classes of all commands. */
    @Test
    void helpAndUsageNeedNoSpark() throws IOException, InterruptedException {
        assertThat(run(0, "--help"))
                .contains(
                        "check",
                        "compact",
                        "diff",
                        "explain",
                        "generate-completion",
                        "judge",
                        "policies",
                        "query",
                        "report",
                        "sweep",
                        "systems");
        assertThat(run(2))
                .contains(
                        "no command is given; there are check, compact, diff, explain, generate-completion, judge, policies, query, report, sweep, systems");
        for (String command : List.of("compact", "diff", "judge")) {
            assertThat(run(0, command, "--help")).contains("DATASET");
        }
        assertThat(run(0, "sweep", "--help")).contains("MIRROR");
    }

    private static String run(int code, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(code);
        return output;
    }

    /** Surefire passes the class path in a manifest and repeats it in a property. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(all.split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*/(org/apache/(spark|hadoop)|org/scala-lang)/.*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
