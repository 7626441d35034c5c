package dev.wheelsweep.spark.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.judge.SweepVerdicts;
import java.util.LinkedHashMap;
import java.util.Map;

/** The verdicts of a policy set on a sweep, for scripts: one object on one line. */
public final class SweepVerdictsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SweepVerdictsJson() {}

    public static String of(SweepVerdicts judged) throws JsonProcessingException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sweep", judged.sweep().text());
        json.put("policy_id", judged.policyId());
        json.put("published", judged.isNew());
        json.put("folder", judged.folder().toString());
        json.put("rejudged", judged.rejudged().stream().map(SweepId::text).toList());
        json.put("verdicts", judged.counts().verdicts());
        json.put("findings", judged.counts().findings());
        json.put("compared_with", judged.difference().orElse(null));
        return JSON.writeValueAsString(json) + System.lineSeparator();
    }
}
