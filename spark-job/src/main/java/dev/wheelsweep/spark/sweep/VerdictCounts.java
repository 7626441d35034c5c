package dev.wheelsweep.spark.sweep;

import static org.apache.spark.sql.functions.explode;

import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.spark.source.FindingColumns;
import dev.wheelsweep.spark.source.VerdictColumns;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many wheels got which verdict, and how many findings there are of which severity.
 *
 * @param verdicts every verdict there is, also those that no wheel got
 * @param findings every severity there is, likewise
 */
public record VerdictCounts(Map<String, Long> verdicts, Map<String, Long> findings) {

    /** @param judged rows of {@link VerdictColumns} */
    static VerdictCounts of(Dataset<Row> judged) {
        String severity = FindingColumns.SEVERITY.name();
        Dataset<Row> severities =
                judged.select(explode(judged.col(VerdictColumns.FINDINGS.name()).getField(severity))
                        .as(severity));
        return new VerdictCounts(
                counts(
                        judged,
                        VerdictColumns.VERDICT.name(),
                        Arrays.stream(Verdict.values()).map(Verdict::column).toList()),
                counts(
                        severities,
                        severity,
                        Arrays.stream(Severity.values()).map(Severity::column).toList()));
    }

    private static Map<String, Long> counts(Dataset<Row> rows, String column, Iterable<String> words) {
        Map<String, Long> counts = new LinkedHashMap<>();
        words.forEach(word -> counts.put(word, 0L));
        rows.groupBy(column).count().collectAsList().forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }

    /** @return how many wheels were judged */
    public long wheels() {
        return verdicts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return the counts above zero, such as {@code "honest 12, overclaims 3"}; {@code "none"} if there are none */
    static String text(Map<String, Long> counts) {
        String text = counts.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> "%s %,d".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }
}
