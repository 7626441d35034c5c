package dev.wheelsweep.spark.advisory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.spark.advisory.AffectedRange.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads one advisory in the OSV schema 1.x. Members that are not needed here are ignored. */
final class AdvisoryJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]+");
    private static final String SEVERITY = "severity";

    /** The JSON is no advisory; the message says why. */
    static final class BadAdvisoryException extends Exception {
        private static final long serialVersionUID = 1L;

        BadAdvisoryException(String message) {
            super(message);
        }
    }

    private AdvisoryJson() {}

    static Advisory read(byte[] bytes) throws BadAdvisoryException {
        JsonNode root;
        try {
            root = JSON.readTree(bytes);
        } catch (JsonProcessingException bad) {
            throw new BadAdvisoryException("line %d, column %d: %s"
                    .formatted(
                            bad.getLocation() == null ? 0 : bad.getLocation().getLineNr(),
                            bad.getLocation() == null ? 0 : bad.getLocation().getColumnNr(),
                            bad.getOriginalMessage()));
        } catch (IOException bad) {
            throw new BadAdvisoryException("not in UTF-8: " + bad.getMessage());
        }
        if (!root.isObject()) {
            throw new BadAdvisoryException("not a JSON object");
        }
        String id = text(root, "id");
        List<Affected> affected = new ArrayList<>();
        for (JsonNode one : list(root, "affected")) {
            // One without a package is about a repository of source code.
            if (one.hasNonNull("package")) {
                affected.add(affected(one));
            }
        }
        return new Advisory(id, cves(root, id), severity(root), root.hasNonNull("withdrawn"), affected);
    }

    private static Affected affected(JsonNode one) throws BadAdvisoryException {
        JsonNode named = one.get("package");
        List<AffectedRange> ranges = new ArrayList<>();
        for (JsonNode range : list(one, "ranges")) {
            List<Event> events = new ArrayList<>();
            for (JsonNode event : list(range, "events")) {
                events.addAll(events(event));
            }
            ranges.add(new AffectedRange(text(range, "type"), events));
        }
        return new Affected(text(named, "ecosystem"), text(named, "name"), texts(one, "versions"), ranges);
    }

    /** The schema has one member per event; older advisories have two. */
    private static List<Event> events(JsonNode object) throws BadAdvisoryException {
        List<Event> events = new ArrayList<>();
        for (Event.Kind kind : Event.Kind.values()) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            if (object.has(name)) {
                events.add(new Event(kind, text(object, name)));
            }
        }
        if (events.isEmpty()) {
            throw new BadAdvisoryException("an event without introduced, fixed, last_affected and limit");
        }
        return events;
    }

    private static List<String> cves(JsonNode root, String id) throws BadAdvisoryException {
        SortedSet<String> cves = new TreeSet<>(List.of(id));
        for (String member : List.of("aliases", "upstream", "related")) {
            cves.addAll(texts(root, member));
        }
        cves.removeIf(other -> !CVE.matcher(other).matches());
        return List.copyOf(cves);
    }

    /** A word of the database, if it has one. Otherwise the first score. */
    private static String severity(JsonNode root) {
        JsonNode word = root.path("database_specific").path(SEVERITY);
        return word.isTextual()
                ? word.textValue()
                : root.path(SEVERITY).path(0).path("score").asText("");
    }

    private static String text(JsonNode object, String member) throws BadAdvisoryException {
        JsonNode value = object.path(member);
        if (!value.isTextual()) {
            throw new BadAdvisoryException("no text %s".formatted(member));
        }
        return value.textValue();
    }

    private static JsonNode list(JsonNode object, String member) throws BadAdvisoryException {
        JsonNode value = object.path(member);
        if (!value.isArray() && !value.isMissingNode() && !value.isNull()) {
            throw new BadAdvisoryException("%s is no list".formatted(member));
        }
        return value;
    }

    private static List<String> texts(JsonNode object, String member) throws BadAdvisoryException {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : list(object, member)) {
            if (!value.isTextual()) {
                throw new BadAdvisoryException("%s has something else than texts".formatted(member));
            }
            texts.add(value.textValue());
        }
        return texts;
    }
}
