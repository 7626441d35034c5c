package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;

/** JSON as a strict reader sees it: nothing may follow a document, and no key may be there twice. */
public final class Documents {
    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private Documents() {}

    public static JsonNode read(String json) {
        try {
            return STRICT.readTree(json);
        } catch (JsonProcessingException invalid) {
            throw new AssertionError(json, invalid);
        }
    }

    /** @return the document of every line */
    static List<JsonNode> lines(String output) {
        return output.lines().map(Documents::read).toList();
    }

    public static List<String> keys(JsonNode object) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** @return the texts of an array */
    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.asText()));
        return texts;
    }
}
