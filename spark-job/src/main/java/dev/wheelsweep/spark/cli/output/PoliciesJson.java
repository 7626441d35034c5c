package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Policy;
import dev.wheelsweep.core.policy.PolicyCatalog;
import java.io.IOException;
import java.io.PrintWriter;

/** A policy set, for scripts: one object on one line. */
public final class PoliciesJson {
    private PoliciesJson() {}

    public static void write(PolicyCatalog catalog, PrintWriter out) throws IOException {
        try (JsonOutput output = JsonOutput.lines(out)) {
            JsonGenerator json = output.generator();
            json.writeStartObject();
            json.writeStringField("id", catalog.id());
            json.writeArrayFieldStart("policies");
            for (Libc libc : PoliciesText.LIBCS) {
                for (Policy each : catalog.policies(libc)) {
                    policy(output, libc, each);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void policy(JsonOutput output, Libc libc, Policy policy) throws IOException {
        JsonGenerator json = output.generator();
        json.writeStartObject();
        json.writeStringField("name", policy.name());
        output.texts("aliases", policy.aliases());
        json.writeStringField("libc", libc.column());
        json.writeStringField("libc_version", policy.libcVersion().toString());
        output.texts(
                "architectures", policy.architectures().stream().map(Arch::name).toList());
        json.writeEndObject();
    }
}
