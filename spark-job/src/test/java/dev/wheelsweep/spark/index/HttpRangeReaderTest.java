package dev.wheelsweep.spark.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpExchange;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader;
import dev.wheelsweep.core.input.RangeReader.Range;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that behave, that fail for a while, that lie, and that lose or change a file while it is read. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpRangeReaderTest {
    private static final String PATH = "/files/p-1-py3-none-any.whl";
    private static final int TAIL = 1000;
    private static final List<Range> RANGES = List.of(
            new Range(0, 10), new Range(100, 1), new Range(5000, 3), new Range(150_000, 10), new Range(160_000, 5));

    private final byte[] content = new byte[200_000];
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = new LoopbackServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRangeReader reader(OptionalLong size) {
        return reader(Access.FAST, size);
    }

    private HttpRangeReader reader(HttpAccess access, OptionalLong size) {
        return new HttpRangeReader(HttpSession.of(access), address(), size);
    }

    private Address address() {
        try {
            return Address.parse(server.address(PATH));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private HttpRangeReader reader() {
        return reader(OptionalLong.empty());
    }

    /** Reads the tail and ranges, and compares them with the file. */
    private RangeReader.Traffic readAll() throws IOException, FormatException {
        try (HttpRangeReader reader = reader()) {
            RangeReader.Start start = reader.start(TAIL);
            assertThat(start.stamp().size()).isEqualTo(content.length);
            assertThat(bytes(start.tail()))
                    .isEqualTo(Arrays.copyOfRange(content, content.length - TAIL, content.length));
            List<ByteBuffer> parts = reader.read(RANGES);
            for (int i = 0; i < RANGES.size(); i++) {
                assertThat(bytes(parts.get(i)))
                        .isEqualTo(
                                Arrays.copyOfRange(content, (int) RANGES.get(i).offset(), (int)
                                        RANGES.get(i).end()));
            }
            assertThat(reader.stamp()).isEqualTo(start.stamp());
            return reader.traffic();
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private void fails(Reason reason) {
        assertThatThrownBy(this::readAll)
                .asInstanceOf(type(FormatException.class))
                .extracting(FormatException::reason)
                .isEqualTo(reason);
    }

    /** Answers the first requests in one way and those after them as a server of files does. */
    private void first(int requests, LoopbackServer.Handler bad) {
        AtomicInteger count = new AtomicInteger();
        server.on(PATH, exchange -> {
            if (count.incrementAndGet() <= requests) {
                bad.answer(exchange);
            } else {
                LoopbackServer.sendFile(exchange, content, "\"1\"");
            }
        });
    }

    /** Answers the request for the tail as a server of files does, and later ones in another way. */
    private void later(LoopbackServer.Handler handler) {
        AtomicInteger count = new AtomicInteger();
        server.on(PATH, exchange -> {
            if (count.incrementAndGet() == 1) {
                LoopbackServer.sendFile(exchange, content, "\"1\"");
            } else {
                handler.answer(exchange);
            }
        });
    }

    /** Answers as a server that knows one range in a request; to several, it gives another answer. */
    private void oneRange(LoopbackServer.Handler several) {
        server.on(PATH, exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (range != null && range.contains(",")) {
                several.answer(exchange);
            } else {
                LoopbackServer.sendFile(exchange, content, "\"1\"");
            }
        });
    }

    private static void knowsNoSeveral(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(416, -1);
    }

    @Test
    void allRangesTakeOneRequest() throws IOException, FormatException {
        server.file(PATH, content);
        RangeReader.Traffic traffic = readAll();
        assertThat(traffic.requests()).isEqualTo(2);
        assertThat(traffic.bytes()).isBetween(TAIL + 29L, TAIL + 29L + RANGES.size() * 150L);
    }

    @Test
    void manyRangesTakeFewRequests() throws IOException, FormatException {
        server.file(PATH, content);
        List<Range> many = IntStream.range(0, 250)
                .mapToObj(i -> new Range(700L * i, 1 + i))
                .toList();
        try (HttpRangeReader reader = reader()) {
            reader.start(TAIL);
            List<ByteBuffer> parts = reader.read(many);
            for (int i = 0; i < many.size(); i++) {
                assertThat(bytes(parts.get(i))).isEqualTo(Arrays.copyOfRange(content, 700 * i, (int)
                        many.get(i).end()));
            }
            assertThat(reader.traffic().requests()).isEqualTo(4);
        }
    }

    @Test
    void partsMayBeJoinedAndInAnyOrder() throws IOException, FormatException {
        oneRange(exchange -> LoopbackServer.send(
                exchange,
                206,
                Map.of("ETag", "\"1\"", "Content-Type", "Multipart/ByteRanges;boundary=\"a.Boundary_1\""),
                LoopbackServer.multipart(
                        content,
                        List.of(
                                new ContentRange(160_000, 160_010, content.length),
                                new ContentRange(149_999, 150_009, content.length),
                                new ContentRange(5000, 5002, content.length),
                                new ContentRange(0, 200, content.length)))));
        assertThat(readAll().requests()).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotSendSeveralRangesIsAskedForEachFromThenOn() throws IOException, FormatException {
        Map<String, String> multipart =
                Map.of("ETag", "\"1\"", "Content-Type", "multipart/byteranges; boundary=" + LoopbackServer.BOUNDARY);
        byte[] complete = LoopbackServer.multipart(
                content,
                RANGES.stream()
                        .map(range -> new ContentRange(range.offset(), range.end() - 1, content.length))
                        .toList());
        String text = new String(complete, StandardCharsets.ISO_8859_1);
        List<LoopbackServer.Handler> others = List.of(
                HttpRangeReaderTest::knowsNoSeveral,
                exchange -> exchange.sendResponseHeaders(400, -1),
                exchange -> exchange.sendResponseHeaders(501, -1),
                exchange -> exchange.sendResponseHeaders(500, -1),
                exchange -> LoopbackServer.send(exchange, 200, Map.of("ETag", "\"1\""), content),
                exchange -> LoopbackServer.send(
                        exchange,
                        206,
                        Map.of("ETag", "\"1\"", "Content-Range", "bytes 0-9/200000"),
                        Arrays.copyOf(content, 10)),
                exchange -> LoopbackServer.send(exchange, 206, multipart, Arrays.copyOf(complete, complete.length / 2)),
                exchange -> LoopbackServer.send(exchange, 206, multipart, Arrays.copyOf(complete, complete.length - 4)),
                exchange -> LoopbackServer.send(exchange, 206, multipart, bytesOf(text.replace("range:", "rage:"))),
                exchange -> LoopbackServer.send(exchange, 206, multipart, bytesOf(text.replace("0-9/", "0-8/"))),
                exchange -> LoopbackServer.send(exchange, 206, multipart, bytesOf(text.replace("0-9/", "1-10/"))),
                exchange -> LoopbackServer.send(exchange, 206, multipart, new byte[0]));
        for (LoopbackServer.Handler other : others) {
            server.close();
            server = new LoopbackServer();
            oneRange(other);
            readAll();
            assertThat(readAll()).isEqualTo(new RangeReader.Traffic(3, TAIL + 5_003 + 10_005));
        }
    }

    private static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aCacheIsAskedForOneRangeAtATime() throws IOException, FormatException {
        for (String header : List.of("Age", "Via")) {
            server.on(PATH, exchange -> {
                exchange.getResponseHeaders().set(header, "1.1 cache");
                LoopbackServer.sendFile(exchange, content, "\"1\"");
            });
            readAll();
        }
        assertThat(server.seen()).hasSize(6).noneMatch(it -> it.header("Range").contains(","));
    }

    @Test
    void aServerThatDoesNotCountFromTheEndIsAskedByOffsets() throws IOException, FormatException {
        server.on(PATH, exchange -> {
            if (exchange.getRequestHeaders().getFirst("Range").contains("=-")) {
                exchange.sendResponseHeaders(501, -1);
            } else {
                LoopbackServer.sendFile(exchange, content, "\"1\"");
            }
        });
        assertThat(readAll().requests()).isEqualTo(4);
        try (HttpRangeReader reader = reader(OptionalLong.of(content.length))) {
            assertThat(bytes(reader.start(TAIL).tail()))
                    .isEqualTo(Arrays.copyOfRange(content, content.length - TAIL, content.length));
            assertThat(reader.traffic().requests()).isEqualTo(1);
        }
    }

    @Test
    void otherwiseATailAndRangesThatAreFarFromEachOtherTakeOneRequestEach() throws IOException, FormatException {
        oneRange(HttpRangeReaderTest::knowsNoSeveral);
        assertThat(readAll()).isEqualTo(new RangeReader.Traffic(4, TAIL + 5_003 + 10_005));
        assertThat(server.seen()).allMatch(it -> it.header("Accept-encoding").equals("identity"));
        assertThat(server.seen().stream().skip(1))
                .allMatch(it -> it.header("If-range").equals("\"1\""));
    }

    @Test
    void theFewerRequestsAreAllowedTheFurtherRangesOfOneRequestAreApart() throws IOException, FormatException {
        oneRange(HttpRangeReaderTest::knowsNoSeveral);
        List<Range> apart = List.of(new Range(0, 10), new Range(60_000, 10), new Range(180_000, 10));
        Map<Integer, Integer> requests = Map.of(100_000, 3, 50, 2, 20, 1);
        for (Map.Entry<Integer, Integer> perSecond : requests.entrySet()) {
            HttpAccess access = Access.FAST.with(8, perSecond.getKey());
            HttpSession.of(access).sendsOneRange(address());
            try (HttpRangeReader reader = reader(access, OptionalLong.empty())) {
                reader.start(TAIL);
                for (int i = 0; i < apart.size(); i++) {
                    int from = (int) apart.get(i).offset();
                    assertThat(bytes(reader.read(apart).get(i)))
                            .isEqualTo(Arrays.copyOfRange(content, from, from + 10));
                }
                assertThat(reader.traffic().requests())
                        .as("%d requests a second", perSecond.getKey())
                        .isEqualTo(1 + apart.size() * perSecond.getValue());
            }
        }
    }

    @Test
    void aFileSmallerThanTheTailAndAnEmptyOneAreWhole() throws IOException, FormatException {
        server.file(PATH, Arrays.copyOf(content, 10));
        try (HttpRangeReader reader = reader()) {
            assertThat(bytes(reader.start(TAIL).tail())).isEqualTo(Arrays.copyOf(content, 10));
        }
        server.file(PATH, new byte[0]);
        try (HttpRangeReader reader = reader()) {
            assertThat(reader.start(TAIL).stamp().size()).isZero();
        }
    }

    @Test
    void aServerWithoutRangesIsReadWholeOnceAndTheCopyIsDeleted() throws IOException, FormatException {
        server.on(PATH, exchange -> LoopbackServer.send(exchange, 200, Map.of(), content));
        readAll();
        assertThat(server.seen()).hasSize(2);
        assertThat(server.seen().get(1).header("Range")).isEmpty();
        later(exchange -> LoopbackServer.send(exchange, 200, Map.of("ETag", "\"1\""), content));
        readAll();
    }

    @Test
    void aFileThatIsTooLargeToBeDownloadedWholeIsRefused() {
        byte[] large = new byte[(int) Access.FAST.mostWholeBytes() + 1];
        server.on(PATH, exchange -> LoopbackServer.send(exchange, 200, Map.of(), large));
        assertThatThrownBy(() -> reader().start(TAIL))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("it knows no ranges");
    }

    @Test
    void failuresThatPassAreRepeated() throws IOException, FormatException {
        List<LoopbackServer.Handler> passing = List.of(
                exchange -> exchange.sendResponseHeaders(500, -1),
                exchange -> exchange.sendResponseHeaders(503, 0),
                HttpExchange::close,
                HttpRangeReaderTest::waitTooLong,
                this::cutOff,
                exchange -> drip(exchange),
                exchange -> sendRange(exchange, "bytes 0-999/200000"),
                exchange -> sendRange(exchange, "bytes 199000-199999"),
                exchange -> sendRange(exchange, "bytes 198999-199999/200000"),
                exchange -> sendRange(exchange, "nonsense"),
                exchange -> exchange.sendResponseHeaders(206, -1));
        for (LoopbackServer.Handler handler : passing) {
            first(2, handler);
            // The HTTP client itself repeats a request whose connection was closed without an answer.
            assertThat(readAll().requests()).isBetween(3L, 4L);
        }
    }

    private static void waitTooLong(HttpExchange exchange) throws IOException {
        try {
            Thread.sleep(Access.FAST.answerTime().plusMillis(200).toMillis());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    /** Announces all bytes and sends half of them. */
    private void cutOff(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Range", "bytes 199000-199999/200000");
        exchange.sendResponseHeaders(206, TAIL);
        exchange.getResponseBody().write(content, 0, TAIL / 2);
        exchange.getResponseBody().flush();
    }

    /** Sends a byte now and then, so that no single wait is long. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Range", "bytes 199000-199999/200000");
        exchange.sendResponseHeaders(206, TAIL);
        try {
            for (int i = 0; i < TAIL; i++) {
                exchange.getResponseBody().write(0);
                exchange.getResponseBody().flush();
                Thread.sleep(100);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendRange(HttpExchange exchange, String contentRange) throws IOException {
        LoopbackServer.send(
                exchange, 206, Map.of("Content-Range", contentRange), Arrays.copyOfRange(content, 199_000, 200_000));
    }

    @Test
    void rangesWithOtherBytesThanAskedForAreRepeated() throws IOException, FormatException {
        AtomicInteger count = new AtomicInteger();
        oneRange(HttpRangeReaderTest::knowsNoSeveral);
        readAll();
        server.on(PATH, exchange -> {
            // The third request is one of the two for ranges.
            if (count.incrementAndGet() == 3) {
                LoopbackServer.send(
                        exchange,
                        206,
                        Map.of("ETag", "\"1\"", "Content-Range", "bytes 7-16/200000"),
                        Arrays.copyOfRange(content, 7, 17));
            } else {
                LoopbackServer.sendFile(exchange, content, "\"1\"");
            }
        });
        assertThat(readAll().requests()).isEqualTo(4);
    }

    @Test
    void aServerThatAsksForPatienceGetsIt() throws IOException, FormatException {
        Supplier<String> soon = () -> DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(2).atOffset(ZoneOffset.UTC));
        for (Supplier<String> value : List.<Supplier<String>>of(() -> "1", soon)) {
            long before = System.nanoTime();
            first(1, exchange -> LoopbackServer.send(exchange, 429, Map.of("Retry-After", value.get()), new byte[0]));
            assertThat(readAll().requests()).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(500));
        }
        first(1, exchange -> LoopbackServer.send(exchange, 503, Map.of("Retry-After", "86400"), new byte[0]));
        fails(Reason.SERVER_FAILED);
    }

    @Test
    void failuresThatStayAreAStateOfTheFile() {
        server.on(PATH, exchange -> exchange.sendResponseHeaders(500, -1));
        fails(Reason.SERVER_FAILED);
        server.on(PATH, exchange -> exchange.sendResponseHeaders(404, -1));
        fails(Reason.FILE_VANISHED);
        server.on(PATH, exchange -> exchange.sendResponseHeaders(410, -1));
        fails(Reason.FILE_VANISHED);
        server.on(PATH, exchange -> exchange.sendResponseHeaders(403, -1));
        fails(Reason.ACCESS_DENIED);
        server.on(PATH, exchange -> exchange.sendResponseHeaders(418, -1));
        fails(Reason.SERVER_FAILED);
        server.on(PATH, exchange -> exchange.sendResponseHeaders(501, -1));
        fails(Reason.SERVER_FAILED);
        server.on(PATH, exchange -> {
            exchange.getResponseHeaders().set("Location", PATH);
            exchange.sendResponseHeaders(302, -1);
        });
        fails(Reason.SERVER_FAILED);
    }

    @Test
    void aFileThatChangesWhileItIsReadIsSeen() {
        byte[] other = content.clone();
        other[0]++;
        later(exchange -> LoopbackServer.sendFile(exchange, other, "\"2\""));
        fails(Reason.FILE_CHANGED);
        later(exchange -> LoopbackServer.sendFile(exchange, Arrays.copyOf(content, 100_000), "\"1\""));
        fails(Reason.FILE_CHANGED);
        later(exchange -> LoopbackServer.sendFile(exchange, Arrays.copyOf(content, 50), "\"1\""));
        fails(Reason.FILE_CHANGED);
        later(exchange -> exchange.sendResponseHeaders(404, -1));
        fails(Reason.FILE_VANISHED);
        AtomicInteger second = new AtomicInteger();
        server.on(PATH, exchange -> {
            exchange.getResponseHeaders()
                    .set("Last-Modified", "Mon, 30 Nov 2026 00:00:0%d GMT".formatted(second.incrementAndGet() % 10));
            LoopbackServer.sendFile(exchange, content, "");
        });
        fails(Reason.FILE_CHANGED);
    }

    @Test
    void aFileOfAnotherSizeThanListedHasChanged() {
        server.file(PATH, content);
        assertThatThrownBy(() -> reader(OptionalLong.of(7)).start(TAIL))
                .asInstanceOf(type(FormatException.class))
                .extracting(FormatException::reason)
                .isEqualTo(Reason.FILE_CHANGED);
    }

    @Test
    void aServerThatIsNotThereIsNoStateOfTheFile() {
        server.close();
        assertThatThrownBy(this::readAll).isInstanceOf(UnreachableException.class);
    }
}
