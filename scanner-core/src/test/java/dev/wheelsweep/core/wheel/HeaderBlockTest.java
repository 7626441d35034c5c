package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HeaderBlockTest {

    /** @param values of the headers called {@code Tag} */
    private record Case(String text, List<String> values) {}

    private static final List<Case> CASES = List.of(
            new Case("Tag: a\n", List.of("a")),
            new Case("Tag: a", List.of("a")),
            new Case("Wheel-Version: 1.0\nTag: a\nGenerator: x\nTag: b\n", List.of("a", "b")),
            new Case("Wheel-Version: 1.0\r\nTag: a\r\nTag: b\r\n", List.of("a", "b")),
            new Case("Wheel-Version: 1.0\rTag: a\rTag: b\r", List.of("a", "b")),
            new Case("tag: a\nTAG: b\nTags: c\n", List.of("a", "b")),
            new Case("Tag:a\nTag:   b  \nTag:\n", List.of("a", "b", "")),
            new Case("Tag: a: b\n", List.of("a: b")),
            // A byte order mark is not part of the first key.
            new Case("\ufeffTag: a\n", List.of("a")),
            // Continuation lines, one of them blank but for its white space
            new Case("Tag: a\n b\n\tc\nTag: d\n", List.of("a b c", "d")),
            new Case("Tag:\n  a\n   \n b\n", List.of("a  b")),
            new Case("Tag: a\r\n b\r\n", List.of("a b")),
            // After a blank line, or a line that is not a header, there are no more headers.
            new Case("Tag: a\n\nTag: b\n", List.of("a")),
            new Case("Tag: a\r\n\r\nTag: b\r\n", List.of("a")),
            new Case("Tag: a\nnot a header\nTag: b\n", List.of("a")),
            new Case("Tag: a\nTag : b\nTag: c\n", List.of("a")),
            new Case("Tag: a\nT\u00e4g: b\nTag: c\n", List.of("a")),
            // Skipped: continuation of nothing, no key, mailbox line
            new Case(" Tag: x\nTag: a\n", List.of("a")),
            new Case("Tag: a\n: x\n  y\nTag: b\n", List.of("a", "b")),
            new Case("From me Thu\nTag: a\nFrom : x\n y\nTag: b\n", List.of("a", "b")),
            new Case("Tag: \u00e9\u4e2d\n", List.of("\u00e9\u4e2d")));

    @Test
    void readsHeadersAsCpythonDoes() throws FormatException {
        for (Case expected : CASES) {
            HeaderBlock block = HeaderBlock.read(expected.text.getBytes(UTF_8));
            assertThat(block.all("Tag")).as(expected.text).isEqualTo(expected.values);
            assertThat(block.first("tAG")).as(expected.text).contains(expected.values.get(0));
            assertThat(block.first("Absent")).isEmpty();
            assertThat(block.all("Absent")).isEmpty();
        }
    }

    @Test
    void escapesBytesThatAreNotUtf8() throws FormatException {
        byte[] latin = "Generator: caf\u00e9\nTag: b\n".getBytes(ISO_8859_1);
        assertThat(HeaderBlock.read(latin).first("Generator")).contains("caf\\xe9");
        assertThat(HeaderBlock.read(latin).first("Tag")).contains("b");
    }

    @Test
    void refusesATextWithoutHeader() {
        for (String text : List.of(
                "", "\n", "\nTag: a\n", "<html>", "<!DOCTYPE html: x>", "\0\0\0\0", " \n \n", ": x", "PK\3\4")) {
            FormatException bad =
                    catchThrowableOfType(FormatException.class, () -> HeaderBlock.read(text.getBytes(UTF_8)));
            assertThat(bad)
                    .as(text)
                    .hasMessage("metadata: bad_metadata at offset 0: no \"Key: value\" line where the first should be");
            assertThat(bad.reason()).isEqualTo(Reason.BAD_METADATA);
        }
    }

    @Test
    void refusesTooManyHeaders() throws FormatException {
        String most = "A:\n".repeat(HeaderBlock.MAX_HEADERS);
        assertThat(HeaderBlock.read(most.getBytes(UTF_8)).all("A")).hasSize(HeaderBlock.MAX_HEADERS);
        FormatException bad =
                catchThrowableOfType(FormatException.class, () -> HeaderBlock.read((most + "B:\n").getBytes(UTF_8)));
        assertThat(bad).hasMessage("metadata: limit_headers at offset 196608: more than 65536 headers");
        assertThat(bad.reason()).isEqualTo(Reason.LIMIT_HEADERS);
    }

    @Test
    void leavesOutALongValueAndSaysSoIfAskedForIt() throws FormatException {
        String text = "Description: " + "x".repeat(5_000) + "\nTag: " + "y".repeat(HeaderBlock.MAX_VALUE - 2) + "\n";
        HeaderBlock block = HeaderBlock.read(text.getBytes(UTF_8));
        assertThat(block.first("Tag").orElseThrow()).hasSize(HeaderBlock.MAX_VALUE - 2);
        assertThat(block.overlong()).isEmpty();
        assertThat(block.first("Description")).isEmpty();
        FormatException bad = block.overlong().orElseThrow();
        assertThat(bad).hasMessage("metadata: limit_header_bytes at offset 12: a value of 5002 bytes, more than 4096");
        assertThat(bad.reason()).isEqualTo(Reason.LIMIT_HEADER_BYTES);
    }

    /** 16 MiB that would take hours if any part of the parser took quadratic time. */
    @Test
    void hostileTextsTakeLinearTime() {
        int megabytes = 16 << 20;
        List<String> texts = List.of(
                "Tag:" + " \n".repeat(megabytes / 2),
                "Tag:" + " ".repeat(megabytes),
                "Tag: a\n" + ": \n".repeat(megabytes / 3),
                "Tag: a\n" + "x".repeat(megabytes),
                ("Tag:" + " ".repeat(HeaderBlock.MAX_VALUE - 2) + "\n").repeat(megabytes / HeaderBlock.MAX_VALUE / 2));
        for (String text : texts) {
            byte[] bytes = text.getBytes(UTF_8);
            Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
                HeaderBlock block = HeaderBlock.read(bytes);
                assertThat(block.all("Tag").isEmpty())
                        .isEqualTo(block.overlong().isPresent());
            });
        }
    }
}
