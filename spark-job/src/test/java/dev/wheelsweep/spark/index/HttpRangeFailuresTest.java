package dev.wheelsweep.spark.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpExchange;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that fail for a while, that lie, and that lose or change a file while it is read. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpRangeFailuresTest {
    @AutoClose
    private final ServedFile file = new ServedFile();

    private void fails(Reason reason) {
        assertThatThrownBy(file::readAll)
                .asInstanceOf(type(FormatException.class))
                .extracting(FormatException::reason)
                .isEqualTo(reason);
    }

    @Test
    void failuresThatPassAreRepeated() throws IOException, FormatException {
        List<LoopbackServer.Handler> passing = List.of(
                exchange -> exchange.sendResponseHeaders(500, -1),
                exchange -> exchange.sendResponseHeaders(503, 0),
                HttpExchange::close,
                HttpRangeFailuresTest::waitTooLong,
                this::cutOff,
                exchange -> drip(exchange),
                exchange -> sendRange(exchange, "bytes 0-999/200000"),
                exchange -> sendRange(exchange, "bytes 199000-199999"),
                exchange -> sendRange(exchange, "bytes 198999-199999/200000"),
                exchange -> sendRange(exchange, "nonsense"),
                exchange -> exchange.sendResponseHeaders(206, -1));
        for (LoopbackServer.Handler handler : passing) {
            file.first(2, handler);
            // The HTTP client itself repeats a request whose connection was closed without an answer.
            assertThat(file.readAll().requests()).isBetween(3L, 4L);
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
        exchange.sendResponseHeaders(206, ServedFile.TAIL);
        exchange.getResponseBody().write(file.content(), 0, ServedFile.TAIL / 2);
        exchange.getResponseBody().flush();
    }

    /** Sends a byte now and then, so that no single wait is long. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Range", "bytes 199000-199999/200000");
        exchange.sendResponseHeaders(206, ServedFile.TAIL);
        try {
            for (int i = 0; i < ServedFile.TAIL; i++) {
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
                exchange,
                206,
                Map.of("Content-Range", contentRange),
                Arrays.copyOfRange(file.content(), 199_000, 200_000));
    }

    @Test
    void rangesWithOtherBytesThanAskedForAreRepeated() throws IOException, FormatException {
        AtomicInteger count = new AtomicInteger();
        file.oneRange(ServedFile::knowsNoSeveral);
        file.readAll();
        file.on(exchange -> {
            // The third request is one of the two for ranges.
            if (count.incrementAndGet() == 3) {
                LoopbackServer.send(
                        exchange,
                        206,
                        Map.of("ETag", "\"1\"", "Content-Range", "bytes 7-16/200000"),
                        Arrays.copyOfRange(file.content(), 7, 17));
            } else {
                file.asFile(exchange);
            }
        });
        assertThat(file.readAll().requests()).isEqualTo(4);
    }

    @Test
    void aServerThatAsksForPatienceGetsIt() throws IOException, FormatException {
        Supplier<String> soon = () -> DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(2).atOffset(ZoneOffset.UTC));
        for (Supplier<String> value : List.<Supplier<String>>of(() -> "1", soon)) {
            long before = System.nanoTime();
            file.first(
                    1, exchange -> LoopbackServer.send(exchange, 429, Map.of("Retry-After", value.get()), new byte[0]));
            assertThat(file.readAll().requests()).isEqualTo(3);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(500));
        }
        file.first(1, exchange -> LoopbackServer.send(exchange, 503, Map.of("Retry-After", "86400"), new byte[0]));
        fails(Reason.SERVER_FAILED);
    }

    @Test
    void failuresThatStayAreAStateOfTheFile() {
        file.on(exchange -> exchange.sendResponseHeaders(500, -1));
        fails(Reason.SERVER_FAILED);
        file.on(exchange -> exchange.sendResponseHeaders(404, -1));
        fails(Reason.FILE_VANISHED);
        file.on(exchange -> exchange.sendResponseHeaders(410, -1));
        fails(Reason.FILE_VANISHED);
        file.on(exchange -> exchange.sendResponseHeaders(403, -1));
        fails(Reason.ACCESS_DENIED);
        file.on(exchange -> exchange.sendResponseHeaders(418, -1));
        fails(Reason.SERVER_FAILED);
        file.on(exchange -> exchange.sendResponseHeaders(501, -1));
        fails(Reason.SERVER_FAILED);
        file.on(exchange -> {
            exchange.getResponseHeaders().set("Location", file.path());
            exchange.sendResponseHeaders(302, -1);
        });
        fails(Reason.SERVER_FAILED);
    }

    @Test
    void aFileThatChangesWhileItIsReadIsSeen() {
        byte[] other = file.content().clone();
        other[0]++;
        file.later(exchange -> LoopbackServer.sendFile(exchange, other, "\"2\""));
        fails(Reason.FILE_CHANGED);
        file.later(exchange -> LoopbackServer.sendFile(exchange, Arrays.copyOf(file.content(), 100_000), "\"1\""));
        fails(Reason.FILE_CHANGED);
        file.later(exchange -> LoopbackServer.sendFile(exchange, Arrays.copyOf(file.content(), 50), "\"1\""));
        fails(Reason.FILE_CHANGED);
        file.later(exchange -> exchange.sendResponseHeaders(404, -1));
        fails(Reason.FILE_VANISHED);
        AtomicInteger second = new AtomicInteger();
        file.on(exchange -> {
            exchange.getResponseHeaders()
                    .set("Last-Modified", "Mon, 30 Nov 2026 00:00:0%d GMT".formatted(second.incrementAndGet() % 10));
            LoopbackServer.sendFile(exchange, file.content(), "");
        });
        fails(Reason.FILE_CHANGED);
    }

    @Test
    void aFileOfAnotherSizeThanListedHasChanged() {
        file.on(file::asFile);
        assertThatThrownBy(() -> file.reader(OptionalLong.of(7)).start(ServedFile.TAIL))
                .asInstanceOf(type(FormatException.class))
                .extracting(FormatException::reason)
                .isEqualTo(Reason.FILE_CHANGED);
    }

    @Test
    void aServerThatIsNotThereIsNoStateOfTheFile() {
        file.close();
        assertThatThrownBy(file::readAll).isInstanceOf(UnreachableException.class);
    }
}
