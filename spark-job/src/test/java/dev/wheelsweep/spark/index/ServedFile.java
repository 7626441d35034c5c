package dev.wheelsweep.spark.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader;
import dev.wheelsweep.core.input.RangeReader.Range;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** A file on a server that answers as a test says, and a reader of its ranges. */
final class ServedFile implements AutoCloseable {
    static final int TAIL = 1000;
    static final List<Range> RANGES = List.of(
            new Range(0, 10), new Range(100, 1), new Range(5000, 3), new Range(150_000, 10), new Range(160_000, 5));

    private final byte[] content = new byte[200_000];
    private final LoopbackServer server = new LoopbackServer();
    private final AtomicInteger paths = new AtomicInteger();

    ServedFile() {
        new Random(1).nextBytes(content);
    }

    byte[] content() {
        return content;
    }

    List<LoopbackServer.Seen> seen() {
        return server.seen();
    }

    /**
     * Answers requests for the file in this way from now on. The file gets a new path each time: a reader that fails leaves
     * requests under way, and those must not count as requests of the next reader.
     */
    void on(LoopbackServer.Handler handler) {
        paths.incrementAndGet();
        server.on(path(), handler);
    }

    String path() {
        return "/files/%d/p-1-py3-none-any.whl".formatted(paths.get());
    }

    /** Answers as a server of files does. */
    void asFile(HttpExchange exchange) throws IOException {
        LoopbackServer.sendFile(exchange, content, "\"1\"");
    }

    /** Answers the first requests in one way and those after them as a server of files does. */
    void first(int requests, LoopbackServer.Handler bad) {
        AtomicInteger count = new AtomicInteger();
        on(exchange -> {
            if (count.incrementAndGet() <= requests) {
                bad.answer(exchange);
            } else {
                asFile(exchange);
            }
        });
    }

    /** Answers the request for the tail as a server of files does, and later ones in another way. */
    void later(LoopbackServer.Handler handler) {
        AtomicInteger count = new AtomicInteger();
        on(exchange -> {
            if (count.incrementAndGet() == 1) {
                asFile(exchange);
            } else {
                handler.answer(exchange);
            }
        });
    }

    /** Answers as a server that knows one range in a request; to several, it gives another answer. */
    void oneRange(LoopbackServer.Handler several) {
        on(exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (range != null && range.contains(",")) {
                several.answer(exchange);
            } else {
                asFile(exchange);
            }
        });
    }

    static void knowsNoSeveral(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(416, -1);
    }

    Address address() {
        try {
            return Address.parse(server.address(path()));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    HttpRangeReader reader() {
        return reader(OptionalLong.empty());
    }

    HttpRangeReader reader(OptionalLong size) {
        return reader(Access.FAST, size);
    }

    HttpRangeReader reader(HttpAccess access, OptionalLong size) {
        return new HttpRangeReader(HttpSession.of(access), address(), size);
    }

    /** Reads the tail and ranges, and compares them with the file. */
    RangeReader.Traffic readAll() throws IOException, FormatException {
        try (HttpRangeReader reader = reader()) {
            RangeReader.Start start = reader.start(TAIL);
            assertThat(start.stamp().size()).isEqualTo(content.length);
            assertThat(bytes(start.tail()))
                    .isEqualTo(Arrays.copyOfRange(content, content.length - TAIL, content.length));
            checkRanges(RANGES, reader.read(RANGES));
            assertThat(reader.stamp()).isEqualTo(start.stamp());
            return reader.traffic();
        }
    }

    /** Compares ranges that were read with the file. */
    void checkRanges(List<Range> ranges, List<ByteBuffer> read) {
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            assertThat(bytes(read.get(i)))
                    .isEqualTo(Arrays.copyOfRange(content, (int) range.offset(), (int) range.end()));
        }
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    public void close() {
        server.close();
    }
}
