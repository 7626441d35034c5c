package dev.wheelsweep.spark.sweep;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.dataset.IndexRecord;
import dev.wheelsweep.spark.dataset.JsonDocument;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sweep will do: {@code plan.json} in its staging folder, next to the lists of files that it counts.
 *
 * @param sweep the sweep's id
 * @param started ISO 8601, UTC
 * @param mirrors as {@link SweepRequest#mirrors}
 * @param places as {@link SweepRequest#places}: the lists name files there
 * @param scope as {@link SweepRecord#scope}
 * @param rereading as asked for
 * @param scannerVersion the release that made the plan; another one must not finish it
 * @param reads number of files to read
 * @param unchanged how many files are unchanged, by the sweep that read them
 * @param vanished number of files that the last sweep or an index lists and that do not exist
 * @param notChosen number of files that the last sweep covered, an index still lists, and the options no longer choose
 * @param indexes the indexes that were read
 */
record SweepPlan(
        @JsonProperty(value = "sweep", required = true) String sweep,
        @JsonProperty(value = "started", required = true) String started,
        @JsonProperty(value = "mirrors", required = true) List<String> mirrors,
        @JsonProperty("places") List<String> places,
        @JsonProperty(value = "scope", required = true) String scope,
        @JsonProperty(value = "rereading", required = true) Rereading rereading,

        @JsonProperty(value = "scanner_version", required = true)
        String scannerVersion,

        @JsonProperty("reads") long reads,

        @JsonProperty(value = "unchanged", required = true) @JsonAlias("standing")
        Map<String, Long> unchanged,

        @JsonProperty("vanished") long vanished,
        @JsonProperty("not_chosen") long notChosen,
        @JsonProperty(value = "indexes", required = true) List<IndexRecord> indexes)
        implements JsonDocument.Content {

    @Override
    public Optional<String> fault() {
        return SweepId.fault(List.of(sweep))
                .or(() -> SweepId.fault(unchanged.keySet()))
                .or(() -> listed() < 0 ? Optional.of("it counts %d files".formatted(listed())) : Optional.empty());
    }

    long unchangedFiles() {
        return unchanged.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return number of files that must end in a row of {@code mirror_files} */
    long listed() {
        return reads + unchangedFiles() + vanished + notChosen;
    }

    boolean isFor(SweepRequest request) {
        return mirrors.equals(request.mirrors()) && scope.equals(request.scope());
    }

    /** @return whether this release would make the same plan for the request */
    boolean canBeFinishedBy(SweepRequest request) {
        return isFor(request)
                && request.places().equals(places)
                && rereading == request.rereading()
                && scannerVersion.equals(ScannerVersion.CURRENT);
    }
}
