package dev.wheelsweep.spark.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The answer to a request for several ranges: a body of type multipart/byteranges (RFC 9110 section 14.6, RFC 2046 section
 * 5.1.1).
 *
 * <pre>
 *   --boundary
 *   Content-Type: application/octet-stream
 *   Content-Range: bytes 100-103/5000
 *
 *   ....                                      the four bytes
 *   --boundary
 *   ...
 *   --boundary--
 * </pre>
 *
 * <p>How long a part is, its Content-Range says; no boundary is searched for, since a file may hold any bytes. A server may
 * join ranges and send them in any order.
 */
final class MultipartRanges {
    /** Bytes that come with each part, at most: a boundary of 70 characters and headers. */
    static final int MOST_AROUND_A_PART = 512;

    private static final Pattern TYPE = Pattern.compile(
            "multipart/byteranges\\s*;(?:.*;)?\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))\\s*(?:;.*)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEADER = Pattern.compile("([^:\\s]+):(.*)");
    private static final String LINE_END = "\r\n";

    private final byte[] body;
    private final int end;
    private final String delimiter;
    private int at;

    /** @param bytes of the range, whose length is that of the range */
    record Part(ContentRange range, ByteBuffer bytes) {}

    private MultipartRanges(ByteBuffer body, String boundary) {
        this.body = body.array();
        this.at = body.arrayOffset() + body.position();
        this.end = at + body.remaining();
        this.delimiter = "--" + boundary;
    }

    /** @return the parts in the order of the answer; empty if its body is of another type, malformed or not complete */
    static Optional<List<Part>> of(Answer answer) {
        Matcher type = TYPE.matcher(answer.header("Content-Type").orElse("").strip());
        if (answer.isCut() || !type.matches()) {
            return Optional.empty();
        }
        return new MultipartRanges(answer.body(), type.group(1) == null ? type.group(2) : type.group(1)).parts();
    }

    private Optional<List<Part>> parts() {
        List<Part> parts = new ArrayList<>();
        takes(LINE_END); // Some servers begin with the line end that belongs to a delimiter.
        while (takes(delimiter)) {
            if (takes("--")) {
                return Optional.of(parts);
            }
            Optional<Part> part = takes(LINE_END) ? headers().flatMap(this::part) : Optional.empty();
            if (part.isEmpty() || !takes(LINE_END)) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.empty();
    }

    /** @return the Content-Range of a part, whose bytes come next; empty if it has none */
    private Optional<ContentRange> headers() {
        Optional<ContentRange> range = Optional.empty();
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            if (line.get().isEmpty()) {
                return range;
            }
            Matcher header = HEADER.matcher(line.get());
            if (header.matches() && header.group(1).equalsIgnoreCase("Content-Range")) {
                range = ContentRange.parse(header.group(2));
            }
        }
        return Optional.empty();
    }

    private Optional<Part> part(ContentRange range) {
        if (range.length() > end - at) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(body, at, (int) range.length()).slice();
        at += (int) range.length();
        return Optional.of(new Part(range, bytes));
    }

    /** @return the text up to the next line end; empty if there is none */
    private Optional<String> line() {
        int from = at;
        for (int i = from; i + 1 < end; i++) {
            if (body[i] == '\r' && body[i + 1] == '\n') {
                at = i + LINE_END.length();
                return Optional.of(new String(body, from, i - from, StandardCharsets.ISO_8859_1));
            }
        }
        return Optional.empty();
    }

    /** @return whether the text came next, which is then passed */
    private boolean takes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > end - at || !ByteBuffer.wrap(body, at, bytes.length).equals(ByteBuffer.wrap(bytes))) {
            return false;
        }
        at += bytes.length;
        return true;
    }
}
