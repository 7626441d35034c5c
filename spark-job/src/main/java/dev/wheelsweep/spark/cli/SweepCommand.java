package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.cli.log.SweepProgress;
import dev.wheelsweep.spark.cli.output.SweepSummary;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.dataset.DatasetBusyException;
import dev.wheelsweep.spark.dataset.IndexRecord;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.diff.KnownFindings;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.WheelMetrics;
import dev.wheelsweep.spark.sweep.Listed;
import dev.wheelsweep.spark.sweep.Sweep;
import dev.wheelsweep.spark.sweep.SweepRequest;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import dev.wheelsweep.spark.sweep.UnfinishedSweeps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wheelsweep sweep}: every wheel of a mirror, through Spark, to Parquet. */
@Command(
        name = "sweep",
        description = "Reads every wheel of a mirror and adds what it needs to a dataset of Parquet tables.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every wheel was read, or is none",
            "1:there are findings at or above --fail-on",
            "2:wrong usage",
            "3:no wheel found, or the mirror cannot be read",
            "4:results are written, but some wheels could not be read",
            "5:an error of wheelsweep itself, or of the machine",
            "130:interrupted"
        })
final class SweepCommand implements Callable<Integer> {
    /** Statuses that a scheduler need not worry about. */
    private static final Set<String> HARMLESS = Stream.concat(
                    Stream.of(WheelStatus.OK, WheelStatus.UNSUPPORTED, WheelStatus.CHANGED, WheelStatus.VANISHED)
                            .map(WheelStatus::column),
                    Stream.of(MirrorFileColumns.UNCHANGED))
            .collect(Collectors.toUnmodifiableSet());

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "MIRROR", description = "Folders to search for wheels, or single wheels.")
    private List<Path> mirrors = List.of();

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "DIR",
            converter = DatasetLocation.Converter.class,
            description = "The dataset to add this sweep to; made if it is not there.")
    private DatasetLocation dataset;

    @Option(
            names = "--sample",
            description = "No MIRROR needed: fetches a dozen real wheels with pip into DIR/_sample and sweeps those.")
    private boolean sample;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description =
                    "No MIRROR needed: a list of wheels as CSV, JSON Lines or Parquet, with the columns path and, if"
                            + " known, filename, sha256 and upload_time.")
    private Optional<Path> manifest = Optional.empty();

    @Option(
            names = "--dry-run",
            description = "Only say what would be read, how much that is, and about how long it would take.")
    private boolean dryRun;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Sweep the first N wheels of the listing only, to try things out.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--full",
            description =
                    "Read every wheel, also those that have not changed since the last sweep of the same mirrors.")
    private boolean full;

    @Option(
            names = "--io",
            defaultValue = "mmap",
            paramLabel = "MODE",
            description = "How files are read: mmap or read; read is for mirrors whose files are rewritten"
                    + " in place (default: ${DEFAULT-VALUE}).")
    private InputMode mode;

    @Option(
            names = "--verify",
            defaultValue = "sample",
            paramLabel = "HOW",
            description =
                    "none, sample or all. Some ELF files are read without the middle of their streams; sample reads"
                            + " a few of them again, whole, and fails a wheel whose facts differ; all reads every entry whole and"
                            + " checks size and CRC-32: for wheels that strangers upload (default: ${DEFAULT-VALUE}).")
    private Verification verification;

    @Option(
            names = "--only-new",
            description =
                    "For --fail-on, only findings count that the last sweep of the same mirrors did not have; they are"
                            + " listed at the end. On the first sweep, all are new.")
    private boolean onlyNew;

    @Mixin
    private BaselineOption baseline;

    @Mixin
    private RunOptions run;

    @Override
    public Integer call() throws Exception {
        // A forecast is no run to tell of.
        return dryRun
                ? sweep(new RunMetrics(spec.name(), dataset.toString())).code()
                : run.measured(dataset, this::sweep);
    }

    private ExitCode sweep(RunMetrics metrics) throws Exception {
        if (Stream.of(!mirrors.isEmpty(), sample, manifest.isPresent())
                        .filter(given -> given)
                        .count()
                != 1) {
            throw new ParameterException(
                    spec.commandLine(), "give a MIRROR, --manifest FILE or --sample, one of the three");
        }
        if (limit.isPresent() && limit.get() < 1) {
            throw new ParameterException(spec.commandLine(), "--limit must be at least 1, but is " + limit.get());
        }
        RunLog log = run.log();
        Baseline accepted = baseline.load(log);
        List<Path> folders = sample ? List.of(sampleMirror(log)) : mirrors;
        SweepRequest request = request(manifest.map(List::of).orElse(folders));
        Optional<SweepId> unfinished = UnfinishedSweeps.find(
                dataset.path(), SweepSession.hadoop(run.spark().conf()), request);
        unfinished.ifPresent(sweep -> log.note("sweep %s was cut short and can go on".formatted(sweep)));
        // A sweep that goes on has its listing; walking again would be for nothing.
        boolean lists = unfinished.isEmpty() || dryRun;
        Listed listed = lists && manifest.isEmpty() ? walked(folders, log) : Listed.of(List.of());
        SparkSession spark = SparkStart.with(run.spark());
        SweepProgress progress = SweepProgress.of(spark, log);
        try {
            if (lists && manifest.isPresent()) {
                listed = Listed.of(limited(ManifestWheels.of(spark, manifest.get())));
            }
            Sweep sweep = new Sweep(spark, dataset.path(), Clock.systemUTC(), progress);
            if (dryRun) {
                spec.commandLine()
                        .getOut()
                        .print(sweep.forecast(request, listed).text());
                spec.commandLine().getOut().flush();
                return ExitCode.CLEAN;
            }
            SweepRecord record = sweep.run(request, listed);
            log.progressEnds();
            spec.commandLine()
                    .getOut()
                    .print(new SweepSummary(spark.sparkContext().hadoopConfiguration(), dataset.path(), record).text());
            spec.commandLine().getOut().flush();
            metrics.count(RunMetrics.Count.WHEELS, record.statuses());
            metrics.count(RunMetrics.Count.VERDICTS, record.verdicts());
            metrics.count(RunMetrics.Count.FINDINGS, record.findings());
            KnownFindings known = new KnownFindings(spark, new PublishedRows(spark, dataset.path()), accepted);
            baseline.tellUnused(known.unused(record), log);
            Map<String, Long> findings = onlyNew
                    ? new NewFindings(spark, dataset.path(), known)
                            .of(record, spec.commandLine().getOut())
                    : known.unknown(record);
            return exitCode(record, findings, log);
        } catch (DatasetBusyException busy) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot sweep into " + dataset,
                    busy.getMessage(),
                    "wait until it is done; sweeps into other datasets can run at the same time");
        } finally {
            log.progressEnds();
            spark.stop();
            metrics.bytes(
                    progress.total(WheelMetrics.BytesRead.DESCRIPTION),
                    progress.total(WheelMetrics.BytesDecoded.DESCRIPTION));
        }
    }

    private Path sampleMirror(RunLog log) throws IOException, InterruptedException, CommandException {
        Path folder = dataset.folder()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--sample needs a folder of this machine as --dataset"))
                .resolve("_sample");
        new SampleMirror(folder).fetch(log);
        return folder;
    }

    private SweepRequest request(List<Path> folders) {
        return new SweepRequest(
                folders.stream()
                        .map(folder -> folder.toAbsolutePath().normalize().toString())
                        .sorted()
                        .distinct()
                        .toList(),
                limit.map(OptionalInt::of).orElse(OptionalInt.empty()),
                full ? Rereading.ALL : Rereading.CHANGED,
                mode,
                verification);
    }

    private Listed walked(List<Path> folders, RunLog log) throws IOException, CommandException {
        Listed listed = Listed.described(folders, limited(WheelPaths.of(folders)));
        listed.indexes().stream()
                .filter(IndexRecord::syncUnfinished)
                .forEach(index -> log.note("%s is being synchronised, or was left half-way (its file todo is there):"
                                .formatted(index.mirror())
                        + " index and files may disagree"));
        return listed;
    }

    private List<WheelFile> limited(List<WheelFile> files) {
        return files.subList(0, Math.min(limit.orElse(files.size()), files.size()));
    }

    /** What was asked for comes first: wheels that could not be read are told in any case. */
    private ExitCode exitCode(SweepRecord record, Map<String, Long> findings, RunLog log) {
        if (run.failOn().reachedBy(findings)) {
            return ExitCode.FINDINGS;
        }
        if (record.statuses().getOrDefault(WheelStatus.VANISHED.column(), 0L) == record.listed()) {
            log.note("every wheel had vanished when its turn came; do all machines of the cluster see the mirror under"
                    + " the same path?");
            return ExitCode.PARTIAL;
        }
        return HARMLESS.containsAll(record.statuses().keySet()) ? ExitCode.CLEAN : ExitCode.PARTIAL;
    }
}
