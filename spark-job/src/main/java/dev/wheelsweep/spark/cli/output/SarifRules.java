package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.spark.cli.findings.FindingGuide;
import java.io.IOException;
import java.util.List;

/** The rules of a SARIF run: every kind of finding, with all that GitHub's code scanning shows of a rule. */
final class SarifRules {
    private final List<FindingGuide> rules = FindingGuide.all();
    private final JsonGenerator json;

    SarifRules(JsonGenerator json) {
        this.json = json;
    }

    void write() throws IOException {
        json.writeArrayFieldStart("rules");
        for (FindingGuide rule : rules) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            json.writeStringField("name", rule.title());
            text("shortDescription", rule.meaning());
            text("fullDescription", rule.meaning() + " " + rule.remedy());
            json.writeObjectFieldStart("help");
            json.writeStringField("text", rule.meaning() + " Remedy: " + rule.remedy());
            json.writeStringField("markdown", markdown(rule));
            json.writeEndObject();
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", level(rule.severity()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String markdown(FindingGuide rule) {
        return "%s%n%n**Remedy:** %s%n%n`wheelsweep explain %s` prints what its fields hold."
                .formatted(rule.meaning(), rule.remedy(), rule.id());
    }

    int index(FindingGuide rule) {
        return rules.indexOf(rule);
    }

    static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    void text(String key, String text) throws IOException {
        json.writeObjectFieldStart(key);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
