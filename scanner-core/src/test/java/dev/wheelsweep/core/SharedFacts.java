package dev.wheelsweep.core;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Facts that were prepared outside the repository: the JSON files in {@code facts/} of {@code -Dwheelsweep.shared}. */
public final class SharedFacts {
    private SharedFacts() {}

    /** @return a file's object: maps, lists, null, and the text of everything else */
    public static Map<?, ?> of(String file) throws IOException {
        Path facts = Path.of(System.getProperty("wheelsweep.shared"), "facts", file);
        try (JsonParser parser = new JsonFactory().createParser(facts.toFile())) {
            parser.nextToken();
            return (Map<?, ?>) value(parser);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> object = new LinkedHashMap<>();
                while (!parser.nextToken().isStructEnd()) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<Object> array = new ArrayList<>();
                while (!parser.nextToken().isStructEnd()) {
                    array.add(value(parser));
                }
                yield array;
            }
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
