package dev.wheelsweep.spark.index;

import dev.wheelsweep.core.input.FileStamp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a server answered.
 *
 * @param address that gave the answer, after redirects
 * @param body the bytes that were asked for; empty if the status is another than the wanted ones
 * @param isCut whether the body is longer than what is here
 */
record Answer(Address address, int status, HttpHeaders headers, ByteBuffer body, boolean isCut) {
    static final int OK = 200;
    static final int PARTIAL_CONTENT = 206;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int NOT_ALLOWED = 405;
    static final int NOT_ACCEPTABLE = 406;
    static final int GONE = 410;
    static final int PRECONDITION_FAILED = 412;
    static final int RANGE_NOT_SATISFIABLE = 416;
    static final int TOO_MANY_REQUESTS = 429;
    static final int LEGAL_REASONS = 451;
    static final int SERVER_ERRORS = 500;
    static final int NOT_IMPLEMENTED = 501;

    /** @return the body as a stream */
    InputStream stream() {
        return new ByteArrayInputStream(body.array(), body.arrayOffset() + body.position(), body.remaining());
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** @return the length that the server declares for the body */
    OptionalLong length() {
        try {
            return headers.firstValueAsLong("Content-Length");
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }

    /** @return the ETag as written; empty if there is none */
    String etag() {
        return header("ETag").orElse("");
    }

    /** @return the epoch if the server does not name it */
    Instant lastModified() {
        return header("Last-Modified").flatMap(HttpDate::parse).orElse(Instant.EPOCH);
    }

    /**
     * @return which bytes of the file it holds
     * @throws IOException if it does not say that, or holds others
     */
    ContentRange range() throws IOException {
        ContentRange range = header("Content-Range")
                .flatMap(ContentRange::parse)
                .orElseThrow(() -> new IOException("it did not say which bytes it sent"));
        if (status == PARTIAL_CONTENT && (isCut || range.length() != body.remaining())) {
            throw new IOException("it did not send the %d bytes that it announced".formatted(range.length()));
        }
        return range;
    }

    /**
     * @return the bytes of the whole file
     * @throws IOException if it does not say how many there are
     */
    long fileSize() throws IOException {
        return status == OK
                ? length().orElseThrow(() -> new IOException("it did not say how long the file is"))
                : range().size();
    }

    /** @return the state of the file */
    FileStamp stamp() throws IOException {
        return stamp(fileSize());
    }

    /** @param size of the file, where the answer does not say it */
    FileStamp stamp(long size) {
        return new FileStamp(size, FileTime.from(lastModified()), etag());
    }

    /** @return whether it passed a proxy or a cache that says so (RFC 9110 section 7.6.3, RFC 9111 section 5.1) */
    boolean isThroughCache() {
        return header("Via").isPresent() || header("Age").isPresent();
    }

    boolean isMissing() {
        return status == NOT_FOUND || status == GONE;
    }

    boolean isRefused() {
        return status == UNAUTHORIZED || status == FORBIDDEN || status == LEGAL_REASONS;
    }

    /** @return whether another attempt may have another outcome */
    boolean isPassing() {
        return status == TOO_MANY_REQUESTS || (status >= SERVER_ERRORS && status != NOT_IMPLEMENTED);
    }
}
