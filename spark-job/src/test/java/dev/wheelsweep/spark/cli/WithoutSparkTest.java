package dev.wheelsweep.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.cli.start.NeedsSparkException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
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
                        "show",
                        "sweep",
                        "systems");
        assertThat(run(2))
                .contains(
                        "no command is given; there are check, compact, diff, explain, generate-completion, judge, policies, query, report, show, sweep, systems");
        for (String command : List.of("compact", "diff", "judge")) {
            assertThat(run(0, command, "--help")).contains("DATASET");
        }
        assertThat(run(0, "sweep", "--help")).contains("MIRROR");
    }

    /** The launcher starts these with Spark again. */
    @Test
    void whatOnlySparkCanAnswerEndsWithACodeOfItsOwn() throws IOException, InterruptedException {
        assertThat(run(NeedsSparkException.EXIT_CODE, "query", "coverage", "s3a://bucket/dataset"))
                .isEqualTo("wheelsweep: only Spark can answer: s3a://bucket/dataset is no local folder\n");
    }

    @Test
    void aQuestionAboutALocalDatasetNeedsNoSpark() throws IOException, InterruptedException {
        Files.writeString(
                folder.resolve("views.sql"),
                "SET TimeZone = 'UTC';\n\nCREATE OR REPLACE TEMPORARY VIEW v AS\nSELECT [1, 2] AS list;\n");
        Files.writeString(Files.createDirectory(folder.resolve("sweeps")).resolve("20261121T021500Z.json"), "{}");

        assertThat(run(0, "query", "--sql", "FROM v", folder.toString(), "--format", "json"))
                .isEqualTo("{\"list\":[1,2]}\n");
    }

    @Test
    void theRecordOfASweepIsReadWithoutSpark() throws IOException, InterruptedException {
        Path record = Files.writeString(
                Files.createDirectory(folder.resolve("sweeps")).resolve("20261121T021500Z.json"), "{}");
        String page = folder.resolve("page.html").toString();

        assertThat(run(3, "report", folder.toString(), "--html", page))
                .startsWith("wheelsweep: 'report %s --html %s' could not be finished\n".formatted(folder, page))
                .contains(
                        "\n  cause:  the file %s is damaged: ".formatted(record),
                        "\n  remedy: restore it from a backup")
                .hasLineCount(3);
    }

    private static String run(int code, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
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
