package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.cli.Wheels;
import dev.wheelsweep.spark.index.Access;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.Index;
import dev.wheelsweep.spark.index.LoopbackServer;
import dev.wheelsweep.spark.index.WheelChoice;
import dev.wheelsweep.spark.listing.MirrorListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every wheel of a server that fails, lies and changes has one row; where the server delivers at last, the row of the same
 * file in a folder.
 */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class HostileIndexPropertyTest {
    private static final long SEED = 206;
    private static final int PADDED = 20;
    private static final int PADDING = 300_000;
    private static final String GONE = "gone-1.0-py3-none-any.whl";
    private static final String SECRET = "secret-1.0-py3-none-any.whl";
    private static final String BROKEN = "broken-1.0-py3-none-any.whl";
    private static final String CHANGING = "changing-1.0-py3-none-any.whl";
    private static final String LISTED_LONGER = "longer-1.0-py3-none-any.whl";
    private static final Map<String, String> LOST = Map.of(
            GONE, "vanished, file_vanished",
            SECRET, "failed, access_denied",
            BROKEN, "failed, server_failed",
            CHANGING, "changed, file_changed",
            LISTED_LONGER, "changed, file_changed");

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);

    @AfterEach
    void reset() {
        IndexAccess.use(HttpAccess.POLITE);
    }

    @Test
    void everyWheelOfAHostileServerHasItsRow() throws IOException {
        writeWheels();
        IndexAccess.use(Access.FAST);
        Map<String, JsonNode> expected =
                SameRows.of(MirrorListing.of(List.of(folder)).files());
        try (LoopbackServer server = new LoopbackServer()) {
            serve(server);
            Index.Listing listing = Index.of(server.address("/simple/"), Access.FAST)
                    .list(List.of("p"), WheelChoice.ALL, (done, all) -> {});
            assertThat(listing.files()).hasSize(expected.size());
            Map<String, JsonNode> rows = SameRows.of(listing.files());
            assertThat(rows.keySet()).as("seed %d", SEED).isEqualTo(expected.keySet());
            expected.forEach((name, row) -> {
                JsonNode ours = rows.get(name);
                if (LOST.containsKey(name)) {
                    assertThat(ours.get("status").asText() + ", "
                                    + ours.get("reason").asText())
                            .as(name)
                            .isEqualTo(LOST.get(name));
                } else {
                    assertThat(ours).as("seed %d: %s", SEED, name).isEqualTo(row);
                }
            });
        }
    }

    private void writeWheels() throws IOException {
        Wheels.honest().writeTo(folder);
        Wheels.overclaiming().writeTo(folder);
        Wheels.underclaiming().writeTo(folder);
        Wheels.obstructed().writeTo(folder);
        NativeWheel.builder().writeTo(folder);
        byte[] padding = new byte[PADDING];
        for (int i = 0; i < PADDED; i++) {
            random.nextBytes(padding);
            padded("padded%d-1.0-py3-none-any.whl".formatted(i), padding);
        }
        for (String name : LOST.keySet()) {
            padded(name, padding);
        }
        Files.write(folder.resolve("page-1.0-py3-none-any.whl"), new byte[200_000]);
        Files.write(
                folder.resolve("cut-1.0-py3-none-any.whl"),
                Arrays.copyOf(Wheels.honest().bytes(), 300));
    }

    private void padded(String name, byte[] padding) throws IOException {
        WheelBuilder.named(name)
                .file("a.bin", padding)
                .text("p.py", "pass")
                .file("b.bin", padding)
                .text("q.py", "pass")
                .writeTo(folder);
    }

    /** The page names the sizes of the lost wheels, so that only reading them finds out. */
    private void serve(LoopbackServer server) throws IOException {
        StringBuilder files = new StringBuilder();
        for (var file : MirrorListing.of(List.of(folder)).files()) {
            String name = file.filename();
            byte[] content = Files.readAllBytes(file.path());
            long size = name.equals(LISTED_LONGER) ? content.length + 1 : content.length;
            files.append(files.isEmpty() ? "" : ",")
                    .append("{\"filename\": \"%1$s\", \"url\": \"/f/%1$s\"%2$s}"
                            .formatted(name, LOST.containsKey(name) ? ", \"size\": " + size : ""));
            boolean knowsRanges = !name.startsWith("padded1");
            AtomicInteger version = new AtomicInteger();
            server.on("/f/" + name, exchange -> {
                switch (name) {
                    case GONE -> exchange.sendResponseHeaders(404, -1);
                    case SECRET -> exchange.sendResponseHeaders(403, -1);
                    case BROKEN -> exchange.sendResponseHeaders(500, -1);
                    case CHANGING ->
                        LoopbackServer.sendFile(exchange, content, "\"" + version.incrementAndGet() + "\"");
                    default -> {
                        if (!misbehaves(exchange, content)) {
                            String etag = "\"" + name + "\"";
                            if (knowsRanges) {
                                LoopbackServer.sendFile(exchange, content, etag);
                            } else {
                                LoopbackServer.send(exchange, 200, Map.of("ETag", etag), content);
                            }
                        }
                    }
                }
            });
        }
        String page = "{\"meta\": {\"api-version\": \"1.1\"}, \"files\": [%s]}".formatted(files);
        server.page("/simple/p/", "application/vnd.pypi.simple.v1+json", page);
    }

    private synchronized int chance() {
        return random.nextInt(100);
    }

    /** @return whether the request was answered badly */
    private boolean misbehaves(HttpExchange exchange, byte[] content) throws IOException {
        switch (chance()) {
            case 0, 1 -> exchange.sendResponseHeaders(500, -1);
            case 2, 3 -> LoopbackServer.send(exchange, 429, Map.of("Retry-After", "1"), new byte[0]);
            case 4 -> exchange.close();
            case 5, 6 -> {
                exchange.getResponseHeaders().set("Content-Range", "bytes 0-9999/" + content.length);
                exchange.sendResponseHeaders(206, 10_000);
                exchange.getResponseBody().write(new byte[5_000]);
                exchange.getResponseBody().flush();
            }
            case 7, 8 ->
                LoopbackServer.send(
                        exchange, 206, Map.of("Content-Range", "bytes 3-12/" + content.length), new byte[10]);
            case 9 -> {
                try {
                    Thread.sleep(Access.FAST.answerTime().plusMillis(300).toMillis());
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
