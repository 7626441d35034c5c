package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.Cell;
import dev.wheelsweep.spark.text.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An answer for a terminal: aligned columns, numbers to the right, control characters escaped. */
public final class AnswerTable {
    /** Longer cells are cut, so that a row fits on one line; the other formats have the whole text. */
    private static final int WIDEST = 80;

    private static final String CUT = "...";
    private static final String NULL = "";

    private AnswerTable() {}

    public static void write(Answer answer, PrintWriter out) {
        writeRows(answer, "", out);
        out.printf("(%,d %s)%n", answer.rows().size(), answer.rows().size() == 1 ? "row" : "rows");
    }

    /** Writes the rows without their number. */
    static void writeRows(Answer answer, String indent, PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(answer.columns());
        answer.rows()
                .forEach(row -> lines.add(row.stream().map(AnswerTable::cell).toList()));
        int columns = answer.columns().size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> lines.stream()
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        boolean[] numbers = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            int at = column;
            numbers[column] = answer.rows().stream().map(row -> row.get(at)).allMatch(AnswerTable::numberOrNull);
        }
        for (List<String> line : lines) {
            out.println(IntStream.range(0, columns)
                    .mapToObj(column -> padded(line.get(column), widths[column], numbers[column]))
                    .collect(Collectors.joining("  ", indent, ""))
                    .stripTrailing());
        }
    }

    private static boolean numberOrNull(Object value) {
        return value == null || value instanceof Number;
    }

    private static String padded(String text, int width, boolean right) {
        String padding = " ".repeat(width - text.length());
        return right ? padding + text : text + padding;
    }

    private static String cell(Object value) {
        String text = value == null ? NULL : Printable.of(Cell.text(value));
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - CUT.length()) + CUT;
    }
}
