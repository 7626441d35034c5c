package dev.wheelsweep.spark.judge;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How the verdicts of two policy sets on the same wheels differ.
 *
 * @param policyId the set compared with
 * @param changes numbers of wheels whose verdict or policy differs, by verdicts
 */
public record PolicyDifference(
        @JsonProperty("policy_id") String policyId,
        @JsonProperty("changes") List<VerdictChange> changes) {

    /**
     * @param before the verdict by the set compared with
     * @param after the verdict now; the same if only the policy differs
     * @param wheels how many
     */
    public record VerdictChange(
            @JsonProperty("before") String before,
            @JsonProperty("after") String after,
            @JsonProperty("wheels") long wheels) {}

    public PolicyDifference {
        changes = List.copyOf(changes);
    }
}
