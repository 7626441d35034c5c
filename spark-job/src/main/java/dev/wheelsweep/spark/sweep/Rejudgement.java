package dev.wheelsweep.spark.sweep;

import static org.apache.spark.sql.functions.not;

import dev.wheelsweep.spark.source.MirrorFileColumns;
import dev.wheelsweep.spark.source.NameColumns;
import dev.wheelsweep.spark.source.VerdictColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    private static final String SWEEP = "sweep";

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
            if (!files().exists(verdicts)) {
                publish(new WheelJudge(policy).judge(spark, dataset.facts(facts)), verdicts);
                publishes = true;
            }
        }
        Dataset<Row> judged = standing(sweep, verdicts(policyId, factsSweeps(sweep)));
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

    /** The verdicts of one policy set on all that these sweeps have read; {@link #SWEEP} says which did. */
    private Dataset<Row> verdicts(String policyId, List<SweepId> sweeps) {
        return spark.read()
                .option("basePath", dataset.verdicts(policyId).toString())
                .parquet(sweeps.stream()
                        .map(facts -> dataset.verdicts(policyId, facts).toString())
                        .toArray(String[]::new));
    }

    /** Those whose rows stand still. */
    private Dataset<Row> standing(SweepRecord sweep, Dataset<Row> verdicts) {
        Dataset<Row> files = spark.read()
                .parquet(dataset.table(FlatTable.MIRROR_FILES, new SweepId(sweep.sweep()))
                        .toString());
        String path = NameColumns.WHEEL_PATH.name();
        return verdicts.join(
                        files,
                        verdicts.col(path)
                                .equalTo(files.col(path))
                                .and(verdicts.col(SWEEP).equalTo(files.col(MirrorFileColumns.FACTS_SWEEP.name()))),
                        "left_semi")
                .drop(SWEEP);
    }

    /** What each sweep said itself of what it read. */
    private Dataset<Row> own(SweepRecord sweep) throws IOException {
        PublishedSweeps sweeps = new PublishedSweeps(files(), dataset);
        Map<String, List<SweepId>> byPolicy = new TreeMap<>();
        for (SweepId facts : factsSweeps(sweep)) {
            byPolicy.computeIfAbsent(sweeps.record(facts).policyId(), policy -> new ArrayList<>())
                    .add(facts);
        }
        return standing(
                sweep,
                byPolicy.entrySet().stream()
                        .map(one -> verdicts(one.getKey(), one.getValue()))
                        .reduce(Dataset::unionByName)
                        .orElseThrow());
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
        Dataset<Row> before = own(sweep);
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
