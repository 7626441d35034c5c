package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.query.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The formats of answers, with texts from untrusted wheels. */
class AnswerFormatsTest {
    private interface Format {
        void write(Answer answer, PrintWriter out) throws IOException;
    }

    private static final Answer ANSWER = new Answer(
            List.of("name", "wheels"),
            List.of(
                    Arrays.asList("=HYPERLINK(\"http://x\")", -1L),
                    Arrays.asList("\u001b[31mred\r\n, and \"more\"", null),
                    Arrays.asList(" +1", new BigDecimal("2.50"))));

    @Test
    void aTableHasNoControlCharacters() throws IOException {
        assertThat(text(AnswerTable::write, ANSWER)).isEqualTo("""
                name                                 wheels
                =HYPERLINK("http://x")                   -1
                \\u{1b}[31mred\\u{d}\\u{a}, and "more"
                 +1                                    2.50
                (3 rows)
                """);
    }

    @Test
    void aTableCutsLongCells() throws IOException {
        Answer wide = new Answer(List.of("x"), List.of(List.of("y".repeat(1000))));

        assertThat(text(AnswerTable::write, wide)).isEqualTo("x\n" + "y".repeat(77) + "...\n(1 row)\n");
    }

    @Test
    void csvIsNoFormulaToASpreadsheet() throws IOException {
        assertThat(text(AnswerCsv::write, ANSWER))
                .isEqualTo("name,wheels\r\n"
                        + "\"'=HYPERLINK(\"\"http://x\"\")\",-1\r\n"
                        + "\"\\u{1b}[31mred\\u{d}\\u{a}, and \"\"more\"\"\",\r\n"
                        + "' +1,2.50\r\n");
    }

    @Test
    void jsonIsAnObjectPerLineWithListsAsArrays() throws IOException {
        Answer answer = new Answer(
                List.of("tags", "mtime", "ok"),
                List.of(Arrays.asList(List.of("a", "b"), Instant.parse("2026-11-22T00:00:00Z"), true)));

        assertThat(text(AnswerJson::write, answer))
                .isEqualTo("{\"tags\":[\"a\",\"b\"],\"mtime\":\"2026-11-22T00:00:00Z\",\"ok\":true}\n");
        assertThat(text(AnswerJson::write, new Answer(List.of("x"), List.of()))).isEmpty();
        assertThat(text(AnswerCsv::write, answer)).endsWith("\"a, b\",2026-11-22T00:00:00Z,true\r\n");
    }

    private static String text(Format format, Answer answer) throws IOException {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        format.write(answer, out);
        out.flush();
        return text.toString();
    }
}
