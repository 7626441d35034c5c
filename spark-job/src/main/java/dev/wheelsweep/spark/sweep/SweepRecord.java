package dev.wheelsweep.spark.sweep;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * What {@code sweeps/ID.json} says of a published sweep.
 *
 * @param sweep the sweep's id
 * @param started ISO 8601, UTC
 * @param finished likewise
 * @param mirrors what was swept, as given
 * @param listed number of files named like a wheel
 * @param statuses how many of them ended in which status; the sum is {@code listed}
 * @param policyId the policy set that judged the wheels
 * @param verdicts how many wheels got which verdict; see {@link VerdictCounts}
 * @param findings how many findings there are of which severity, likewise
 * @param rows number of rows per table
 * @param scannerVersion the release that read them
 */
public record SweepRecord(
        @JsonProperty("sweep") String sweep,
        @JsonProperty("started") String started,
        @JsonProperty("finished") String finished,
        @JsonProperty("mirrors") List<String> mirrors,
        @JsonProperty("listed") long listed,
        @JsonProperty("statuses") Map<String, Long> statuses,
        @JsonProperty("policy_id") String policyId,
        @JsonProperty("verdicts") Map<String, Long> verdicts,
        @JsonProperty("findings") Map<String, Long> findings,
        @JsonProperty("rows") Map<String, Long> rows,
        @JsonProperty("scanner_version") String scannerVersion) {
    /** Later releases may say more. */
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** @throws IOException if the text is no record */
    static SweepRecord parse(byte[] json) throws IOException {
        return JSON.readValue(json, SweepRecord.class);
    }

    /** @return the text of the file */
    String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this) + "\n";
    }
}
