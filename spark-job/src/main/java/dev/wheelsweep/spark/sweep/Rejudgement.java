package dev.wheelsweep.spark.sweep;

import static org.apache.spark.sql.functions.not;

import dev.wheelsweep.spark.source.NameColumns;
import dev.wheelsweep.spark.source.VerdictColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * New verdicts on a published sweep, from its stored facts: no wheel is opened, and need not be there any more. They are
 * published beside the sweep's own and touch nothing else; the tables stay what they were, by the sweep's own policies.
 */
public final class Rejudgement {
    private final SparkSession spark;
    private final DatasetLayout dataset;

    public Rejudgement(SparkSession spark, Path dataset) {
        this.spark = spark;
        this.dataset = new DatasetLayout(dataset);
    }

    /**
     * @param sweep one of {@link PublishedSweeps}
     * @return the verdicts of these policies: made now, or long since
     * @throws IOException if the dataset cannot be read or written
     */
    public Rejudged run(SweepRecord sweep, PolicySource policy) throws IOException {
        SweepId id = new SweepId(sweep.sweep());
        String policyId = policy.catalog().id();
        Path verdicts = dataset.verdicts(policyId, id);
        boolean publishes = !files().exists(verdicts);
        if (publishes) {
            publish(new WheelJudge(policy).judge(spark, dataset.facts(id)), verdicts);
        }
        Dataset<Row> judged = spark.read().parquet(verdicts.toString());
        return new Rejudged(
                id, policyId, publishes, verdicts, VerdictCounts.of(judged), difference(sweep, policyId, judged));
    }

    private FileSystem files() throws IOException {
        return dataset.root().getFileSystem(spark.sparkContext().hadoopConfiguration());
    }

    private void publish(Dataset<Row> judged, Path verdicts) throws IOException {
        FileSystem files = files();
        Path staging = dataset.staging("judge-" + UUID.randomUUID()).root();
        try {
            judged.write().parquet(staging.toString());
            files.mkdirs(verdicts.getParent());
            if (files.exists(verdicts) || !files.rename(staging, verdicts)) {
                throw new IOException("cannot publish %s: renaming %s was refused".formatted(verdicts, staging));
            }
        } finally {
            files.delete(staging, true);
        }
    }

    /** Compared with the verdicts that the sweep itself published. */
    private Optional<Difference> difference(SweepRecord sweep, String policyId, Dataset<Row> judged) {
        if (policyId.equals(sweep.policyId())) {
            return Optional.empty();
        }
        String path = NameColumns.WHEEL_PATH.name();
        String verdict = VerdictColumns.VERDICT.name();
        String policy = VerdictColumns.POLICY.name();
        Dataset<Row> before = spark.read()
                .parquet(dataset.verdicts(sweep.policyId(), new SweepId(sweep.sweep()))
                        .toString());
        List<Difference.Change> changes = new ArrayList<>();
        before.join(judged, before.col(path).equalTo(judged.col(path)))
                .where(not(before.col(verdict).eqNullSafe(judged.col(verdict)))
                        .or(not(before.col(policy).eqNullSafe(judged.col(policy)))))
                .groupBy(before.col(verdict), judged.col(verdict))
                .count()
                .orderBy(before.col(verdict), judged.col(verdict))
                .collectAsList()
                .forEach(row -> changes.add(new Difference.Change(row.getString(0), row.getString(1), row.getLong(2))));
        return Optional.of(new Difference(sweep.policyId(), changes));
    }
}
