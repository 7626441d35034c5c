package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of a dataset that holds one record as JSON, such as {@code sweeps/ID.json}.
 *
 * @param of the type of the record; its properties that are {@code required} must be there
 * @param remedy what a person can do if the file is damaged
 */
public record JsonDocument<T extends JsonDocument.Content>(Class<T> of, String remedy) {
    /** A record that knows which values no writer puts into it. */
    public interface Content {
        /** @return what is wrong with a value, none of which is null; empty if nothing is */
        Optional<String> fault();
    }

    /** Records of later releases may have more members. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * @throws FileNotFoundException if there is no such file
     * @throws DamagedFileException if it is no such record
     */
    public T read(FileSystem files, Path file) throws IOException {
        // Of Hadoop's type: to convert it to InputStream, Java would load Hadoop with this class, which is used without
        // it.
        try (FSDataInputStream in = files.open(file)) {
            return parse(DatasetLayout.forPeople(file), in.readAllBytes());
        }
    }

    /**
     * @param file as people type it
     * @throws DamagedFileException if the content is no such record
     */
    public T parse(String file, byte[] content) throws DamagedFileException {
        if (content.length == 0) {
            throw new DamagedFileException(file, "it is empty", remedy);
        }
        T record;
        try {
            record = JSON.readValue(content, of);
        } catch (JsonProcessingException malformed) {
            throw new DamagedFileException(file, damage(content, malformed), remedy);
        } catch (CharConversionException malformed) {
            // The first bytes look like UTF-32.
            throw new DamagedFileException(file, "it is no JSON: " + malformed.getMessage(), remedy);
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
        if (record == null) {
            throw new DamagedFileException(file, "it is null", remedy);
        }
        Optional<String> fault = nullMember(record).map(member -> member + " is null, or has a null");
        fault = fault.isPresent() ? fault : record.fault();
        if (fault.isPresent()) {
            throw new DamagedFileException(file, fault.get(), remedy);
        }
        return record;
    }

    /** Jackson refuses a required member that is missing, but not one that is null, or that has one. */
    private static Optional<String> nullMember(Object record) {
        for (RecordComponent member : record.getClass().getRecordComponents()) {
            Method accessor = member.getAccessor();
            JsonProperty property = accessor.getAnnotation(JsonProperty.class);
            accessor.setAccessible(true);
            try {
                Object value = accessor.invoke(record);
                if (value == null ? property.required() : hasNull(value)) {
                    return Optional.of(property.value());
                }
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("accessors of records can be called", impossible);
            }
        }
        return Optional.empty();
    }

    private static boolean hasNull(Object value) {
        Stream<?> parts = Stream.empty();
        if (value instanceof Collection<?> list) {
            parts = list.stream();
        } else if (value instanceof Map<?, ?> map) {
            parts = map.values().stream();
        } else if (value instanceof Record record) {
            return nullMember(record).isPresent();
        }
        return parts.anyMatch(part -> part == null || hasNull(part));
    }

    private static String damage(byte[] content, JsonProcessingException malformed) {
        boolean zeroed = true;
        for (byte each : content) {
            zeroed &= each == 0;
        }
        if (zeroed) {
            return "it has only zeros";
        }
        return malformed instanceof JsonParseException
                ? "it is no JSON, or was cut: " + malformed.getOriginalMessage()
                : malformed.getOriginalMessage();
    }
}
