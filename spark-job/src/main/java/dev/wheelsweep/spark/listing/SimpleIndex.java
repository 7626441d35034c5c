package dev.wheelsweep.spark.listing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
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
     */
    public record Project(Optional<String> status, Optional<String> version) {}

    private SimpleIndex() {}

    /**
     * @return what the page says of its project, as far as it does
     * @throws com.fasterxml.jackson.core.JsonProcessingException if the page is not JSON
     */
    public static Project read(InputStream page, Files files) throws IOException {
        Optional<String> status = Optional.empty();
        Optional<String> version = Optional.empty();
        try (JsonParser in = JSON.createParser(page)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return new Project(status, version);
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                JsonToken value = in.nextToken();
                if (field.equals("files") && value == JsonToken.START_ARRAY) {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        file(texts(in), files);
                    }
                } else if (field.equals("project-status") && value == JsonToken.START_OBJECT) {
                    status = Optional.ofNullable(texts(in).get("status"));
                } else if (field.equals("meta") && value == JsonToken.START_OBJECT) {
                    version = Optional.ofNullable(texts(in).get("api-version"));
                } else {
                    in.skipChildren();
                }
            }
        }
        return new Project(status, version);
    }

    /** @return the names of the index's page of projects, as written */
    public static List<String> projects(InputStream page) throws IOException {
        List<String> names = new ArrayList<>();
        try (JsonParser in = JSON.createParser(page)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return names;
            }
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String field = in.currentName();
                if (in.nextToken() == JsonToken.START_ARRAY && field.equals("projects")) {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        Optional.ofNullable(texts(in).get("name")).ifPresent(names::add);
                    }
                } else {
                    in.skipChildren();
                }
            }
        }
        return names;
    }

    private static void file(Map<String, String> fields, Files files) {
        String url = fields.get("url");
        String filename = fields.get("filename");
        if (url == null || filename == null) {
            return;
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

    /** @return microseconds since 1970-01-01 UTC; empty if the text is not a time */
    public static Optional<Long> micros(String time) {
        try {
            return Optional.of(ChronoUnit.MICROS.between(
                    Instant.EPOCH, OffsetDateTime.parse(time).toInstant()));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
