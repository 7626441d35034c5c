package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A file of a dataset that holds one record as JSON, such as {@code sweeps/ID.json}.
 *
 * @param of the type of the record; its properties that are {@code required} must be there
 * @param remedy what a person can do if the file is damaged
 */
public record JsonDocument<T>(Class<T> of, String remedy) {
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
        } catch (IOException impossible) {
            throw new IllegalStateException("reading from memory", impossible);
        }
        Optional<String> missing = record == null ? Optional.of(of.getSimpleName()) : nullMember(record);
        if (missing.isPresent()) {
            throw new DamagedFileException(file, missing.get() + " is null", remedy);
        }
        return record;
    }

    /** Jackson refuses a required member that is missing, but not one that is null. */
    private static Optional<String> nullMember(Object record) {
        for (RecordComponent member : record.getClass().getRecordComponents()) {
            Method accessor = member.getAccessor();
            JsonProperty property = accessor.getAnnotation(JsonProperty.class);
            accessor.setAccessible(true);
            try {
                if (property.required() && accessor.invoke(record) == null) {
                    return Optional.of(property.value());
                }
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("accessors of records can be called", impossible);
            }
        }
        return Optional.empty();
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
