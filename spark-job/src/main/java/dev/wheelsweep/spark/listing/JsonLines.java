package dev.wheelsweep.spark.listing;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Records as text, one JSON object per line, written and read as a stream.
 *
 * @param of the type of the record in a line
 */
public record JsonLines<T>(Class<T> of) {
    private static final String LINE_END = "\n";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Receives records one by one. */
    public interface Receiver<T> {
        void accept(T record) throws IOException;
    }

    /** Writes records one by one. Closing it ends the last line and closes the stream. */
    public static final class Sink<T> implements Closeable {
        private final SequenceWriter lines;
        private final JsonGenerator out;

        private Sink(JsonGenerator out, Class<T> of) throws IOException {
            this.out = out;
            this.lines = JSON.writerFor(of).withRootValueSeparator(LINE_END).writeValues(out);
        }

        public void write(T record) throws IOException {
            lines.write(record);
        }

        @Override
        public void close() throws IOException {
            lines.close();
            out.writeRaw(LINE_END);
            out.close();
        }
    }

    /** @param out closed together with the returned sink */
    public Sink<T> to(OutputStream out) throws IOException {
        return new Sink<>(JSON.createGenerator(out), of);
    }

    /**
     * Passes every record on, in order.
     *
     * @throws JsonProcessingException if a line is not such a record; its location has the line number
     */
    public void read(InputStream in, Receiver<T> receiver) throws IOException {
        try (MappingIterator<T> lines = JSON.readerFor(of).readValues(in)) {
            while (lines.hasNextValue()) {
                T record = lines.nextValue();
                if (record == null) {
                    throw JsonMappingException.from(lines.getParser(), "it is null");
                }
                receiver.accept(record);
            }
        }
    }

    /** @param line one that {@link Sink#write} wrote */
    public T parse(String line) throws JsonProcessingException {
        return JSON.readValue(line, of);
    }
}
