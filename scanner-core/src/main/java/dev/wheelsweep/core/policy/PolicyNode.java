package dev.wheelsweep.core.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One value of a policy file, with its line and column for error messages. Only objects, arrays and strings are
 * allowed.
 */
final class PolicyNode {
    /** The deepest nesting: more than any valid file has, and few enough levels for recursion. */
    private static final int MAX_DEPTH = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final String source;
    private final JsonLocation at;
    private final Object value;

    private PolicyNode(String source, JsonLocation at, Object value) {
        this.source = source;
        this.at = at;
        this.value = value;
    }

    /**
     * @param source the file's name, for messages
     * @throws FormatException {@link Reason#BAD_POLICY} if the text is not JSON, or holds numbers, booleans or nulls
     */
    static PolicyNode parse(String source, byte[] json) throws FormatException {
        try (JsonParser parser = JSON.createParser(json)) {
            return whole(source, parser);
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading memory does not fail", impossible);
        }
    }

    private static PolicyNode whole(String source, JsonParser parser) throws IOException, FormatException {
        try {
            parser.nextToken();
            PolicyNode root = read(source, parser);
            if (parser.nextToken() != null) {
                throw bad(source, parser.currentTokenLocation(), "something follows the policy set");
            }
            return root;
        } catch (JsonProcessingException broken) {
            throw bad(source, parser.currentLocation(), "no JSON: " + broken.getOriginalMessage());
        }
    }

    private static PolicyNode read(String source, JsonParser parser) throws IOException, FormatException {
        JsonLocation at = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, PolicyNode> fields = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, read(source, parser));
            }
            return new PolicyNode(source, at, fields);
        }
        if (token == JsonToken.START_ARRAY) {
            List<PolicyNode> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(source, parser));
            }
            return new PolicyNode(source, at, items);
        }
        if (token == JsonToken.VALUE_STRING) {
            return new PolicyNode(source, at, parser.getText());
        }
        throw bad(source, at, token == null ? "the file is empty" : "expected an object, an array or a string");
    }

    /** @throws FormatException if it is no object, or has a field of another name than these */
    void requireFields(Set<String> known) throws FormatException {
        for (Map.Entry<String, PolicyNode> field : fields().entrySet()) {
            if (!known.contains(field.getKey())) {
                throw field.getValue().bad("unknown field \"%s\"".formatted(field.getKey()));
            }
        }
    }

    PolicyNode field(String name) throws FormatException {
        Optional<PolicyNode> field = optional(name);
        if (field.isEmpty()) {
            throw bad("the field \"%s\" is missing".formatted(name));
        }
        return field.get();
    }

    Optional<PolicyNode> optional(String name) throws FormatException {
        return Optional.ofNullable(fields().get(name));
    }

    /** @return the items of the array of that name, none if there is no such field */
    List<PolicyNode> items(String name) throws FormatException {
        Optional<PolicyNode> field = optional(name);
        return field.isPresent() ? field.get().items() : List.of();
    }

    /** @return the strings of the array of that name, none if there is no such field */
    List<String> texts(String name) throws FormatException {
        List<String> texts = new ArrayList<>();
        for (PolicyNode item : items(name)) {
            texts.add(item.text());
        }
        return texts;
    }

    @SuppressWarnings("unchecked") // Only read() makes nodes.
    Map<String, PolicyNode> fields() throws FormatException {
        if (!(value instanceof Map)) {
            throw bad("expected an object");
        }
        return (Map<String, PolicyNode>) value;
    }

    @SuppressWarnings("unchecked")
    List<PolicyNode> items() throws FormatException {
        if (!(value instanceof List)) {
            throw bad("expected an array");
        }
        return (List<PolicyNode>) value;
    }

    String text() throws FormatException {
        if (!(value instanceof String text)) {
            throw bad("expected a string");
        }
        return text;
    }

    /** @return the error that this value is wrong in this way */
    FormatException bad(String problem) {
        return bad(source, at, problem);
    }

    private static FormatException bad(String source, JsonLocation at, String problem) {
        return new FormatException(
                Format.POLICY,
                Reason.BAD_POLICY,
                Math.max(at.getByteOffset(), 0),
                "%s, line %d, column %d: %s".formatted(source, at.getLineNr(), at.getColumnNr(), problem));
    }
}
