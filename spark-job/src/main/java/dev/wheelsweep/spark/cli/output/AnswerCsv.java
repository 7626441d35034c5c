package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.Cell;
import dev.wheelsweep.spark.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer as CSV (RFC 4180), which people open in spreadsheets: a text that one would take for a formula gets an
 * apostrophe in front, and control characters are escaped.
 */
public final class AnswerCsv {
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@";

    private AnswerCsv() {}

    public static void write(Answer answer, PrintWriter out) {
        line(answer.columns(), out);
        answer.rows().forEach(row -> line(row, out));
    }

    private static void line(List<?> values, PrintWriter out) {
        out.print(values.stream().map(AnswerCsv::field).collect(Collectors.joining(",")) + LINE_END);
    }

    private static String field(Object value) {
        if (value == null) {
            return "";
        }
        String text = Printable.of(Cell.text(value));
        if (!(value instanceof Number)
                && !text.isEmpty()
                && FORMULA_STARTS.indexOf(
                                text.stripLeading().isEmpty()
                                        ? ' '
                                        : text.stripLeading().charAt(0))
                        >= 0) {
            text = "'" + text;
        }
        return text.chars().anyMatch(c -> c == ',' || c == '"') ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
