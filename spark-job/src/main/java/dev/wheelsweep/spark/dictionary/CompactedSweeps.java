package dev.wheelsweep.spark.dictionary;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The sweeps whose rows lie together in a folder of its own, the sweep being a column; their own folders repeat them.
 *
 * @param folder in the dataset, laid out as that but without partitions
 * @param sweeps their ids
 * @param verdicts by policy set, the sweeps whose verdicts lie there
 */
public record CompactedSweeps(String folder, List<String> sweeps, Map<String, List<String>> verdicts) {
    boolean isEmpty() {
        return sweeps.isEmpty();
    }

    /** @return true in SQL of rows that do not lie there */
    String others() {
        return "%s NOT IN (%s)".formatted(Views.SWEEP, quoted(sweeps));
    }

    /** @return likewise, of verdicts */
    String otherVerdicts() {
        return verdicts.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> "NOT (policy_id = '%s' AND %s IN (%s))"
                        .formatted(one.getKey(), Views.SWEEP, quoted(one.getValue())))
                .collect(Collectors.joining(" AND "));
    }

    private static String quoted(List<String> ids) {
        return ids.stream().map("'%s'"::formatted).collect(Collectors.joining(", "));
    }
}
