package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * WHEEL or METADATA: header lines in the style of RFC 822, then perhaps a blank line and a body that is not read.
 *
 * <pre>
 *   Wheel-Version: 1.0             key, colon, value; keys in any case
 *   Generator: setuptools
 *      (80.9.0)                    a line that begins with white space continues the value
 *                                  blank line: the rest is the body
 * </pre>
 *
 * <p>It is as lenient as CPython's {@code email} package, which all installers use: lines end in LF, CRLF or CR; a line
 * that is not a header ends the block; a continuation line without a header and a line without key are skipped. One
 * thing is more lenient: a byte order mark at the start is not part of the first key.
 */
final class HeaderBlock {
    /** The most headers. A wheel has at most a few thousand tags, and fewer dependencies. */
    static final int MAX_HEADERS = 65_536;
    /** Bytes of one value; checked only for values that are asked for, so descriptions may be longer. A longer one is left out. */
    static final int MAX_VALUE = 4_096;

    /** The first line of a message in a mailbox file; it is never a header, on any line. */
    private static final byte[] MAILBOX_LINE = {'F', 'r', 'o', 'm', ' '};

    /** Keys are printable ASCII, which ends before this byte. */
    private static final byte DELETE = 0x7f;

    /**
     * One header, still in the bytes.
     *
     * @param key offset of its first byte
     * @param colon offset of the colon after the key
     */
    private record Header(int key, int colon) {}

    private final byte[] bytes;
    private final List<Header> headers = new ArrayList<>();

    /** Null until a value that is too long was asked for. */
    private FormatException overlong;

    private HeaderBlock(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * @throws FormatException {@link Reason#BAD_METADATA} if there is no header at all; {@link Reason#LIMIT_HEADERS} if
     *     there are too many
     */
    static HeaderBlock read(byte[] bytes) throws FormatException {
        HeaderBlock block = new HeaderBlock(bytes);
        int line = ByteOrderMark.length(bytes);
        while (line < bytes.length && block.belongs(line)) {
            line = block.nextLine(line);
        }
        if (block.headers.isEmpty()) {
            throw new FormatException(
                    Format.METADATA, Reason.BAD_METADATA, 0, "no \"Key: value\" line where the first should be");
        }
        return block;
    }

    /** @return the values of all headers of that name, in order, unfolded and without white space around them */
    List<String> all(String name) {
        List<String> values = new ArrayList<>();
        for (Header header : headers) {
            if (isNamed(header, name)) {
                value(header).ifPresent(values::add);
            }
        }
        return values;
    }

    /** @return the value of the first header of that name, like CPython's {@code Message.get} */
    Optional<String> first(String name) {
        for (Header header : headers) {
            if (isNamed(header, name)) {
                return value(header);
            }
        }
        return Optional.empty();
    }

    /** @return the first value that was asked for and is left out, with {@link Reason#LIMIT_HEADER_BYTES} */
    Optional<FormatException> overlong() {
        return Optional.ofNullable(overlong);
    }

    /** @return the values of all headers of that name, in order, each cut after {@link #MAX_VALUE} bytes */
    List<String> beginnings(String name) {
        return headers.stream()
                .filter(header -> isNamed(header, name))
                .map(header -> text(header.colon + 1, Math.min(end(header), header.colon + 1 + MAX_VALUE)))
                .toList();
    }

    /** Adds the header of a line, if it has one. @return whether the block continues after it */
    private boolean belongs(int line) throws FormatException {
        if (isFold(line) || isMailboxLine(line)) {
            return true;
        }
        int colon = line;
        while (colon < bytes.length && bytes[colon] > ' ' && bytes[colon] < DELETE && bytes[colon] != ':') {
            colon++;
        }
        if (colon == bytes.length || bytes[colon] != ':') {
            return false;
        }
        if (colon > line) {
            if (headers.size() == MAX_HEADERS) {
                throw new FormatException(
                        Format.METADATA, Reason.LIMIT_HEADERS, line, "more than %d headers".formatted(MAX_HEADERS));
            }
            headers.add(new Header(line, colon));
        }
        return true;
    }

    private boolean isNamed(Header header, String name) {
        return name.length() == header.colon - header.key
                && name.equalsIgnoreCase(new String(bytes, header.key, name.length(), StandardCharsets.ISO_8859_1));
    }

    private Optional<String> value(Header header) {
        int from = header.colon + 1;
        int to = end(header);
        if (to - from <= MAX_VALUE) {
            return Optional.of(text(from, to));
        }
        if (overlong == null) {
            overlong = new FormatException(
                    Format.METADATA,
                    Reason.LIMIT_HEADER_BYTES,
                    from,
                    "a value of %d bytes, more than %d".formatted(to - from, MAX_VALUE));
        }
        return Optional.empty();
    }

    /** @return where the value ends, the lines that continue it included */
    private int end(Header header) {
        int to = nextLine(header.colon + 1);
        while (to < bytes.length && isFold(to)) {
            to = nextLine(to);
        }
        return to;
    }

    private String text(int from, int to) {
        return ByteView.text(Arrays.copyOfRange(bytes, from, to))
                .lines()
                .map(String::strip)
                .collect(Collectors.joining(" "))
                .strip();
    }

    /** @return whether a line continues the one before */
    private boolean isFold(int line) {
        return bytes[line] == ' ' || bytes[line] == '\t';
    }

    /** @return where the line after this one begins; the number of bytes if there is none */
    private int nextLine(int from) {
        int at = from;
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
            at++;
        }
        boolean pair = at + 1 < bytes.length && bytes[at] == '\r' && bytes[at + 1] == '\n';
        return Math.min(bytes.length, at + (pair ? 2 : 1));
    }

    private boolean isMailboxLine(int line) {
        int to = line + MAILBOX_LINE.length;
        return to <= bytes.length && Arrays.equals(bytes, line, to, MAILBOX_LINE, 0, MAILBOX_LINE.length);
    }
}
