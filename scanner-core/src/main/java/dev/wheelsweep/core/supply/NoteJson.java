package dev.wheelsweep.core.supply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the JSON of a note of freedesktop.org (FDO): objects with names that their specification knows, and others, which
 * are skipped. A name occurs once in an object.
 */
final class NoteJson {
    /** More levels than any note has, and few enough to skip. */
    private static final int MAX_DEPTH = 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .build();

    private final Set<String> texts;
    private final Set<String> lists;

    /**
     * @param objects what was read, the texts by name; of a list all of its texts
     * @param fault why nothing, or no more, could be read
     */
    record Content(List<Map<String, List<String>>> objects, Optional<String> fault) {}

    /**
     * @param texts the names whose values must be strings
     * @param lists the names whose values must be strings or lists of strings
     */
    NoteJson(Set<String> texts, Set<String> lists) {
        this.texts = texts;
        this.lists = lists;
    }

    /** Reads a note that is one object. */
    Content object(String note) {
        return read(note, JsonToken.START_OBJECT);
    }

    /** Reads a note that is a list of objects; an early version of the specification had one object. */
    Content list(String note) {
        return read(note, JsonToken.START_ARRAY);
    }

    private static final class Wrong extends Exception {
        private static final long serialVersionUID = 1;

        Wrong(String problem) {
            super(problem);
        }
    }

    private Content read(String note, JsonToken outermost) {
        List<Map<String, List<String>>> objects = new ArrayList<>();
        try (JsonParser json = JSON.createParser(note)) {
            read(json, outermost, objects);
            return new Content(objects, Optional.empty());
        } catch (Wrong wrong) {
            return new Content(objects, Optional.of(wrong.getMessage()));
        } catch (JsonProcessingException broken) {
            return new Content(objects, Optional.of("no JSON: " + broken.getOriginalMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading memory does not fail", impossible);
        }
    }

    private void read(JsonParser json, JsonToken outermost, List<Map<String, List<String>>> objects)
            throws IOException, Wrong {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
            objects.add(members(json));
        } else if (first == JsonToken.START_ARRAY && outermost == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() != JsonToken.START_OBJECT) {
                    throw new Wrong("an element of the list is no object");
                }
                objects.add(members(json));
            }
        } else {
            throw new Wrong(outermost == JsonToken.START_ARRAY ? "not a list of JSON objects" : "not a JSON object");
        }
        if (json.nextToken() != null) {
            throw new Wrong("something follows the first value");
        }
    }

    private Map<String, List<String>> members(JsonParser json) throws IOException, Wrong {
        Map<String, List<String>> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (lists.contains(name) && value == JsonToken.START_ARRAY) {
                members.put(name, elements(json, name));
            } else if (!lists.contains(name) && !texts.contains(name)) {
                json.skipChildren();
            } else {
                members.put(name, List.of(text(json, name)));
            }
        }
        return members;
    }

    private static List<String> elements(JsonParser json, String name) throws IOException, Wrong {
        List<String> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(text(json, name));
        }
        return elements;
    }

    private static String text(JsonParser json, String name) throws IOException, Wrong {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new Wrong("\"%s\" is no string".formatted(name));
        }
        return json.getText();
    }
}
