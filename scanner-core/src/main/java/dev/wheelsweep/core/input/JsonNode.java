package dev.wheelsweep.core.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One value of a JSON file that a person may write, with its line and column for error messages. Only objects, arrays and
 * strings are allowed.
 */
public final class JsonNode {
    /** The deepest nesting: more than any valid file has, and few enough levels for recursion. */
    private static final int MAX_DEPTH = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final File file;
    private final JsonLocation at;
    private final Object value;

    /**
     * What a message says of the file.
     *
     * @param name for messages
     * @param format what the file should be
     * @param reason what is wrong if it is not
     */
    private record File(String name, Format format, Reason reason) {
        FormatException bad(JsonLocation at, String problem) {
            return new FormatException(
                    format,
                    reason,
                    Math.max(at.getByteOffset(), 0),
                    "%s, line %d, column %d: %s".formatted(name, at.getLineNr(), at.getColumnNr(), problem));
        }
    }

    private JsonNode(File file, JsonLocation at, Object value) {
        this.file = file;
        this.at = at;
        this.value = value;
    }

    /**
     * @param format what the file should be
     * @param reason the reason of every exception that this value and its parts make
     * @param name the file's name, for messages
     * @throws FormatException if the text is not JSON, or holds numbers, booleans or nulls
     */
    public static JsonNode parse(Format format, Reason reason, String name, byte[] json) throws FormatException {
        try (JsonParser parser = JSON.createParser(json)) {
            return whole(new File(name, format, reason), parser);
        } catch (CharConversionException unreadable) {
            throw new FormatException(format, reason, 0, "%s: no JSON: %s".formatted(name, unreadable.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading memory does not fail", impossible);
        }
    }

    private static JsonNode whole(File file, JsonParser parser) throws IOException, FormatException {
        try {
            parser.nextToken();
            JsonNode root = read(file, parser);
            if (parser.nextToken() != null) {
                throw file.bad(parser.currentTokenLocation(), "something follows the first value");
            }
            return root;
        } catch (JsonProcessingException broken) {
            throw file.bad(parser.currentLocation(), "no JSON: " + broken.getOriginalMessage());
        } catch (CharConversionException broken) {
            // The first bytes look like UTF-32.
            throw file.bad(parser.currentLocation(), "no JSON: " + broken.getMessage());
        }
    }

    private static JsonNode read(File file, JsonParser parser) throws IOException, FormatException {
        JsonLocation at = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, read(file, parser));
            }
            return new JsonNode(file, at, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<JsonNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(file, parser));
            }
            return new JsonNode(file, at, items);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new JsonNode(file, at, parser.getText());
        }
        throw file.bad(at, token == null ? "the file is empty" : "expected an object, an array or a string");
    }

    /** @throws FormatException if it is no object, or has a field of another name than these */
    public void requireFields(Set<String> known) throws FormatException {
        for (Map.Entry<String, JsonNode> field : fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                throw field.getValue().bad("unknown field \"%s\"".formatted(field.getKey()));
            }
        }
    }

    public JsonNode field(String name) throws FormatException {
        Optional<JsonNode> field = optional(name);
        if (field.isEmpty()) {
            throw bad("the field \"%s\" is missing".formatted(name));
        }
        return field.get();
    }

    public Optional<JsonNode> optional(String name) throws FormatException {
        return Optional.ofNullable(fields().get(name));
    }

    /** @return the items of the array of that name, none if there is no such field */
    public List<JsonNode> items(String name) throws FormatException {
        Optional<JsonNode> field = optional(name);
        return field.isPresent() ? field.get().items() : List.of();
    }

    /** @return the strings of the array of that name, none if there is no such field */
    public List<String> texts(String name) throws FormatException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(name)) {
            texts.add(item.text());
        }
        return texts;
    }

    @SuppressWarnings("unchecked") // Only read() makes nodes.
    public Map<String, JsonNode> fields() throws FormatException {
        if (!(value instanceof Map)) {
            throw bad("expected an object");
        }
        return (Map<String, JsonNode>) value;
    }

    @SuppressWarnings("unchecked")
    public List<JsonNode> items() throws FormatException {
        if (!(value instanceof List)) {
            throw bad("expected an array");
        }
        return (List<JsonNode>) value;
    }

    public String text() throws FormatException {
        if (!(value instanceof String text)) {
            throw bad("expected a string");
        }
        return text;
    }

    /**
     * @param kind what these are, for the message
     * @param word how the file writes one of them
     * @return the one that this string names
     */
    public <E> E oneOf(String kind, Collection<E> these, Function<E, String> word) throws FormatException {
        String text = text();
        Optional<E> named =
                these.stream().filter(it -> word.apply(it).equals(text)).findFirst();
        if (named.isEmpty()) {
            throw bad("unknown %s \"%s\", expected one of %s"
                    .formatted(kind, text, these.stream().map(word).toList()));
        }
        return named.get();
    }

    /** Writes the value as it was read. */
    public void write(JsonGenerator out) throws IOException {
        if (value instanceof Map<?, ?> fields) {
            out.writeStartObject();
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                out.writeFieldName((String) field.getKey());
                ((JsonNode) field.getValue()).write(out);
            }
            out.writeEndObject();
        } else if (value instanceof List<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                ((JsonNode) item).write(out);
            }
            out.writeEndArray();
        } else {
            out.writeString((String) value);
        }
    }

    /** @return the error that this value is wrong in this way */
    public FormatException bad(String problem) {
        return file.bad(at, problem);
    }
}
