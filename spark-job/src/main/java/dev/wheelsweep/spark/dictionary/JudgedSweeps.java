package dev.wheelsweep.spark.dictionary;

import dev.wheelsweep.spark.columns.SweepColumn;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Verdicts, by who judged what.
 *
 * @param byPolicy the sweeps that each policy set judged
 */
record JudgedSweeps(Map<String, List<String>> byPolicy) {
    /** @return an SQL condition for these verdicts */
    String condition() {
        return Stream.concat(
                        Stream.of("false"),
                        byPolicy.entrySet().stream()
                                .filter(one -> !one.getValue().isEmpty())
                                .map(one -> "(policy_id = '%s' AND %s)".formatted(one.getKey(), in(one.getValue()))))
                .collect(Collectors.joining(" OR "));
    }

    /** @return an SQL condition for all other verdicts */
    String others() {
        return "NOT (%s)".formatted(condition());
    }

    /** @return an SQL condition for the rows of some sweeps */
    static String in(List<String> sweeps) {
        return "%s IN (%s)"
                .formatted(
                        SweepColumn.NAME, sweeps.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")));
    }
}
