package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.index.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep of a package index as a user starts it. */
class SweepIndexCommandTest {
    private static final String PASSWORD = "s3cret-password";
    private static final String FILE = "/files/" + Wheels.HONEST;

    @TempDir
    private Path folder;

    @AutoClose
    private final LoopbackServer server = new LoopbackServer();

    @BeforeEach
    void stopTheSessionOfOtherTests() {
        LocalSpark.stop();
    }

    private static void onlyKnown(HttpExchange exchange, LoopbackServer.Handler handler) throws IOException {
        if (exchange.getRequestHeaders().containsKey("Authorization")) {
            handler.answer(exchange);
        } else {
            exchange.sendResponseHeaders(401, -1);
        }
    }

    private void serve(byte[] wheel, String sha256) {
        byte[] page =
                "{\"files\": [{\"filename\": \"%s\", \"url\": \"../..%s\", \"size\": %d, \"hashes\": {\"sha256\": \"%s\"}}]}"
                        .formatted(Wheels.HONEST, FILE, wheel.length, sha256)
                        .getBytes(StandardCharsets.UTF_8);
        server.on(
                "/simple/honest/", exchange -> onlyKnown(exchange, it -> LoopbackServer.send(it, 200, Map.of(), page)));
        server.on(FILE, exchange -> onlyKnown(exchange, it -> LoopbackServer.sendFile(it, wheel, "")));
    }

    private Outcome sweep(String... names) {
        String index = server.address("/simple/").replace("http://", "http://alice:" + PASSWORD + "@");
        return Outcome.interpreted(Stream.concat(
                        Stream.of(
                                "sweep",
                                "--index",
                                index,
                                "--dataset",
                                folder.resolve("dataset"),
                                "--master",
                                "local[2]"),
                        Stream.of(names))
                .toArray());
    }

    private long reads() {
        return server.seen().stream()
                .filter(request -> request.path().equals(FILE))
                .count();
    }

    @Test
    void onlyNewAndChangedWheelsAreReadAndThePasswordIsNotKept() throws IOException {
        serve(Wheels.honest().bytes(), "aa".repeat(32));

        Outcome first = sweep("Honest", "missing");

        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).startsWith("1 wheels: ok 1\nverdicts: honest 1");
        assertThat(first.err())
                .contains("asking %s for Honest, missing".formatted(server.address("/simple/")))
                .contains("not in the index: missing");
        assertThat(reads()).isPositive();

        long before = reads();
        Outcome second = sweep("missing", "honest");

        assertThat(second.out()).contains("this sweep: unchanged 1");
        assertThat(reads()).isEqualTo(before);

        serve(Wheels.honest().bytes(), "bb".repeat(32));
        Outcome third = sweep("honest", "missing");

        assertThat(third.out()).contains("this sweep: ok 1");
        assertThat(reads()).isGreaterThan(before);
        assertThat(first.err() + first.out() + third.err()).doesNotContain(PASSWORD);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(PASSWORD);
            }
        }
    }

    @Test
    void whatCannotBeListedEndsBeforeSparkStarts() throws IOException {
        server.on("/simple/closed/", exchange -> exchange.sendResponseHeaders(403, -1));
        assertThat(sweep("closed"))
                .isEqualTo(
                        new Outcome(
                                3,
                                "",
                                "wheelsweep: asking %s for closed%n".formatted(server.address("/simple/"))
                                        + Outcome.error(
                                                "cannot list the wheels of " + server.address("/simple/"),
                                                server.address("/simple/closed/") + " answered with status 403",
                                                "write name and password for 127.0.0.1 into the file .netrc of your home folder")));
        assertThat(sweep("missing").code()).isEqualTo(3);
        Path empty = Files.writeString(folder.resolve("projects.txt"), "# none\n");
        for (List<String> wrong : List.of(
                List.of("--newest", "0", "a"),
                List.of("--since", "2026", "a"),
                List.of("--projects", empty.toString()),
                List.of("../folder"),
                List.of("--manifest", "m.csv"))) {
            assertThat(sweep(wrong.toArray(String[]::new)).code())
                    .as("%s", wrong)
                    .isEqualTo(2);
        }
        assertThat(Outcome.of("sweep", "--newest", "1", "x", "--dataset", folder.resolve("d"))
                        .code())
                .isEqualTo(2);
    }

    private void releases(String... versions) {
        StringBuilder files = new StringBuilder();
        for (String version : versions) {
            String name = Wheels.HONEST.replaceFirst("-[^-]+-", "-" + version + "-");
            files.append(files.isEmpty() ? "" : ",").append("""
                    {"filename": "%1$s", "url": "../../files/%1$s", "size": %2$d, "hashes": {"sha256": "%3$s"}}""".formatted(
                            name,
                            Wheels.honest().bytes().length,
                            version.replace('.', 'a').repeat(8)));
            server.file("/files/" + name, Wheels.honest().bytes());
        }
        server.page("/simple/honest/", "application/json", "{\"files\": [%s]}".formatted(files));
    }

    private void assertDiffSays(String wheels) {
        Outcome diff = Outcome.interpreted("diff", folder.resolve("dataset"), "--format", "json");
        assertThat(diff.err()).doesNotContain("cause");
        assertThat(diff.out()).contains("\"wheels\":" + wheels);
    }

    /** A wheel that the index still lists has not vanished; one that it no longer lists has. */
    @Test
    void aReleaseThatIsNoLongerAmongTheNewestHasNotVanished() {
        releases("1.0", "2.0");
        assertThat(sweep("honest", "--newest", "2").out()).startsWith("2 wheels: ok 2\n");

        releases("1.0", "2.0", "3.0");
        assertThat(sweep("honest", "--newest", "2").out())
                .startsWith("3 wheels: not_chosen 1, ok 2\n")
                .contains("this sweep: not_chosen 1, ok 1, unchanged 1");
        assertDiffSays("{\"new\":1,\"changed\":0,\"judged_anew\":0,\"vanished\":0}");

        releases("1.0", "2.0", "3.0");
        assertThat(sweep("honest", "--newest", "2").out()).contains("this sweep: not_chosen 1, unchanged 2");

        releases("1.0", "3.0");
        assertThat(sweep("honest", "--newest", "2").out()).contains("this sweep: ok 1, unchanged 1, vanished 1");
        assertDiffSays("{\"new\":1,\"changed\":0,\"judged_anew\":0,\"vanished\":1}");
    }
}
