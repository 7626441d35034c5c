package dev.wheelsweep.spark.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader;
import dev.wheelsweep.core.input.RangeReader.Range;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many requests servers of several kinds take, and that the ranges of the file are read from each. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpRangeReaderTest {
    @AutoClose
    private ServedFile file = new ServedFile();

    @Test
    void allRangesTakeOneRequest() throws IOException, FormatException {
        file.on(file::asFile);
        RangeReader.Traffic traffic = file.readAll();
        assertThat(traffic.requests()).isEqualTo(2);
        assertThat(traffic.bytes())
                .isBetween(ServedFile.TAIL + 29L, ServedFile.TAIL + 29L + ServedFile.RANGES.size() * 150L);
    }

    @Test
    void manyRangesTakeFewRequests() throws IOException, FormatException {
        file.on(file::asFile);
        List<Range> many = IntStream.range(0, 250)
                .mapToObj(i -> new Range(700L * i, 1 + i))
                .toList();
        try (HttpRangeReader reader = file.reader()) {
            reader.start(ServedFile.TAIL);
            file.checkRanges(many, reader.read(many));
            assertThat(reader.traffic().requests()).isEqualTo(4);
        }
    }

    @Test
    void partsMayBeJoinedAndInAnyOrder() throws IOException, FormatException {
        file.oneRange(exchange -> LoopbackServer.send(
                exchange,
                206,
                Map.of("ETag", "\"1\"", "Content-Type", "Multipart/ByteRanges;boundary=\"a.Boundary_1\""),
                LoopbackServer.multipart(
                        file.content(),
                        List.of(
                                new ContentRange(160_000, 160_010, file.content().length),
                                new ContentRange(149_999, 150_009, file.content().length),
                                new ContentRange(5000, 5002, file.content().length),
                                new ContentRange(0, 200, file.content().length)))));
        assertThat(file.readAll().requests()).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotSendSeveralRangesIsAskedForEachFromThenOn() throws IOException, FormatException {
        Map<String, String> multipart =
                Map.of("ETag", "\"1\"", "Content-Type", "multipart/byteranges; boundary=" + LoopbackServer.BOUNDARY);
        byte[] complete = LoopbackServer.multipart(
                file.content(),
                ServedFile.RANGES.stream()
                        .map(range -> new ContentRange(range.offset(), range.end() - 1, file.content().length))
                        .toList());
        String text = new String(complete, StandardCharsets.ISO_8859_1);
        List<LoopbackServer.Handler> others = List.of(
                ServedFile::knowsNoSeveral,
                exchange -> exchange.sendResponseHeaders(400, -1),
                exchange -> exchange.sendResponseHeaders(501, -1),
                exchange -> exchange.sendResponseHeaders(500, -1),
                exchange -> LoopbackServer.send(exchange, 200, Map.of("ETag", "\"1\""), file.content()),
                exchange -> LoopbackServer.send(
                        exchange,
                        206,
                        Map.of("ETag", "\"1\"", "Content-Range", "bytes 0-9/200000"),
                        Arrays.copyOf(file.content(), 10)),
                exchange -> LoopbackServer.send(exchange, 206, multipart, Arrays.copyOf(complete, complete.length / 2)),
                exchange -> LoopbackServer.send(exchange, 206, multipart, Arrays.copyOf(complete, complete.length - 4)),
                exchange -> LoopbackServer.send(exchange, 206, multipart, bytesOf(text.replace("range:", "rage:"))),
                exchange -> LoopbackServer.send(exchange, 206, multipart, bytesOf(text.replace("0-9/", "0-8/"))),
                exchange -> LoopbackServer.send(exchange, 206, multipart, bytesOf(text.replace("0-9/", "1-10/"))),
                exchange -> LoopbackServer.send(exchange, 206, multipart, new byte[0]));
        for (LoopbackServer.Handler other : others) {
            file.close();
            file = new ServedFile();
            file.oneRange(other);
            file.readAll();
            assertThat(file.readAll()).isEqualTo(new RangeReader.Traffic(3, ServedFile.TAIL + 5_003 + 10_005));
        }
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aCacheIsAskedForOneRangeAtATime() throws IOException, FormatException {
        for (String header : List.of("Age", "Via")) {
            file.on(exchange -> {
                exchange.getResponseHeaders().set(header, "1.1 cache");
                file.asFile(exchange);
            });
            file.readAll();
        }
        assertThat(file.seen()).hasSize(6).noneMatch(it -> it.header("Range").contains(","));
    }

    @Test
    void aServerThatDoesNotCountFromTheEndIsAskedByOffsets() throws IOException, FormatException {
        file.on(exchange -> {
            if (exchange.getRequestHeaders().getFirst("Range").contains("=-")) {
                exchange.sendResponseHeaders(501, -1);
            } else {
                file.asFile(exchange);
            }
        });
        assertThat(file.readAll().requests()).isEqualTo(4);
        try (HttpRangeReader reader = file.reader(OptionalLong.of(file.content().length))) {
            assertThat(ServedFile.bytes(reader.start(ServedFile.TAIL).tail()))
                    .isEqualTo(Arrays.copyOfRange(
                            file.content(), file.content().length - ServedFile.TAIL, file.content().length));
            assertThat(reader.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void otherwiseATailAndRangesThatAreFarFromEachOtherTakeOneRequestEach() throws IOException, FormatException {
        file.oneRange(ServedFile::knowsNoSeveral);
        assertThat(file.readAll()).isEqualTo(new RangeReader.Traffic(4, ServedFile.TAIL + 5_003 + 10_005));
        assertThat(file.seen()).allMatch(it -> it.header("Accept-encoding").equals("identity"));
        assertThat(file.seen().stream().skip(1))
                .allMatch(it -> it.header("If-range").equals("\"1\""));
    }

    @Test
    void theFewerRequestsAreAllowedTheFurtherRangesOfOneRequestAreApart() throws IOException, FormatException {
        file.oneRange(ServedFile::knowsNoSeveral);
        List<Range> apart = List.of(new Range(0, 10), new Range(60_000, 10), new Range(180_000, 10));
        Map<Integer, Integer> requests = Map.of(100_000, 3, 50, 2, 20, 1);
        for (Map.Entry<Integer, Integer> perSecond : requests.entrySet()) {
            HttpAccess access = Access.FAST.with(8, perSecond.getKey());
            HttpSession.of(access).sendsOneRange(file.address());
            try (HttpRangeReader reader = file.reader(access, OptionalLong.empty())) {
                reader.start(ServedFile.TAIL);
                file.checkRanges(apart, reader.read(apart));
                assertThat(reader.traffic().requests())
                        .as("%d requests a second", perSecond.getKey())
                        .isEqualTo(1 + perSecond.getValue());
            }
        }
    }

    @Test
    void aFileSmallerThanTheTailAndAnEmptyOneAreWhole() throws IOException, FormatException {
        file.on(exchange -> LoopbackServer.sendFile(exchange, Arrays.copyOf(file.content(), 10), "\"1\""));
        try (HttpRangeReader reader = file.reader()) {
            assertThat(ServedFile.bytes(reader.start(ServedFile.TAIL).tail()))
                    .isEqualTo(Arrays.copyOf(file.content(), 10));
        }
        file.on(exchange -> LoopbackServer.sendFile(exchange, new byte[0], "\"1\""));
        try (HttpRangeReader reader = file.reader()) {
            assertThat(reader.start(ServedFile.TAIL).stamp().size()).isZero();
        }
    }

    @Test
    void aServerWithoutRangesIsReadWholeOnceAndTheCopyIsDeleted() throws IOException, FormatException {
        file.on(exchange -> LoopbackServer.send(exchange, 200, Map.of(), file.content()));
        file.readAll();
        assertThat(file.seen()).hasSize(2);
        assertThat(file.seen().get(1).header("Range")).isEmpty();
        file.later(exchange -> LoopbackServer.send(exchange, 200, Map.of("ETag", "\"1\""), file.content()));
        file.readAll();
    }

    @Test
    void aFileThatIsTooLargeToBeDownloadedWholeIsRefused() {
        byte[] large = new byte[(int) Access.FAST.mostWholeBytes() + 1];
        file.on(exchange -> LoopbackServer.send(exchange, 200, Map.of(), large));
        assertThatThrownBy(() -> file.reader().start(ServedFile.TAIL))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("it knows no ranges");
    }
}
