package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.Cell;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** An answer as JSON, one object per row and line. */
public final class AnswerJson {
    private AnswerJson() {}

    public static void write(Answer answer, PrintWriter out) throws IOException {
        if (answer.rows().isEmpty()) {
            return;
        }
        try (JsonOutput output = JsonOutput.lines(out)) {
            rows(answer, output.generator());
        }
    }

    /** Writes an object per row. */
    static void rows(Answer answer, JsonGenerator json) throws IOException {
        for (List<Object> row : answer.rows()) {
            json.writeStartObject();
            for (int column = 0; column < row.size(); column++) {
                json.writeFieldName(answer.columns().get(column));
                value(json, row.get(column));
            }
            json.writeEndObject();
        }
    }

    /** Numbers and booleans are written as such, lists and records as arrays, all other values as text. */
    private static void value(JsonGenerator json, Object value) throws IOException {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            json.writePOJO(value);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                value(json, element);
            }
            json.writeEndArray();
        } else {
            json.writeString(Cell.text(value));
        }
    }
}
