package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * What a sweep found in one index.
 *
 * @param mirror the folder that it belongs to
 * @param serial the serial that the mirror says it has reached; none if it says none
 * @param syncUnfinished whether the mirror was being synchronised, or left half-way: index and files need not agree
 * @param absent number of wheels that the index lists and that are not there
 * @param unindexed number of listed files that the index does not know
 * @param badPages number of pages that are no JSON
 * @param projectStatuses number of projects by status (PEP 792)
 */
public record IndexRecord(
        @JsonProperty("mirror") String mirror,
        @JsonProperty("serial") List<String> serial,
        @JsonProperty("sync_unfinished") boolean syncUnfinished,
        @JsonProperty("absent") long absent,
        @JsonProperty("unindexed") long unindexed,
        @JsonProperty("bad_pages") long badPages,
        @JsonProperty("project_statuses") Map<String, Long> projectStatuses) {}
