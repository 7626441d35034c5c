package dev.wheelsweep.spark.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A project's page of the simple index as JSON (PEP 691 and its successors, API 1.4), read as a stream: a page may list a
 * hundred thousand files. Unused fields are skipped; a field of the wrong type counts as missing.
 */
public final class SimpleIndex {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final String FALSE = "false";
    private static final String TRUE = "true";

    /** Receives the files of a page, one by one. */
    public interface Files {
        void file(Listed file);
    }

    /**
     * A file that a page lists.
     *
     * @param url as written, relative to the page or absolute
     * @param filename the file's name
     * @param size bytes; empty if the page does not name them
     */
    public record Listed(String url, String filename, OptionalLong size, IndexEntry entry) {}

    /**
     * What a page says of its project.
     *
     * @param status such as {@code "archived"} (PEP 792)
     * @param version of the API that the page follows, such as {@code "1.4"}
     * @param unusable number of elements in place of files that have no name or no address
     */
    public record Project(Optional<String> status, Optional<String> version, long unusable) {
        /** A page that names every file as it should. */
        public Project(Optional<String> status, Optional<String> version) {
            this(status, version, 0);
        }
    }

    private SimpleIndex() {}

    /**
     * @return what the page says of its project, as far as it does
     * @throws com.fasterxml.jackson.core.JsonProcessingException if the page is not a JSON object
     * @throws java.io.CharConversionException if it has characters that its encoding cannot have
     */
    public static Project read(InputStream page, Files files) throws IOException {
        Optional<String> status = Optional.empty();
        Optional<String> version = Optional.empty();
        long unusable = 0;
        try (JsonParser in = JSON.createParser(page)) {
            requireObject(in);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken value = in.nextToken();
                if (field.equals("files") && value == JsonToken.START_ARRAY) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        unusable += file(object(in), files) ? 0 : 1;
                    }
                } else if (field.equals("files")) {
                    unusable++;
                    in.skipChildren();
                } else if (field.equals("project-status") && value == JsonToken.START_OBJECT) {
                    status = Optional.ofNullable(texts(in).get("status"));
                } else if (field.equals("meta") && value == JsonToken.START_OBJECT) {
                    version = Optional.ofNullable(texts(in).get("api-version"));
                } else {
                    in.skipChildren();
                }
            }
        }
        return new Project(status, version, unusable);
    }

    /** @return the names of the index's page of projects, as written */
    public static List<String> projects(InputStream page) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser in = JSON.createParser(page)) {
            requireObject(in);
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                if (in.nextToken() == JsonToken.START_ARRAY && field.equals("projects")) {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        Optional.ofNullable(object(in).get("name")).ifPresent(names::add);
                    }
                } else {
                    in.skipChildren();
                }
            }
        }
        return names;
    }

    private static void requireObject(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new JsonParseException(in, "the page is no object");
        }
    }

    /** @return what {@link #texts} says of the element at which the parser is; nothing if it is no object */
    private static Map<String, String> object(JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.START_OBJECT) {
            return texts(in);
        }
        in.skipChildren();
        return Map.of();
    }

    /** @return whether the element has what a file needs */
    private static boolean file(Map<String, String> fields, Files files) {
        String url = fields.get("url");
        String filename = fields.get("filename");
        if (url == null || filename == null) {
            return false;
        }
        files.file(new Listed(
                url,
                filename,
                size(fields),
                new IndexEntry(
                                Optional.empty(),
                                Optional.ofNullable(fields.get("hashes.sha256"))
                                        .map(hex -> hex.toLowerCase(Locale.ROOT)),
                                Optional.ofNullable(fields.get("upload-time")).flatMap(SimpleIndex::micros),
                                // A reason means yanked; bandersnatch writes an empty reason for a file that is not
                                // yanked.
                                Optional.of(!fields.getOrDefault("yanked", FALSE)
                                                .equals(FALSE)
                                        && !fields.getOrDefault("yanked", "").isEmpty()))
                        .with(
                                Optional.ofNullable(fields.get("yanked"))
                                        .filter(reason ->
                                                !reason.isBlank() && !reason.equals(FALSE) && !reason.equals(TRUE)),
                                Optional.ofNullable(fields.get("requires-python"))
                                        .filter(python -> !python.isBlank()))));
        return true;
    }

    private static OptionalLong size(Map<String, String> fields) {
        try {
            long size = Long.parseLong(fields.getOrDefault("size", ""));
            return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
        } catch (NumberFormatException noNumber) {
            return OptionalLong.empty();
        }
    }

    /** The scalars of one object as text; those one level deeper under {@code outer.inner}. */
    private static Map<String, String> texts(JsonParser in) throws IOException {
        Map<String, String> texts = new HashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String field = in.currentName();
            JsonToken value = in.nextToken();
            if (value == JsonToken.START_OBJECT) {
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String inner = field + "." + in.currentName();
                    keep(inner, in, texts);
                }
            } else {
                keep(field, in, texts);
            }
        }
        return texts;
    }

    private static void keep(String field, JsonParser in, Map<String, String> texts) throws IOException {
        JsonToken value = in.currentToken() == JsonToken.FIELD_NAME ? in.nextToken() : in.currentToken();
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
            texts.put(field, in.getText());
        } else {
            in.skipChildren();
        }
    }

    /** @return microseconds since 1970-01-01 UTC; empty if the text is not a time, or one in more than 292,000 years */
    public static Optional<Long> micros(String time) {
        try {
            return micros(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    /**
     * As {@link #micros(String)}. {@code ChronoUnit.MICROS.between} counts nanoseconds first, which are too many from the year 2262 on.
     */
    public static Optional<Long> micros(Instant time) {
        try {
            long seconds = Math.multiplyExact(time.getEpochSecond(), MICROS_PER_SECOND);
            return Optional.of(Math.addExact(seconds, time.getNano() / NANOS_PER_MICRO));
        } catch (ArithmeticException tooFar) {
            return Optional.empty();
        }
    }
}
