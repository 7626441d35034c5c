package dev.wheelsweep.spark.diff;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;

import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.spark.columns.FindingColumns;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Which findings of a dataset a baseline suppresses. */
public final class KnownFindings {
    /** Column: whether the baseline suppresses the finding. */
    static final String KNOWN = "known";

    private static final StructType COLUMNS = new StructType()
            .add(FindingRows.PROJECT, DataTypes.StringType)
            .add(FindingRows.ID, DataTypes.StringType)
            .add(KNOWN, DataTypes.BooleanType);

    private final SparkSession spark;
    private final PublishedRows published;
    private final Baseline baseline;

    /** @param baseline without expired entries */
    public KnownFindings(SparkSession spark, PublishedRows published, Baseline baseline) {
        this.spark = spark;
        this.published = published;
        this.baseline = baseline;
    }

    /** @return the same rows, each with {@link #KNOWN} */
    Dataset<Row> mark(Dataset<Row> findings) {
        List<Row> known = baseline.suppressions().stream()
                .map(entry -> RowFactory.create(
                        entry.project().normalized(), entry.finding().column(), true))
                .distinct()
                .toList();
        return findings.join(
                        broadcast(spark.createDataFrame(known, COLUMNS)),
                        new String[] {FindingRows.PROJECT, FindingRows.ID},
                        "left")
                .na()
                .fill(false, new String[] {KNOWN});
    }

    /**
     * @param sweep the sweep; only files that it read count
     * @return its findings that the baseline does not suppress, by {@link Severity#column}
     */
    public Map<String, Long> unknown(SweepRecord sweep) throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>(sweep.findings());
        if (!baseline.suppressions().isEmpty() && sweep.factsSweeps().containsKey(sweep.sweep())) {
            Dataset<Row> findings = findings(published.ownVerdicts(List.of(new SweepId(sweep.sweep()))));
            mark(findings)
                    .where(col(KNOWN))
                    .groupBy(FindingRows.SEVERITY)
                    .agg(count(lit(1)))
                    .collectAsList()
                    .forEach(row -> counts.merge(row.getString(0), -row.getLong(1), Long::sum));
        }
        return counts;
    }

    /** @return the entries that match no finding of the wheels that the sweep listed, whether it read them or not */
    public List<Suppression> unused(SweepRecord sweep) throws IOException {
        if (baseline.suppressions().isEmpty()) {
            return List.of();
        }
        Dataset<Row> files = published.mirrorFiles(new SweepId(sweep.sweep()));
        Dataset<Row> current = ofProjects(published.ownVerdicts(
                sweep.factsSweeps().keySet().stream().map(SweepId::new).toList()));
        Set<List<String>> needed = new HashSet<>();
        findings(current.join(
                        ofProjects(files)
                                .select(FindingRows.PATH, MirrorFileColumns.FACTS_SWEEP.name())
                                .withColumnRenamed(MirrorFileColumns.FACTS_SWEEP.name(), SweepColumn.NAME),
                        new String[] {FindingRows.PATH, SweepColumn.NAME},
                        "left_semi"))
                .select(FindingRows.PROJECT, FindingRows.ID)
                .distinct()
                .collectAsList()
                .forEach(row -> needed.add(List.of(row.getString(0), row.getString(1))));
        List<Suppression> unused = new ArrayList<>(baseline.suppressions());
        unused.removeIf(entry -> needed.contains(
                List.of(entry.project().normalized(), entry.finding().column())));
        return unused;
    }

    private Dataset<Row> ofProjects(Dataset<Row> rows) {
        Collection<Object> projects = new HashSet<>();
        baseline.suppressions().forEach(entry -> projects.add(entry.project().normalized()));
        return rows.where(col(FindingRows.PROJECT).isInCollection(projects));
    }

    /** The findings as the table {@code findings} and the counts of a record have them. */
    private static Dataset<Row> findings(Dataset<Row> judged) {
        String element = "element";
        return judged.select(
                        col(FindingRows.PROJECT),
                        explode(col(VerdictColumns.FINDINGS.name())).as(element))
                .select(
                        col(FindingRows.PROJECT),
                        col(element).getField(FindingColumns.ID.name()).as(FindingRows.ID),
                        col(element).getField(FindingColumns.SEVERITY.name()).as(FindingRows.SEVERITY));
    }
}
