package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.cli.SweepInvocation.Counted;
import dev.wheelsweep.spark.cli.SweepInvocation.IndexSource;
import dev.wheelsweep.spark.cli.SweepInvocation.ManifestFile;
import dev.wheelsweep.spark.cli.SweepInvocation.Paths;
import dev.wheelsweep.spark.cli.SweepInvocation.Sample;
import dev.wheelsweep.spark.cli.SweepInvocation.Stores;
import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.cli.log.SweepProgress;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.GivenFile;
import dev.wheelsweep.spark.cli.options.RunMetrics;
import dev.wheelsweep.spark.cli.output.ForecastText;
import dev.wheelsweep.spark.cli.output.NewFindings;
import dev.wheelsweep.spark.cli.output.SweepSummary;
import dev.wheelsweep.spark.cli.start.SparkStart;
import dev.wheelsweep.spark.cli.wheels.IndexWheels;
import dev.wheelsweep.spark.cli.wheels.ManifestWheels;
import dev.wheelsweep.spark.cli.wheels.SampleMirror;
import dev.wheelsweep.spark.cli.wheels.StoreWheels;
import dev.wheelsweep.spark.cli.wheels.WheelPaths;
import dev.wheelsweep.spark.dataset.CurrentRows;
import dev.wheelsweep.spark.dataset.DatasetBusyException;
import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.dataset.IndexRecord;
import dev.wheelsweep.spark.dataset.MirrorState;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.diff.KnownFindings;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.source.IndexAccess;
import dev.wheelsweep.spark.source.WheelMetrics;
import dev.wheelsweep.spark.sweep.SumsDisagreeException;
import dev.wheelsweep.spark.sweep.Sweep;
import dev.wheelsweep.spark.sweep.SweepInput;
import dev.wheelsweep.spark.sweep.UnfinishedSweeps;
import dev.wheelsweep.spark.sweep.UnreadableMirrorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

/** Runs {@code sweep}: lists the wheels, starts Spark, reads, publishes, and derives the exit code. */
final class SweepRunner {
    private final SweepInvocation invocation;
    private final RunLog log;
    private final PrintWriter out;

    /** What was listed, until the sweep has its plan: a million files take half a gigabyte. */
    private Optional<SweepInput> listed = Optional.empty();

    SweepRunner(SweepInvocation invocation, RunLog log, PrintWriter out) {
        this.invocation = invocation;
        this.log = log;
        this.out = out;
    }

    /** Prints what {@link #sweep} would read. */
    ExitCode forecast()
            throws IOException, InterruptedException, CommandException, SparkException, SumsDisagreeException {
        invocation.baseline().load(log);
        useIndex();
        fetchSample();
        unfinished();
        Optional<SweepInput> walked = walked();
        SparkSession spark = SparkStart.with(invocation.spark());
        try {
            SweepInput input = walked.isPresent() ? walked.get() : manifest(spark);
            Sweep sweep = new Sweep(spark, invocation.dataset().path(), Clock.systemUTC());
            out.print(ForecastText.of(sweep.forecast(invocation.request(), input)));
            out.flush();
            return ExitCode.CLEAN;
        } finally {
            spark.stop();
        }
    }

    ExitCode sweep(RunMetrics metrics)
            throws IOException, InterruptedException, CommandException, SparkException, SumsDisagreeException {
        Baseline accepted = invocation.baseline().load(log);
        // Before anything that takes time: the lock itself needs Spark.
        try {
            DatasetLock.requireFree(
                    invocation.dataset().path(),
                    SweepSession.hadoop(invocation.spark().conf()));
        } catch (DatasetBusyException busy) {
            throw refused(busy);
        }
        useIndex();
        fetchSample();
        // A resumed sweep has its list of wheels already.
        listed = unfinished().isPresent() ? Optional.of(SweepInput.of(List.of())) : walked();
        SparkSession spark = SparkStart.with(invocation.spark());
        SweepProgress progress = SweepProgress.of(spark, log);
        try {
            if (listed.isEmpty()) {
                listed = Optional.of(manifest(spark));
            }
            SweepRecord record = new Sweep(
                            spark, invocation.dataset().path(), Clock.systemUTC(), progress, invocation.unreadable())
                    .run(invocation.request(), this::takeListed);
            log.progressEnds();
            return report(record, spark, accepted, metrics);
        } catch (UnreadableMirrorException bad) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "nothing was published",
                    bad.getMessage(),
                    "check the disk or the mount of the mirror, on all machines, then run it again; --max-unreadable"
                            + " raises how many files may be unreadable");
        } catch (DatasetBusyException busy) {
            throw refused(busy);
        } finally {
            log.progressEnds();
            spark.stop();
            metrics.bytes(
                    progress.total(WheelMetrics.BytesRead.DESCRIPTION),
                    progress.total(WheelMetrics.BytesDecoded.DESCRIPTION));
        }
    }

    private SweepInput takeListed() {
        SweepInput input = listed.orElseThrow();
        listed = Optional.empty();
        return input;
    }

    private CommandException refused(DatasetBusyException busy) {
        return new CommandException(
                ExitCode.NO_INPUT, "cannot sweep into " + invocation.dataset(), busy.getMessage(), busy.remedy());
    }

    private void useIndex() {
        if (invocation.source() instanceof IndexSource index) {
            IndexAccess.use(index.chosen().index().access());
        }
    }

    private void fetchSample() throws IOException, InterruptedException, CommandException {
        if (invocation.source() instanceof Sample sample) {
            new SampleMirror(sample.folder()).fetch(log);
        }
    }

    private Optional<SweepId> unfinished() throws IOException {
        Optional<SweepId> unfinished = UnfinishedSweeps.find(
                invocation.dataset().path(),
                SweepSession.hadoop(invocation.spark().conf()),
                invocation.request());
        unfinished.ifPresent(sweep -> log.note("sweep %s was interrupted and can be resumed".formatted(sweep)));
        return unfinished;
    }

    /** @return empty if the list is a manifest, which needs Spark */
    private Optional<SweepInput> walked() throws IOException, CommandException {
        if (invocation.source() instanceof ManifestFile manifest) {
            new GivenFile(manifest.file(), "manifest", "name a MIRROR").check();
            return Optional.empty();
        }
        if (invocation.source() instanceof IndexSource index) {
            SweepInput listed = IndexWheels.of(index.chosen(), log);
            return Optional.of(new SweepInput(
                    invocation.limited(listed.files()), listed.absent(), listed.indexes(), listed.notChosen()));
        }
        if (invocation.source() instanceof Stores stores) {
            return Optional.of(SweepInput.of(invocation.limited(StoreWheels.of(
                    stores.addresses(), SweepSession.hadoop(invocation.spark().conf())))));
        }
        List<Path> roots = roots();
        log.waiting("listing " + (roots.size() == 1 ? roots.get(0) : roots.size() + " mirrors"));
        SweepInput input = SweepInput.described(roots, invocation.limited(WheelPaths.of(roots)))
                .namedBelow(((Paths) invocation.source()).mirrors());
        input.indexes().stream()
                .filter(IndexRecord::syncUnfinished)
                .forEach(index -> log.note(
                        "%s is being synchronised, or its last synchronisation did not finish (the file todo exists): index and files may disagree"
                                .formatted(index.mirror())));
        log.waiting("%,d wheels; planning the sweep".formatted(input.files().size()));
        return Optional.of(input);
    }

    private List<Path> roots() {
        return ((Paths) invocation.source()).roots();
    }

    private SweepInput manifest(SparkSession spark) throws IOException, CommandException {
        HttpAccess access = HttpAccess.ofUser();
        IndexAccess.use(access);
        return SweepInput.of(invocation.limited(ManifestWheels.of(spark, roots().get(0), access)))
                .namedBelow(((Paths) invocation.source()).mirrors());
    }

    private static void count(SweepRecord record, MirrorState state, RunMetrics metrics) {
        metrics.count(RunMetrics.Count.WHEELS, state.statuses());
        metrics.count(RunMetrics.Count.VERDICTS, state.verdicts());
        metrics.count(RunMetrics.Count.FINDINGS, state.findings());
        metrics.count(RunMetrics.Count.SWEPT_FILES, record.statuses());
    }

    private ExitCode report(SweepRecord record, SparkSession spark, Baseline accepted, RunMetrics metrics)
            throws IOException {
        org.apache.hadoop.fs.Path dataset = invocation.dataset().path();
        CurrentRows rows = new CurrentRows(spark.sparkContext().hadoopConfiguration(), dataset, record);
        MirrorState state = MirrorState.of(rows);
        count(record, state, metrics);
        out.print(new SweepSummary(dataset, record, state, rows).text());
        out.flush();
        KnownFindings known = new KnownFindings(spark, new PublishedRows(spark, dataset), accepted);
        invocation.baseline().reportUnused(known.unused(record), log);
        Map<String, Long> findings = invocation.counted() == Counted.NEW
                ? new NewFindings(spark, dataset, known).of(record, out)
                : known.unknown(record);
        return exitCode(record, state, findings);
    }

    /** Findings outrank unread wheels, which the summary reports in any case. */
    private ExitCode exitCode(SweepRecord record, MirrorState state, Map<String, Long> findings) {
        if (invocation.failOn().reachedBy(findings)) {
            return ExitCode.FINDINGS;
        }
        if (record.statuses().getOrDefault(WheelStatus.VANISHED.column(), 0L) == record.listed()) {
            log.note("every wheel had vanished before it was read; do all machines of the cluster see the mirror under"
                    + " the same path?");
            return ExitCode.PARTIAL;
        }
        return state.isReadWhole() ? ExitCode.CLEAN : ExitCode.PARTIAL;
    }
}
