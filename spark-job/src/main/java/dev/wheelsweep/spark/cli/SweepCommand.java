package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.MirrorFileColumns;
import dev.wheelsweep.spark.sweep.BadManifestException;
import dev.wheelsweep.spark.sweep.DatasetBusyException;
import dev.wheelsweep.spark.sweep.IndexRecord;
import dev.wheelsweep.spark.sweep.Listed;
import dev.wheelsweep.spark.sweep.Manifest;
import dev.wheelsweep.spark.sweep.Sweep;
import dev.wheelsweep.spark.sweep.SweepId;
import dev.wheelsweep.spark.sweep.SweepRecord;
import dev.wheelsweep.spark.sweep.SweepRequest;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import dev.wheelsweep.spark.sweep.SweepSession;
import dev.wheelsweep.spark.sweep.SweepSummary;
import dev.wheelsweep.spark.sweep.UnfinishedSweeps;
import java.io.PrintWriter;
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
            description = "The dataset to add this sweep to; made if it is not there.")
    private Path dataset;

    @Option(
            names = "--sample",
            description = "No MIRROR needed: fetches a dozen real wheels with pip into DIR/_sample and sweeps those.")
    private boolean sample;

    @Option(
            names = "--manifest",
            paramLabel = "FILE",
            description = "No MIRROR needed: a list of wheels as CSV, JSON Lines or Parquet, with the columns path and, if"
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
            description = "Read every wheel, also those that have not changed since the last sweep of the same mirrors.")
    private boolean full;

    @Option(
            names = "--io",
            defaultValue = "mmap",
            paramLabel = "MODE",
            description = "How files are read: mmap or read; read is for mirrors whose files are rewritten"
                    + " in place (default: ${DEFAULT-VALUE}).")
    private InputMode mode;

    @Option(
            names = "--fail-on",
            defaultValue = "none",
            paramLabel = "SEVERITY",
            description = "Exit with 1 if there is a finding of this severity or above: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}).")
    private FailOn failOn;

    @Option(
            names = "--master",
            paramLabel = "URL",
            description = "The Spark master (default: local[*], all cores of this machine).")
    private Optional<String> master = Optional.empty();

    @Option(names = "--conf", paramLabel = "K=V", description = "A Spark setting; may be repeated.")
    private Map<String, String> conf = Map.of();

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
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
        List<Path> folders = mirrors;
        if (sample) {
            Path folder = dataset.resolve("_sample");
            new SampleMirror(folder).fetch(err);
            folders = List.of(folder);
        }
        org.apache.hadoop.fs.Path root = new org.apache.hadoop.fs.Path(dataset.toUri());
        SweepRequest request = request(manifest.map(List::of).orElse(folders));
        Optional<SweepId> unfinished = UnfinishedSweeps.find(root, request);
        unfinished.ifPresent(sweep -> err.printf("wheelsweep: sweep %s was cut short and can go on%n", sweep));
        // A sweep that goes on has its listing; walking again would be for nothing.
        boolean lists = unfinished.isEmpty() || dryRun;
        Listed listed = lists && manifest.isEmpty() ? walked(folders) : Listed.of(List.of());
        SparkSession spark = SweepSession.open(master, conf);
        try {
            if (lists && manifest.isPresent()) {
                listed = Listed.of(limited(manifest(spark, manifest.get())));
            }
            Sweep sweep = new Sweep(spark, root, Clock.systemUTC());
            if (dryRun) {
                spec.commandLine().getOut().print(sweep.forecast(request, listed).text());
                spec.commandLine().getOut().flush();
                return ExitCode.CLEAN.code();
            }
            SweepRecord record;
            try (SweepProgress progress = SweepProgress.of(spark, listed.files().size())) {
                record = sweep.run(request, listed);
            } catch (DatasetBusyException busy) {
                throw new CommandException(
                        ExitCode.NO_INPUT,
                        "cannot sweep into " + dataset,
                        busy.getMessage(),
                        "wait until it is done; sweeps into other datasets can run at the same time");
            }
            spec.commandLine().getOut().print(new SweepSummary(spark, root, record).text());
            spec.commandLine().getOut().flush();
            return exitCode(record).code();
        } finally {
            spark.stop();
        }
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
                mode);
    }

    private Listed walked(List<Path> folders) throws IOException, CommandException {
        Listed listed = Listed.described(folders, limited(Listing.of(folders)));
        listed.indexes().stream()
                .filter(IndexRecord::syncUnfinished)
                .forEach(index -> spec.commandLine()
                        .getErr()
                        .printf(
                                "wheelsweep: %s is being synchronised, or was left half-way (its file todo is there):"
                                        + " index and files may disagree%n",
                                index.mirror()));
        return listed;
    }

    private static List<WheelFile> manifest(SparkSession spark, Path file) throws IOException, CommandException {
        try {
            return new Manifest(file).list(spark);
        } catch (BadManifestException bad) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot list wheels",
                    bad.getMessage(),
                    "give a list with at least the column path");
        }
    }

    private List<WheelFile> limited(List<WheelFile> files) {
        return files.subList(0, Math.min(limit.orElse(files.size()), files.size()));
    }

    /** What was asked for comes first: wheels that could not be read are told in any case. */
    private ExitCode exitCode(SweepRecord record) {
        if (failOn.reachedBy(record.findings())) {
            return ExitCode.FINDINGS;
        }
        return HARMLESS.containsAll(record.statuses().keySet()) ? ExitCode.CLEAN : ExitCode.PARTIAL;
    }
}
