package dev.wheelsweep.spark.judge;

import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dataset.DatasetFolder;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.Generation;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.Rejudgements;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Judges a published sweep by another policy set, or again where verdicts of an earlier release lack columns, from the
 * stored facts of every sweep that has rows of it. No wheel is opened; the wheels need not exist. The new verdicts are
 * published in folders of the policy set. Tables and records keep the verdicts that each sweep was published with.
 */
public final class SweepJudge {
    private final FileSystem files;
    private final DatasetLayout dataset;
    private final FactsJudge judge;
    private final Configuration hadoop;

    private SweepJudge(Configuration hadoop, DatasetLayout dataset, FactsJudge judge) throws IOException {
        this.hadoop = hadoop;
        this.files = dataset.root().getFileSystem(hadoop);
        this.dataset = dataset;
        this.judge = judge;
    }

    /** Judges sweeps of any size, by Spark. */
    public SweepJudge(SparkSession spark, Path dataset) throws IOException {
        this(spark.sparkContext().hadoopConfiguration(), new DatasetLayout(dataset), new SparkJudge(spark, dataset));
    }

    /**
     * Judges a small sweep in the driver, without Spark.
     *
     * @param hadoop see {@link SweepSession#hadoop}
     * @return empty if the sweep is large, or compacted
     */
    public static Optional<SweepJudge> withoutSpark(Configuration hadoop, Path folder, SweepRecord sweep)
            throws IOException {
        DatasetLayout dataset = new DatasetLayout(folder);
        return DriverJudge.suits(hadoop, dataset, sweep)
                ? Optional.of(new SweepJudge(hadoop, dataset, new DriverJudge(hadoop, dataset)))
                : Optional.empty();
    }

    /**
     * @param sweep one of {@link PublishedSweeps}
     * @return the verdicts of these policies; written now, unless an earlier run wrote them
     * @throws IOException if the dataset cannot be read or written
     */
    public SweepVerdicts run(SweepRecord sweep, PolicySource policy) throws IOException {
        DatasetFolder.requireRename(files);
        String policyId = policy.catalog().id();
        Generation compacted = Generation.latest(files, dataset);
        boolean publishes = false;
        Rejudgements again = new Rejudgements(files, dataset);
        List<SweepId> rejudged = new ArrayList<>();
        for (SweepId facts : sweep.factsSweepIds()) {
            if (!compacted.hasVerdicts(policyId, facts) && !files.exists(dataset.verdicts(policyId, facts))) {
                publish(facts, policy, dataset.verdicts(policyId, facts));
                publishes = true;
            } else if (!again.isCurrent(policyId, facts) && judge.lacksColumns(facts, policyId)) {
                publish(facts, policy, again.current().verdicts(policyId, facts));
                rejudged.add(facts);
            }
        }
        if (rejudged.isEmpty()) {
            DatasetDocuments.writeSystems(hadoop, dataset);
        } else {
            // The views read what was judged again.
            DatasetDocuments.write(hadoop, dataset);
        }
        return new SweepVerdicts(
                new SweepId(sweep.sweep()),
                policyId,
                publishes || !rejudged.isEmpty(),
                (publishes || rejudged.isEmpty() ? dataset : again.current()).verdicts(policyId),
                rejudged,
                judge.counts(sweep, policyId),
                // Compared with the verdicts that the sweeps themselves published.
                policyId.equals(sweep.policyId())
                        ? Optional.empty()
                        : Optional.of(new PolicyDifference(sweep.policyId(), judge.changes(sweep, policyId))));
    }

    private void publish(SweepId facts, PolicySource policy, Path verdicts) throws IOException {
        Path staging = dataset.staging("judge-" + UUID.randomUUID()).root();
        try {
            judge.judge(facts, policy, staging);
            DatasetFolder folder = new DatasetFolder(files, dataset);
            folder.durable().syncTree(staging);
            folder.publish(staging, verdicts);
            folder.syncParents(verdicts);
        } finally {
            files.delete(staging, true);
        }
    }
}
