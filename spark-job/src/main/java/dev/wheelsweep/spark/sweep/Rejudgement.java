package dev.wheelsweep.spark.sweep;

import static org.apache.spark.sql.functions.not;

import dev.wheelsweep.spark.source.MirrorFileColumns;
import dev.wheelsweep.spark.source.NameColumns;
import dev.wheelsweep.spark.source.StoredFacts;
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
 * New verdicts on a published sweep, from stored facts: no wheel is opened, and need not be there any more. Judged are the
 * facts of every sweep under which rows of this one stand. The verdicts are published beside each sweep's own and touch
 * nothing else; the tables stay what they were, by each sweep's own policies.
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
        String policyId = policy.catalog().id();
        boolean publishes = false;
        for (SweepId facts : factsSweeps(sweep)) {
            Path verdicts = dataset.verdicts(policyId, facts);
            if (!rows().hasVerdicts(policyId, facts)) {
                publish(new WheelJudge(policy).judge(rows().facts(facts, StoredFacts.COLUMNS)), verdicts);
                publishes = true;
            }
        }
        Dataset<Row> judged = standing(sweep, rows().verdicts(policyId, factsSweeps(sweep)));
        return new Rejudged(
                new SweepId(sweep.sweep()),
                policyId,
                publishes,
                dataset.verdicts(policyId),
                VerdictCounts.of(judged),
                difference(sweep, policyId, judged));
    }

    private static List<SweepId> factsSweeps(SweepRecord sweep) {
        return sweep.factsSweeps().keySet().stream().map(SweepId::new).toList();
    }

    /** Those whose rows stand still. */
    private Dataset<Row> standing(SweepRecord sweep, Dataset<Row> verdicts) throws IOException {
        Dataset<Row> files = rows().mirrorFiles(new SweepId(sweep.sweep()));
        String path = NameColumns.WHEEL_PATH.name();
        return verdicts.join(
                        files,
                        verdicts.col(path)
                                .equalTo(files.col(path))
                                .and(verdicts.col(PublishedRows.SWEEP)
                                        .equalTo(files.col(MirrorFileColumns.FACTS_SWEEP.name()))),
                        "left_semi")
                .drop(PublishedRows.SWEEP);
    }

    private PublishedRows rows() throws IOException {
        return new PublishedRows(spark, dataset.root());
    }

    private FileSystem files() throws IOException {
        return dataset.root().getFileSystem(spark.sparkContext().hadoopConfiguration());
    }

    private void publish(Dataset<Row> judged, Path verdicts) throws IOException {
        FileSystem files = files();
        Path staging = dataset.staging("judge-" + UUID.randomUUID()).root();
        try {
            judged.write().format(VersionedParquet.NAME).save(staging.toString());
            files.mkdirs(verdicts.getParent());
            if (files.exists(verdicts) || !files.rename(staging, verdicts)) {
                throw new IOException("cannot publish %s: renaming %s was refused".formatted(verdicts, staging));
            }
        } finally {
            files.delete(staging, true);
        }
    }

    /** Compared with the verdicts that the sweeps themselves published. */
    private Optional<Difference> difference(SweepRecord sweep, String policyId, Dataset<Row> judged)
            throws IOException {
        if (policyId.equals(sweep.policyId())) {
            return Optional.empty();
        }
        String path = NameColumns.WHEEL_PATH.name();
        String verdict = VerdictColumns.VERDICT.name();
        String policy = VerdictColumns.POLICY.name();
        Dataset<Row> before = standing(sweep, rows().ownVerdicts(factsSweeps(sweep)));
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
