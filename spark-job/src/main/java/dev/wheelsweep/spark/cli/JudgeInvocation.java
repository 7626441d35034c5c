package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.FailOn;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.RunMetrics;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.output.SweepVerdictsJson;
import dev.wheelsweep.spark.cli.output.SweepVerdictsText;
import dev.wheelsweep.spark.cli.start.PublishedDataset;
import dev.wheelsweep.spark.cli.start.SlowRename;
import dev.wheelsweep.spark.cli.start.SparkStart;
import dev.wheelsweep.spark.dataset.SlowRenameException;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.SweepJudge;
import dev.wheelsweep.spark.judge.SweepVerdicts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * A valid command line of {@code judge}.
 *
 * @param sweep the id of the sweep to judge; empty for the latest
 */
record JudgeInvocation(
        DatasetLocation dataset,
        Optional<String> sweep,
        PolicySource policy,
        OutputFormat format,
        SparkOptions spark,
        FailOn failOn) {

    private static final String VERB = "judge";

    /** Judges the sweep, and prints and counts the verdicts. */
    ExitCode run(PrintWriter out, RunMetrics metrics) throws IOException, CommandException {
        SweepVerdicts verdicts;
        try {
            verdicts = judged(record());
        } catch (SlowRenameException slow) {
            throw SlowRename.refused(VERB, dataset, slow);
        }
        out.print(
                switch (format) {
                    case TEXT -> SweepVerdictsText.of(verdicts);
                    case JSON -> SweepVerdictsJson.of(verdicts);
                });
        out.flush();
        metrics.count(RunMetrics.Count.VERDICTS, verdicts.counts().verdicts());
        metrics.count(RunMetrics.Count.FINDINGS, verdicts.counts().findings());
        return failOn.reachedBy(verdicts.counts().findings()) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    /** Judges few wheels in less time than Spark takes to start, unless a master is named. */
    private SweepVerdicts judged(SweepRecord record) throws IOException, CommandException {
        if (!SweepSession.isChosen(spark.master())) {
            Optional<SweepJudge> withoutSpark =
                    SweepJudge.withoutSpark(SweepSession.hadoop(spark.conf()), dataset.path(), record);
            if (withoutSpark.isPresent()) {
                return withoutSpark.get().run(record, policy);
            }
        }
        SparkSession session = SparkStart.with(spark);
        try {
            return new SweepJudge(session, dataset.path()).run(record, policy);
        } finally {
            session.stop();
        }
    }

    private SweepRecord record() throws IOException, CommandException {
        PublishedDataset published = PublishedDataset.of(dataset, spark, VERB);
        SweepId latest = published.latest();
        SweepId chosen = sweep.map(SweepId::new).orElse(latest);
        if (!published.ids().contains(chosen)) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot judge sweep " + chosen,
                    "%s has the sweeps %s"
                            .formatted(
                                    dataset,
                                    published.ids().stream().map(SweepId::text).collect(Collectors.joining(", "))),
                    "name one of them, or omit --sweep to judge " + latest);
        }
        return published.record(chosen);
    }
}
