package dev.wheelsweep.spark.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What a policy set makes of a sweep.
 *
 * @param sweep the sweep judged
 * @param policyId the set
 * @param isNew whether the verdicts were published now; they were there already if not
 * @param folder where they are
 * @param counts of wheels and findings
 * @param difference from the sweep's own verdicts; empty if these are the sweep's own
 */
public record Rejudged(
        SweepId sweep,
        String policyId,
        boolean isNew,
        Path folder,
        VerdictCounts counts,
        Optional<Difference> difference) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** For people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("sweep %s by %s: %,d wheels judged%n".formatted(sweep, policyId, counts.wheels()))
                .append("verdicts: %s%n".formatted(VerdictCounts.text(counts.verdicts())))
                .append("findings: %s%n".formatted(VerdictCounts.text(counts.findings())));
        difference.ifPresent(it -> {
            text.append("compared with %s, the sweep's own policies:%s%n"
                    .formatted(it.policyId(), it.changes().isEmpty() ? " no difference" : ""));
            it.changes().forEach(change -> text.append("  %,8d  %s%n".formatted(change.wheels(), change.text())));
        });
        return text.append((isNew ? "published in %s%n" : "nothing written: it was there already, in %s%n")
                        .formatted(DatasetLayout.forPeople(folder)))
                .toString();
    }

    /** For scripts: one object on one line. */
    public String json() throws JsonProcessingException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("sweep", sweep.text());
        json.put("policy_id", policyId);
        json.put("published", isNew);
        json.put("folder", folder.toString());
        json.put("verdicts", counts.verdicts());
        json.put("findings", counts.findings());
        json.put("compared_with", difference.orElse(null));
        return JSON.writeValueAsString(json) + System.lineSeparator();
    }
}
