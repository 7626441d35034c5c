package dev.wheelsweep.spark.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people see while they wait, in a process of its own: whether there is a terminal is known when it starts. */
class TextLogTest {
    private static final String NOT_DUMB = "xterm";

    /** The program of that process. */
    public static void main(String[] arguments) {
        new TextLog(new PrintWriter(System.err, true, UTF_8)).waiting("listing the mirror");
    }

    @Test
    void onlyATerminalIsToldWhyNothingHappens() throws Exception {
        assertThat(seen("-Dwheelsweep.terminal=true")).containsExactly("wheelsweep: listing the mirror ...");
        assertThat(seen()).isEmpty();
    }

    private static List<String> seen(String... properties) throws IOException, InterruptedException {
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Stream.of(properties),
                        Stream.of("-cp", System.getProperty("java.class.path"), TextLogTest.class.getName()))
                .flatMap(words -> words)
                .toList();
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().put("TERM", NOT_DUMB);
        Process process = program.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
