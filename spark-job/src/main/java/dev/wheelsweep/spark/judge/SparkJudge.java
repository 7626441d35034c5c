package dev.wheelsweep.spark.judge;

import static org.apache.spark.sql.functions.not;

import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.StoredFacts;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import dev.wheelsweep.spark.dataset.VersionedParquet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** Judges any number of wheels by Spark, also of compacted sweeps. */
record SparkJudge(SparkSession spark, Path dataset) implements FactsJudge {

    @Override
    public void judge(SweepId facts, PolicySource policy, Path folder) throws IOException {
        VersionedParquet.writer(new WheelJudge(policy).judge(rows().facts(facts, StoredFacts.COLUMNS)), facts)
                .save(folder.toString());
    }

    @Override
    public boolean lacksColumns(SweepId facts, String policyId) throws IOException {
        String last = VerdictColumns.last().name();
        return !rows().verdicts(policyId, List.of(facts))
                .where(functions.col(last).isNull())
                .isEmpty();
    }

    @Override
    public VerdictCounts counts(SweepRecord sweep, String policyId) throws IOException {
        return VerdictCounts.of(judged(sweep, policyId));
    }

    @Override
    public List<PolicyDifference.VerdictChange> changes(SweepRecord sweep, String policyId) throws IOException {
        Dataset<Row> judged = judged(sweep, policyId);
        String path = NameColumns.WHEEL_PATH.name();
        String verdict = VerdictColumns.VERDICT.name();
        String policy = VerdictColumns.POLICY.name();
        Dataset<Row> before = current(sweep, rows().ownVerdicts(sweep.factsSweepIds()));
        List<PolicyDifference.VerdictChange> changes = new ArrayList<>();
        before.join(judged, before.col(path).equalTo(judged.col(path)))
                .where(not(before.col(verdict).eqNullSafe(judged.col(verdict)))
                        .or(not(before.col(policy).eqNullSafe(judged.col(policy)))))
                .groupBy(before.col(verdict), judged.col(verdict))
                .count()
                .orderBy(before.col(verdict), judged.col(verdict))
                .collectAsList()
                .forEach(row -> changes.add(
                        new PolicyDifference.VerdictChange(row.getString(0), row.getString(1), row.getLong(2))));
        return changes;
    }

    private Dataset<Row> judged(SweepRecord sweep, String policyId) throws IOException {
        return current(sweep, rows().latestVerdicts(policyId, sweep.factsSweepIds()));
    }

    /** The verdicts on wheels whose rows the sweep uses. */
    private Dataset<Row> current(SweepRecord sweep, Dataset<Row> verdicts) throws IOException {
        Dataset<Row> files = rows().mirrorFiles(new SweepId(sweep.sweep()));
        String path = NameColumns.WHEEL_PATH.name();
        return verdicts.join(
                        files,
                        verdicts.col(path)
                                .equalTo(files.col(path))
                                .and(verdicts.col(SweepColumn.NAME)
                                        .equalTo(files.col(MirrorFileColumns.FACTS_SWEEP.name()))),
                        "left_semi")
                .drop(SweepColumn.NAME);
    }

    private PublishedRows rows() throws IOException {
        return new PublishedRows(spark, dataset);
    }
}
