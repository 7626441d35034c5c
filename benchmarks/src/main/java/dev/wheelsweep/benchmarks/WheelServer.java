package dev.wheelsweep.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves wheels on the loopback interface as a distant server would: every answer begins after a delay, and all connections
 * share a bandwidth. It answers requests for a whole file, for a range, for the last bytes and, if asked to, for several ranges.
 */
final class WheelServer implements Closeable {
    /** Bytes that are sent at a time. */
    private static final int CHUNK = 16 << 10;

    private static final int BITS_PER_MEGABIT = 1_000_000;

    private static final String BOUNDARY = "00000000000000000001";

    /** What a request for several ranges gets. */
    enum Several {
        /** All of them, as from nginx. */
        PARTS,
        /** The whole file: RFC 9110 section 14.2 lets a server ignore a range. */
        FILE
    }

    private final List<Path> wheels;
    private final Duration delay;
    private final Several several;
    private final Link link;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    /** Lets bytes through at a rate. */
    private static final class Link {
        /** What may be sent at once after a pause: a thread does not wake up to the microsecond. */
        private static final long BURST_NANOS = 2_000_000;

        private final double nanosPerByte;
        private long next = System.nanoTime();

        /** @param megabits a second; 0 for no limit */
        Link(int megabits) {
            nanosPerByte =
                    megabits == 0 ? 0 : (double) TimeUnit.SECONDS.toNanos(1) * Byte.SIZE / megabits / BITS_PER_MEGABIT;
        }

        void pass(int count) {
            if (nanosPerByte > 0) {
                long turn = turn(count);
                for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            }
        }

        private synchronized long turn(int count) {
            next = Math.max(next, System.nanoTime() - BURST_NANOS) + (long) (nanosPerByte * count);
            return next;
        }
    }

    /** The bytes of a file that a request asks for. */
    private record Part(long first, long last) {
        static List<Part> of(String ranges, long size) {
            return Arrays.stream(ranges.substring("bytes=".length()).split(",", -1))
                    .map(range -> one(range, size))
                    .toList();
        }

        private static Part one(String range, long size) {
            String[] ends = range.split("-", -1);
            return ends[0].isEmpty()
                    ? new Part(Math.max(0, size - Long.parseLong(ends[1])), size - 1)
                    : new Part(Long.parseLong(ends[0]), Math.min(size - 1, Long.parseLong(ends[1])));
        }

        long length() {
            return last - first + 1;
        }

        String text(long size) {
            return "bytes %d-%d/%d".formatted(first, last, size);
        }
    }

    /**
     * @param wheels none of which is empty
     * @param delay of every answer
     * @param megabits a second, of all answers together; 0 for no limit
     */
    WheelServer(List<Path> wheels, Duration delay, int megabits, Several several) throws IOException {
        this.several = several;
        this.wheels = List.copyOf(wheels);
        this.delay = delay;
        this.link = new Link(megabits);
        // Otherwise the end of every answer waits for the acknowledgement of its beginning.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** @return the address of the wheel with this index */
    String address(int index) {
        return "http://127.0.0.1:%d/%d".formatted(server.getAddress().getPort(), index);
    }

    long requests() {
        return requests.get();
    }

    /** @return bytes of files that were sent, with what surrounds the parts of an answer */
    long bytes() {
        return bytes.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        LockSupport.parkNanos(delay.toNanos());
        Path wheel =
                wheels.get(Integer.parseInt(exchange.getRequestURI().getPath().substring(1)));
        try (exchange;
                FileChannel file = FileChannel.open(wheel)) {
            exchange.getResponseHeaders().set("ETag", "\"%d\"".formatted(file.size()));
            String range = exchange.getRequestHeaders().getFirst("Range");
            List<Part> parts = range == null ? List.of() : Part.of(range, file.size());
            if (parts.size() == 1) {
                exchange.getResponseHeaders().set("Content-Range", parts.get(0).text(file.size()));
                exchange.sendResponseHeaders(206, parts.get(0).length());
                send(file, parts.get(0), exchange.getResponseBody());
            } else if (parts.isEmpty() || several == Several.FILE) {
                exchange.sendResponseHeaders(200, file.size());
                send(file, new Part(0, file.size() - 1), exchange.getResponseBody());
            } else {
                exchange.getResponseHeaders().set("Content-Type", "multipart/byteranges; boundary=" + BOUNDARY);
                send(file, parts, exchange);
            }
        }
    }

    private void send(FileChannel file, List<Part> parts, HttpExchange exchange) throws IOException {
        List<byte[]> heads = new ArrayList<>();
        byte[] end = ascii("\r\n--%s--\r\n".formatted(BOUNDARY));
        long length = end.length;
        for (Part part : parts) {
            byte[] head = ascii("\r\n--%s\r\nContent-Type: application/octet-stream\r\nContent-Range: %s\r\n\r\n"
                    .formatted(BOUNDARY, part.text(file.size())));
            heads.add(head);
            length += head.length + part.length();
        }
        exchange.sendResponseHeaders(206, length);
        OutputStream out = exchange.getResponseBody();
        for (int i = 0; i < parts.size(); i++) {
            send(heads.get(i), heads.get(i).length, out);
            send(file, parts.get(i), out);
        }
        send(end, end.length, out);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private void send(FileChannel file, Part part, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (long at = part.first(); at <= part.last(); ) {
            int count = file.read(ByteBuffer.wrap(chunk, 0, (int) Math.min(CHUNK, part.last() + 1 - at)), at);
            if (count < 0) {
                throw new IOException("a wheel has become shorter");
            }
            send(chunk, count, out);
            at += count;
        }
    }

    private void send(byte[] chunk, int count, OutputStream out) throws IOException {
        link.pass(count);
        out.write(chunk, 0, count);
        bytes.addAndGet(count);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
