package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.Cell;
import dev.wheelsweep.spark.query.Sheet;
import dev.wheelsweep.spark.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** What a dataset knows of one wheel or project: a table per part, or one JSON object. */
public final class SheetOutput {
    /** So that most wheels fit on a screen. */
    private static final int ROWS_SHOWN = 15;

    private static final String NAME = "name";

    private SheetOutput() {}

    /** Prints a part of one row as lines, and omits parts without rows. */
    public static void text(Sheet sheet, PrintWriter out) {
        out.println(Printable.of(sheet.subject()));
        sheet.parts().forEach((key, answer) -> {
            List<List<Object>> rows = answer.rows();
            if (rows.isEmpty()) {
                return;
            }
            out.printf("%n%s%n", key.replace('_', ' '));
            if (rows.size() == 1) {
                fields(answer, out);
                return;
            }
            AnswerTable.writeRows(
                    new Answer(answer.columns(), rows.subList(0, Math.min(rows.size(), ROWS_SHOWN))), "  ", out);
            if (rows.size() > ROWS_SHOWN) {
                out.printf("  and %,d more: --format json has all%n", rows.size() - ROWS_SHOWN);
            }
        });
    }

    private static void fields(Answer answer, PrintWriter out) {
        for (int column = 0; column < answer.columns().size(); column++) {
            Object value = answer.rows().get(0).get(column);
            if (value != null && !Cell.text(value).isEmpty()) {
                out.printf("  %-16s %s%n", answer.columns().get(column), Printable.of(Cell.text(value)));
            }
        }
    }

    /** Writes the name, and each part as an array of objects. */
    public static void json(Sheet sheet, PrintWriter out) throws IOException {
        try (JsonOutput output = JsonOutput.lines(out)) {
            output.generator().writeStartObject();
            output.generator().writeStringField(NAME, sheet.subject());
            for (Map.Entry<String, Answer> part : sheet.parts().entrySet()) {
                output.generator().writeArrayFieldStart(part.getKey());
                AnswerJson.rows(part.getValue(), output.generator());
                output.generator().writeEndArray();
            }
            output.generator().writeEndObject();
        }
    }
}
