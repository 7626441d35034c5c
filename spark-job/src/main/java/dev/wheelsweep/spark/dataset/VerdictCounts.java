package dev.wheelsweep.spark.dataset;

import static org.apache.spark.sql.functions.explode;

import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.spark.columns.FindingColumns;
import dev.wheelsweep.spark.columns.VerdictColumns;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Numbers of wheels by verdict, and of findings by severity.
 *
 * @param verdicts a count for every verdict, also for those that no wheel has
 * @param findings a count for every severity, in the same way
 */
public record VerdictCounts(Map<String, Long> verdicts, Map<String, Long> findings) {

    /** The columns that {@link Counter} counts. */
    public static final StructType COLUMNS = new StructType(new StructField[] {
        VerdictColumns.VERDICT.field(),
        VerdictColumns.FINDINGS
                .prunedTo(
                        DataTypes.createArrayType(new StructType(new StructField[] {FindingColumns.SEVERITY.field()})))
                .field()
    });

    /** Counts rows, one by one. */
    public static final class Counter {
        private final Map<String, Long> verdicts = new LinkedHashMap<>();
        private final Map<String, Long> findings = new LinkedHashMap<>();

        public Counter() {
            Arrays.stream(Verdict.values()).forEach(verdict -> verdicts.put(verdict.column(), 0L));
            Arrays.stream(Severity.values()).forEach(severity -> findings.put(severity.column(), 0L));
        }

        public void add(String verdict, List<String> severities) {
            verdicts.merge(verdict, 1L, Long::sum);
            severities.forEach(severity -> findings.merge(severity, 1L, Long::sum));
        }

        public VerdictCounts sum() {
            return new VerdictCounts(verdicts, findings);
        }
    }

    /** @param judged rows of {@link VerdictColumns}; none if there is no such folder */
    public static VerdictCounts of(ParquetFolder judged) throws IOException {
        Counter counter = new Counter();
        judged.forEach(COLUMNS, row -> counter.add(row.getUTF8String(0).toString(), severities(row.getArray(1))));
        return counter.sum();
    }

    /** @param findings records of one field */
    public static List<String> severities(ArrayData findings) {
        return IntStream.range(0, findings.numElements())
                .mapToObj(i -> findings.getStruct(i, 1).getUTF8String(0).toString())
                .toList();
    }

    /** @param judged rows of {@link VerdictColumns} */
    public static VerdictCounts of(Dataset<Row> judged) {
        String severity = FindingColumns.SEVERITY.name();
        Dataset<Row> severities =
                judged.select(explode(judged.col(VerdictColumns.FINDINGS.name()).getField(severity))
                        .as(severity));
        Counter counter = new Counter();
        add(counter.verdicts, judged, VerdictColumns.VERDICT.name());
        add(counter.findings, severities, severity);
        return counter.sum();
    }

    private static void add(Map<String, Long> counts, Dataset<Row> rows, String column) {
        rows.groupBy(column).count().collectAsList().forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    }

    /** @return how many wheels were judged */
    public long wheels() {
        return verdicts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @return the counts above zero, such as {@code "honest 12, overclaims 3"}; {@code "none"} if there are none */
    public static String text(Map<String, Long> counts) {
        String text = counts.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> "%s %,d".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }
}
