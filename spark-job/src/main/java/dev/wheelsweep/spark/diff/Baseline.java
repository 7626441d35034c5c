package dev.wheelsweep.spark.diff;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.wheel.ProjectName;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The accepted findings: JSON Lines, or one JSON array, of objects with exactly these members.
 *
 * <pre>
 *   {"project": "foo", "finding": "executable_stack", "reason": "fixed in 2.0, see the tracker", "expires": "2027-03-31"}
 * </pre>
 *
 * <p>Each is for all wheels of the project. {@code expires} is the last day in UTC on which it holds; there is always one,
 * so that nothing is hidden for ever.
 *
 * @param suppressions in the file's order
 */
public record Baseline(List<Suppression> suppressions) {
    /** Hides nothing. */
    public static final Baseline NONE = new Baseline(List.of());

    private static final String PROJECT = "project";
    private static final String FINDING = "finding";
    private static final String REASON = "reason";
    private static final String EXPIRES = "expires";
    private static final Set<String> MEMBERS = Set.of(PROJECT, FINDING, REASON, EXPIRES);

    /** Made at first use: this takes a twentieth of the time in which a wheel is checked without a baseline. */
    private static final class Json {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    public Baseline {
        suppressions = List.copyOf(suppressions);
    }

    /**
     * @throws BadBaselineException if an entry is not as described, names an unknown finding, or gives no reason
     * @throws IOException if the file cannot be read
     */
    public static Baseline load(Path file) throws IOException, BadBaselineException {
        return parse(Files.readAllBytes(file));
    }

    static Baseline parse(byte[] content) throws IOException, BadBaselineException {
        List<Suppression> suppressions = new ArrayList<>();
        try (JsonParser json = Json.MAPPER.createParser(content)) {
            JsonToken token = json.nextToken();
            boolean isArray = token == JsonToken.START_ARRAY;
            if (isArray) {
                token = json.nextToken();
            }
            while (token != null && !(isArray && token == JsonToken.END_ARRAY)) {
                int line = json.currentTokenLocation().getLineNr();
                suppressions.add(suppression(line, json.readValueAsTree()));
                token = json.nextToken();
            }
            if (isArray && json.nextToken() != null) {
                throw new BadBaselineException(
                        json.currentTokenLocation().getLineNr(),
                        "there is more after the end of the array",
                        "write one JSON object per line, or one array of objects");
            }
        } catch (JsonProcessingException malformed) {
            throw new BadBaselineException(
                    malformed.getLocation() == null
                            ? 1
                            : malformed.getLocation().getLineNr(),
                    malformed.getOriginalMessage(),
                    "write one JSON object per line, or one array of objects");
        } catch (CharConversionException malformed) {
            // The first bytes look like UTF-32.
            throw new BadBaselineException(
                    1, malformed.getMessage(), "write one JSON object per line, or one array of objects");
        }
        return new Baseline(suppressions);
    }

    /** @return the first entry that accepts this finding of this project's wheels */
    public Optional<Suppression> acceptance(ProjectName project, FindingId finding) {
        return suppressions.stream()
                .filter(entry -> entry.project().equals(project) && entry.finding() == finding)
                .findFirst();
    }

    /** @return the entries that have expired */
    public List<Suppression> expired(LocalDate today) {
        return suppressions.stream().filter(entry -> !entry.holdsOn(today)).toList();
    }

    /** @return the baseline without expired entries */
    public Baseline on(LocalDate today) {
        return new Baseline(
                suppressions.stream().filter(entry -> entry.holdsOn(today)).toList());
    }

    private static Suppression suppression(int line, JsonNode entry) throws BadBaselineException {
        if (!entry.isObject()) {
            throw new BadBaselineException(
                    line,
                    "this is no object",
                    "write " + MEMBERS.stream().sorted().toList() + " in an object");
        }
        for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw new BadBaselineException(
                        line,
                        "an entry has no member \"%s\"".formatted(name),
                        "use " + MEMBERS.stream().sorted().toList());
            }
        }
        return new Suppression(
                line,
                ProjectName.of(text(line, entry, PROJECT, "name the project whose wheels it is for")),
                finding(line, text(line, entry, FINDING, "name what is accepted, as the table findings does in id")),
                text(line, entry, REASON, "say why it is accepted"),
                expires(line, text(line, entry, EXPIRES, "give the last day on which it holds, such as 2027-03-31")));
    }

    private static String text(int line, JsonNode entry, String member, String remedy) throws BadBaselineException {
        JsonNode value = entry.path(member);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new BadBaselineException(line, "the entry has no text \"%s\"".formatted(member), remedy);
        }
        return value.textValue().strip();
    }

    private static FindingId finding(int line, String id) throws BadBaselineException {
        for (FindingId known : FindingId.values()) {
            if (known.column().equals(id.toLowerCase(Locale.ROOT))) {
                return known;
            }
        }
        throw new BadBaselineException(
                line,
                "there is no finding \"%s\"".formatted(id),
                "copy the id from the table findings, or from what 'wheelsweep diff' prints");
    }

    private static LocalDate expires(int line, String day) throws BadBaselineException {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeParseException other) {
            throw new BadBaselineException(
                    line, "\"%s\" is no day".formatted(day), "write it as year-month-day, such as 2027-03-31");
        }
    }
}
