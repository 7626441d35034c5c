package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The content of {@code sweeps/ID.json}, about a published sweep.
 *
 * @param sweep the sweep's id
 * @param started ISO 8601, UTC
 * @param finished in the same form
 * @param mirrors what was swept: paths and addresses, or the name that the operator gave them
 * @param scope {@link #ALL_FILES}, or how it was limited
 * @param listed number of files named like a wheel, including files of the last sweep that have vanished
 * @param statuses number of files by status; the sum is {@code listed}
 * @param factsSweeps number of files by the sweep that has their rows
 * @param reading what was read, and how long it took
 * @param indexes the indexes that were read
 * @param policyId the policy set that judged the wheels
 * @param verdicts number of wheels by verdict; see {@link VerdictCounts}
 * @param findings number of findings by severity, in the same way
 * @param rows number of rows per table
 * @param scannerVersion the release that read them
 */
public record SweepRecord(
        @JsonProperty(value = "sweep", required = true) String sweep,
        @JsonProperty(value = "started", required = true) String started,
        @JsonProperty("finished") String finished,
        @JsonProperty(value = "mirrors", required = true) List<String> mirrors,
        @JsonProperty(value = "scope", required = true) String scope,
        @JsonProperty("listed") long listed,
        @JsonProperty(value = "statuses", required = true) Map<String, Long> statuses,

        @JsonProperty(value = "facts_sweeps", required = true)
        Map<String, Long> factsSweeps,

        @JsonProperty("reading") ReadTotals reading,
        @JsonProperty("indexes") List<IndexRecord> indexes,
        @JsonProperty(value = "policy_id", required = true) String policyId,
        @JsonProperty(value = "verdicts", required = true) Map<String, Long> verdicts,
        @JsonProperty(value = "findings", required = true) Map<String, Long> findings,
        @JsonProperty(value = "rows", required = true) Map<String, Long> rows,
        @JsonProperty("scanner_version") String scannerVersion)
        implements JsonDocument.Content {
    /** The scope of a sweep that was not limited. */
    public static final String ALL_FILES = "all";

    /**
     * The wheels read by the process that finished the sweep; wheels that an earlier process read are not counted.
     *
     * @param files number of files
     * @param bytes their size
     * @param millis wall time
     */
    public record ReadTotals(
            @JsonProperty("files") long files,
            @JsonProperty("bytes") long bytes,
            @JsonProperty("millis") long millis) {

        public static final ReadTotals NOTHING = new ReadTotals(0, 0, 0);
    }

    /** @return the sweeps that have rows of this one */
    public List<SweepId> factsSweepIds() {
        return factsSweeps.keySet().stream().map(SweepId::new).toList();
    }

    @Override
    public Optional<String> fault() {
        return SweepId.fault(List.of(sweep))
                .or(() -> SweepId.fault(factsSweeps.keySet()))
                .or(() -> List.of(statuses, factsSweeps, verdicts, findings, rows).stream()
                        .flatMap(counts -> counts.values().stream())
                        .filter(count -> count < 0)
                        .findFirst()
                        .map(count -> "it counts " + count));
    }

    /** Reads a published record. */
    public static final JsonDocument<SweepRecord> DOCUMENT = new JsonDocument<>(
            SweepRecord.class,
            "restore it from a backup; without one, move it out of the folder sweeps/: the sweep is then no longer"
                    + " published, and sweep --full reads its wheels again");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** Records of early releases lack some members. */
    public SweepRecord {
        reading = reading == null ? ReadTotals.NOTHING : reading;
        indexes = indexes == null ? List.of() : indexes;
    }

    /** @return the text of the file */
    public String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this) + "\n";
    }
}
