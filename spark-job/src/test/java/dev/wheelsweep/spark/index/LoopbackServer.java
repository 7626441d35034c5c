package dev.wheelsweep.spark.index;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of this machine's loopback address, with answers that a test writes. */
public final class LoopbackServer implements AutoCloseable {
    static final String BOUNDARY = "a.Boundary_1";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());

    /** A request that was received. */
    public record Seen(String method, String path, Map<String, List<String>> headers) {
        public String header(String name) {
            return headers.getOrDefault(name, List.of("")).get(0);
        }
    }

    /** Answers a request. */
    public interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    public LoopbackServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::dispatch);
        server.start();
    }

    private void dispatch(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        seen.add(new Seen(exchange.getRequestMethod(), path, new HashMap<>(exchange.getRequestHeaders())));
        try (exchange) {
            Handler handler = handlers.get(path);
            if (handler == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                handler.answer(exchange);
            }
        }
    }

    public LoopbackServer on(String path, Handler handler) {
        handlers.put(path, handler);
        return this;
    }

    public LoopbackServer page(String path, String type, String body) {
        return on(path, exchange -> send(exchange, 200, Map.of("Content-Type", type), bytes(body)));
    }

    /** Answers as a server of files does: ranges, ETag and HEAD. */
    public LoopbackServer file(String path, byte[] content) {
        return on(path, exchange -> sendFile(exchange, content, "\"" + content.length + "\""));
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a body, or only its length if the request is HEAD. */
    public static void send(HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
            throws IOException {
        Headers own = exchange.getResponseHeaders();
        headers.forEach(own::set);
        if (exchange.getRequestMethod().equals("HEAD")) {
            own.set("Content-Length", Long.toString(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Answers a request for one range, several ranges, or the file. */
    public static void sendFile(HttpExchange exchange, byte[] content, String etag) throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of("Accept-Ranges", "bytes"));
        if (!etag.isEmpty()) {
            headers.put("ETag", etag);
        }
        String asked = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        if (asked == null || (condition != null && !condition.equals(etag))) {
            send(exchange, 200, headers, content);
            return;
        }
        List<ContentRange> ranges = ranges(exchange, content.length);
        if (ranges.size() > 1) {
            headers.put("Content-Type", "multipart/byteranges; boundary=" + BOUNDARY);
            send(exchange, 206, headers, multipart(content, ranges));
        } else if (ranges.get(0).length() <= 0) {
            headers.put("Content-Range", "bytes */" + content.length);
            send(exchange, 416, headers, new byte[0]);
        } else {
            headers.put("Content-Range", text(ranges.get(0)));
            send(exchange, 206, headers, part(content, ranges.get(0)));
        }
    }

    static List<ContentRange> ranges(HttpExchange exchange, int size) {
        String asked = exchange.getRequestHeaders().getFirst("Range");
        return Arrays.stream(asked.substring("bytes=".length()).split(",", -1))
                .map(range -> {
                    String[] ends = range.split("-", -1);
                    return ends[0].isEmpty()
                            ? new ContentRange(Math.max(0, size - Integer.parseInt(ends[1])), size - 1, size)
                            : new ContentRange(
                                    Integer.parseInt(ends[0]), Math.min(size - 1, Integer.parseInt(ends[1])), size);
                })
                .toList();
    }

    static byte[] multipart(byte[] content, List<ContentRange> ranges) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (ContentRange range : ranges) {
            body.writeBytes(bytes("\r\n--%s\r\nContent-Type: text/plain\r\ncontent-range: %s\r\n\r\n"
                    .formatted(BOUNDARY, text(range))));
            body.writeBytes(part(content, range));
        }
        body.writeBytes(bytes("\r\n--%s--\r\n".formatted(BOUNDARY)));
        return body.toByteArray();
    }

    private static String text(ContentRange range) {
        return "bytes %d-%d/%d".formatted(range.first(), range.last(), range.size());
    }

    private static byte[] part(byte[] content, ContentRange range) {
        return Arrays.copyOfRange(content, (int) range.first(), (int) range.last() + 1);
    }

    public String address(String path) {
        return "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path);
    }

    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
