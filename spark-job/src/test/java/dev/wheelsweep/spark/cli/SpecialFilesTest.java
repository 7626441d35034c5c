package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Model.OptionSpec;

/** A pipe, a socket or a device in the place of a file to read is refused at once, and never opened. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpecialFilesTest {
    private static final int NO_INPUT = 3;
    private static final String SPECIAL = "it is a pipe, a socket or a device, not a file";

    /** These may be special: they are written. */
    private static final Set<String> WRITTEN = Set.of("--output", "--metrics", "--html");

    /** For each command with such options, the rest of a command line that reads them. */
    private static final Map<String, List<String>> OTHERS = Map.of(
            "check", List.of("--on", "debian:12"),
            "diff", List.of("dataset"),
            "judge", List.of("dataset"),
            "policies", List.of(),
            "query", List.of("--sql", "SELECT 1", "dataset"),
            "sweep", List.of("--dataset", "dataset"),
            "systems", List.of());

    @TempDir
    private Path folder;

    /** @return a command and its option, for every option that names a file or a folder to read */
    static Stream<Arguments> optionsThatRead() {
        return Program.NAMES.stream()
                .flatMap(command ->
                        Main.commandLine(command).getSubcommands().get(command).getCommandSpec().options().stream()
                                .filter(SpecialFilesTest::takesAFile)
                                .filter(option -> !WRITTEN.contains(option.longestName()))
                                .map(option -> Arguments.of(command, option.longestName())));
    }

    private static boolean takesAFile(OptionSpec option) {
        return option.auxiliaryTypes()[0] == Path.class || option.paramLabel().contains("FILE");
    }

    @Test
    void theOptionsAreKnown() {
        Set<String> all = new TreeSet<>();
        optionsThatRead().forEach(option -> all.add(option.get()[0] + " " + option.get()[1]));

        assertThat(all)
                .containsExactly(
                        "check --baseline",
                        "check --policy",
                        "check --systems",
                        "diff --baseline",
                        "judge --policy",
                        "policies --policy",
                        "query --advisories",
                        "sweep --baseline",
                        "sweep --manifest",
                        "sweep --projects",
                        "systems --systems");
    }

    @ParameterizedTest
    @MethodSource("optionsThatRead")
    void isRefused(String command, String option) throws Exception {
        Path wheel = Wheels.honest().writeTo(folder);
        for (Map.Entry<String, Path> special : specials().entrySet()) {
            List<Object> line = new ArrayList<>(List.of(command, option, special.getValue()));
            line.addAll(OTHERS.get(command));
            if (option.equals("--projects")) {
                line.addAll(List.of("--index", "http://127.0.0.1:1/simple/"));
            } else if (Set.of("check", "sweep").contains(command) && !option.equals("--manifest")) {
                line.add(wheel);
            }

            Outcome outcome = Outcome.of(line.toArray());

            assertThat(outcome.code()).as(special.getKey()).isEqualTo(NO_INPUT);
            assertThat(outcome.out()).isEmpty();
            assertThat(outcome.err().lines()).as(special.getKey()).hasSize(3).satisfies(lines -> {
                assertThat(lines.get(0))
                        .startsWith("wheelsweep: cannot")
                        .endsWith(special.getValue().toString());
                assertThat(lines.get(1)).isIn("  cause:  " + SPECIAL, "  cause:  there is no such folder");
                assertThat(lines.get(2)).startsWith("  remedy: ");
            });
        }
    }

    private Map<String, Path> specials() throws Exception {
        Map<String, Path> specials = new LinkedHashMap<>();
        specials.put("a pipe", fifo(folder.resolve("pipe.csv")));
        specials.put("a link to a pipe", Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("pipe.csv")));
        Path socket = folder.resolve("socket.csv");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
        }
        specials.put("a socket", socket);
        Path endless = Path.of("/dev/zero");
        if (Files.exists(endless)) {
            specials.put("a device", endless);
        }
        return specials;
    }

    private static Path fifo(Path path) throws IOException, InterruptedException {
        Process mkfifo;
        try {
            mkfifo = new ProcessBuilder("mkfifo", path.toString()).start();
        } catch (IOException missing) {
            assumeTrue(false, "no mkfifo");
            throw missing;
        }
        assertThat(mkfifo.waitFor(5, TimeUnit.SECONDS)).isTrue();
        return path;
    }
}
