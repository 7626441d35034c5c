package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Optional;

/**
 * JSON on a stream that stays open when this is closed. Pure ASCII, because Java 17 writes standard output in the
 * locale's encoding, which is ASCII on many servers.
 */
public final class JsonOutput implements Closeable {
    private final JsonGenerator json;

    private JsonOutput(PrintWriter out, PrettyPrinter layout) {
        try {
            json = JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .setPrettyPrinter(layout);
        } catch (IOException impossible) {
            throw new IllegalStateException("making a generator writes nothing", impossible);
        }
    }

    /** @return for documents of one line each */
    public static JsonOutput lines(PrintWriter out) {
        return new JsonOutput(out, new MinimalPrettyPrinter(System.lineSeparator()));
    }

    /** @return the generator, for everything except optional values and lists of texts */
    public JsonGenerator generator() {
        return json;
    }

    /** Writes a text, or null. */
    void text(String key, Optional<String> value) throws IOException {
        json.writeFieldName(key);
        if (value.isPresent()) {
            json.writeString(value.get());
        } else {
            json.writeNull();
        }
    }

    /** Writes an array of texts. */
    public void texts(String key, Collection<String> values) throws IOException {
        json.writeArrayFieldStart(key);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    @Override
    public void close() throws IOException {
        json.writeRaw(System.lineSeparator());
        json.close();
    }
}
