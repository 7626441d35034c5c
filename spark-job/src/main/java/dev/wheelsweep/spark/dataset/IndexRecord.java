package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What a sweep found in one index.
 *
 * @param mirror the folder that it belongs to, the index's address, or the name that the operator gave the mirror
 * @param serial the serial of the mirror's last finished synchronisation; empty if the mirror does not name it
 * @param syncUnfinished whether a synchronisation was running or was interrupted, so that index and files may disagree
 * @param absent number of wheels that the index lists but that do not exist
 * @param unindexed number of listed files that are not in the index
 * @param badPages number of pages that are not JSON; of an index that was read over HTTP, pages that it does not have
 * @param projectStatuses number of projects by status (PEP 792)
 */
public record IndexRecord(
        @JsonProperty(value = "mirror", required = true) String mirror,
        @JsonProperty("serial") List<String> serial,
        @JsonProperty("sync_unfinished") boolean syncUnfinished,
        @JsonProperty("absent") long absent,
        @JsonProperty("unindexed") long unindexed,
        @JsonProperty("bad_pages") long badPages,
        @JsonProperty("project_statuses") Map<String, Long> projectStatuses) {

    /** Records of early releases may lack some members. */
    public IndexRecord {
        serial = serial == null ? List.of() : serial;
        projectStatuses = projectStatuses == null ? Map.of() : projectStatuses;
    }

    /** @return the same of a mirror that has another name in the dataset */
    public IndexRecord of(String name) {
        return new IndexRecord(name, serial, syncUnfinished, absent, unindexed, badPages, projectStatuses);
    }
}
