package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.DatasetParameter;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputFormat;
import dev.wheelsweep.spark.cli.options.PolicyOption;
import dev.wheelsweep.spark.cli.options.RunMetrics;
import dev.wheelsweep.spark.cli.options.RunOptions;
import dev.wheelsweep.spark.cli.output.SweepVerdictsJson;
import dev.wheelsweep.spark.cli.output.SweepVerdictsText;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.SweepJudge;
import dev.wheelsweep.spark.judge.SweepVerdicts;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wheelsweep judge}: what other policies make of a sweep, from its stored facts. */
@Command(
        name = "judge",
        description =
                "Judges the wheels of a published sweep again, from its stored facts: opens no wheel. The verdicts are"
                        + " added to the dataset below verdicts/, beside the sweep's own; tables/ keeps those of the sweep.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the wheels are judged",
            "1:they are, and there are findings at or above --fail-on",
            "2:wrong usage",
            "3:there is no such dataset, sweep or policy file, or it cannot be read",
            "5:an error of wheelsweep itself",
            "130:interrupted"
        })
final class JudgeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetParameter parameter;

    @Mixin
    private PolicyOption policy;

    @Option(names = "--sweep", paramLabel = "ID", description = "The sweep to judge (default: the latest).")
    private Optional<String> wanted = Optional.empty();

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; json is one object (default: ${DEFAULT-VALUE}).")
    private OutputFormat format;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws Exception {
        return run.measured(dataset(), this::judge);
    }

    private ExitCode judge(RunMetrics metrics) throws IOException, CommandException {
        // Report every possible mistake before Spark starts, which takes seconds.
        PolicySource source = policy.load(PolicySource::file).orElse(PolicySource.BUILT_IN);
        SweepRecord sweep = sweep();
        SweepVerdicts judged = judged(sweep, source);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case TEXT -> SweepVerdictsText.of(judged);
                    case JSON -> SweepVerdictsJson.of(judged);
                });
        out.flush();
        metrics.count(RunMetrics.Count.VERDICTS, judged.counts().verdicts());
        metrics.count(RunMetrics.Count.FINDINGS, judged.counts().findings());
        return run.failOn().reachedBy(judged.counts().findings()) ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }

    /** Few wheels are judged before Spark would have started; a master that somebody names is meant to work. */
    private SweepVerdicts judged(SweepRecord sweep, PolicySource source) throws IOException, CommandException {
        if (!SweepSession.isChosen(run.spark().master())) {
            Optional<SweepJudge> few = SweepJudge.ofFew(
                    SweepSession.hadoop(run.spark().conf()), dataset().path(), sweep);
            if (few.isPresent()) {
                return few.get().run(sweep, source);
            }
        }
        SparkSession spark = SparkStart.with(run.spark());
        try {
            return new SweepJudge(spark, dataset().path()).run(sweep, source);
        } finally {
            spark.stop();
        }
    }

    private SweepRecord sweep() throws IOException, CommandException {
        PublishedDataset published = PublishedDataset.of(dataset(), run.spark(), "judge");
        List<SweepId> ids = published.ids();
        SweepId latest = published.latest();
        SweepId chosen = wanted.map(SweepId::new).orElse(latest);
        if (!ids.contains(chosen)) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot judge sweep " + chosen,
                    "%s has the sweeps %s"
                            .formatted(
                                    dataset(), ids.stream().map(SweepId::text).collect(Collectors.joining(", "))),
                    "name one of them, or omit --sweep to judge " + latest);
        }
        return published.record(chosen);
    }

    private DatasetLocation dataset() {
        return parameter.location();
    }
}
