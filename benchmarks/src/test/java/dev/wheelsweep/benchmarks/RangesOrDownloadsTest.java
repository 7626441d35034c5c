package dev.wheelsweep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.benchmarks.RangesOrDownloads.Way;
import dev.wheelsweep.benchmarks.WheelServer.Several;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is timed is the same work, and the server keeps to its delay and its bandwidth. */
class RangesOrDownloadsTest {
    private static final Duration DELAY = Duration.ofMillis(20);

    @TempDir
    private Path folder;

    @Test
    void allFindTheSameFactsOrNothingIsPrinted() throws IOException, InterruptedException, ExecutionException {
        List<Path> wheels = GeneratedWheels.in(folder, 3);
        RangesOrDownloads all = new RangesOrDownloads(wheels, 4, Duration.ofMillis(1));
        List<String> lines = new ArrayList<>();
        all.read(0, List.of(Way.values()), lines::add);
        assertThat(lines).hasSize(4).allMatch(line -> line.startsWith("| unlimited | "));
        Files.write(wheels.get(0), Arrays.copyOf(Files.readAllBytes(wheels.get(0)), 1000));
        assertThatThrownBy(() -> all.read(0, List.of(Way.MIRROR), lines::add))
                .hasMessageStartingWith("the facts differ: ");
    }

    @Test
    void theServerSendsWhatIsAskedForNoSoonerThanTheNetworkWould() throws IOException, InterruptedException {
        byte[] content = new byte[250_000];
        new Random(1).nextBytes(content);
        Path wheel = Files.write(folder.resolve("a.whl"), content);
        Map<String, byte[]> ranges = Map.of(
                "bytes=-100", Arrays.copyOfRange(content, 249_900, 250_000),
                "bytes=7-16", Arrays.copyOfRange(content, 7, 17),
                "bytes=-999999", content);
        HttpClient client = HttpClient.newHttpClient();
        try (WheelServer server = new WheelServer(List.of(wheel), DELAY, 20, Several.FILE)) {
            URI address = URI.create(server.address(0));
            long started = System.nanoTime();
            for (Map.Entry<String, byte[]> range : ranges.entrySet()) {
                HttpResponse<byte[]> answer = client.send(
                        HttpRequest.newBuilder(address)
                                .header("Range", range.getKey())
                                .build(),
                        BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(206);
                assertThat(answer.body()).as(range.getKey()).isEqualTo(range.getValue());
            }
            HttpResponse<byte[]> whole =
                    client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());
            assertThat(whole.statusCode()).isEqualTo(200);
            assertThat(whole.body()).isEqualTo(content);
            // 500,110 bytes at 2.5 MB/s, less what may be sent at once after a pause, and four delays.
            assertThat(System.nanoTime() - started)
                    .isGreaterThan(Duration.ofMillis(190).toNanos() + 4 * DELAY.toNanos());
            assertThat(server.requests()).isEqualTo(4);
            assertThat(server.bytes()).isEqualTo(500_110);
        }
    }
}
