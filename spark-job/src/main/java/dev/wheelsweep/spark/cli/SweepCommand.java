package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.spark.cli.SweepInvocation.Counted;
import dev.wheelsweep.spark.cli.SweepInvocation.Folders;
import dev.wheelsweep.spark.cli.SweepInvocation.IndexSource;
import dev.wheelsweep.spark.cli.SweepInvocation.ManifestFile;
import dev.wheelsweep.spark.cli.SweepInvocation.Sample;
import dev.wheelsweep.spark.cli.SweepInvocation.Source;
import dev.wheelsweep.spark.cli.SweepInvocation.Stores;
import dev.wheelsweep.spark.cli.options.BaselineOption;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.GivenAddress;
import dev.wheelsweep.spark.cli.options.IndexOptions;
import dev.wheelsweep.spark.cli.options.RunOptions;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import dev.wheelsweep.spark.sweep.UnreadableShare;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wheelsweep sweep}: parses its options into a {@link SweepInvocation}, which {@link SweepRunner} runs. */
@Command(
        name = "sweep",
        description = "Reads every wheel of a mirror and adds what the wheels require to a dataset of Parquet tables.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every wheel was read, or is not a wheel",
            "1:there are findings at or above --fail-on",
            "2:wrong usage",
            "3:no wheel found, or the mirror cannot be read, or too much of it; nothing is published",
            "4:results are written, but some wheels could not be read, or not all of them",
            "5:an error of wheelsweep itself, or of the machine",
            "130:interrupted by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        })
final class SweepCommand implements Callable<Integer> {
    private static final String SAMPLE_FOLDER = "_sample";
    private static final String LOCAL = "file:/";
    private static final Pattern NAME = Pattern.compile("[^/\\p{Cntrl}]*[^/\\p{Cntrl}\\s][^/\\p{Cntrl}]*");

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "MIRROR",
            description = "Folders to search for wheels, or single wheels; also in file systems that Hadoop knows, such"
                    + " as s3a://BUCKET/FOLDER or hdfs://HOST/FOLDER. With --index, names of projects.")
    private List<String> mirrors = List.of();

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "DIR",
            converter = DatasetLocation.Converter.class,
            description = "The dataset to add this sweep to; created if it does not exist.")
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

    @Mixin
    private IndexOptions index;

    @Option(
            names = "--mirror-name",
            paramLabel = "NAME",
            description =
                    "What the dataset calls the mirror, or all of them together, instead of its path: for datasets"
                            + " that are published, and for mirrors that move. A sweep is compared with the last one of the same"
                            + " name.")
    private Optional<String> mirrorName = Optional.empty();

    @Option(
            names = "--dry-run",
            description = "Only print what would be read, how much that is, and about how long it would take.")
    private boolean dryRun;

    @Option(names = "--limit", paramLabel = "N", description = "Read only the first N wheels found, for a trial.")
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
                            + " checks size and CRC-32: for wheels from untrusted uploaders (default: ${DEFAULT-VALUE}).")
    private Verification verification;

    @Option(
            names = "--max-unreadable",
            defaultValue = "1",
            paramLabel = "PERCENT",
            description = "Publish nothing if the system fails to read more than this share of the listed files"
                    + " (default: ${DEFAULT-VALUE}); one file may always be unreadable.")
    private double maxUnreadable;

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
        if (dryRun) {
            return runner().forecast().code();
        }
        return run.measured(dataset, metrics -> runner().sweep(metrics));
    }

    private SweepRunner runner() throws CommandException {
        return new SweepRunner(invocation(), run.log(), spec.commandLine().getOut());
    }

    /** @throws ParameterException if the options contradict each other */
    private SweepInvocation invocation() throws CommandException {
        if (limit.isPresent() && limit.get() < 1) {
            throw wrong("--limit must be at least 1, but is " + limit.get());
        }
        if (!(maxUnreadable >= 0 && maxUnreadable <= 100)) {
            throw wrong("--max-unreadable must be from 0 to 100, but is " + maxUnreadable);
        }
        if (mirrorName.isPresent() && !NAME.matcher(mirrorName.get()).matches()) {
            throw wrong("--mirror-name must be a name without \"/\", but is \"%s\"".formatted(mirrorName.get()));
        }
        return new SweepInvocation(
                source(),
                dataset,
                mirrorName,
                limit.map(OptionalInt::of).orElse(OptionalInt.empty()),
                full ? Rereading.ALL : Rereading.CHANGED,
                mode,
                verification,
                onlyNew ? Counted.NEW : Counted.ALL,
                new UnreadableShare(maxUnreadable),
                baseline,
                run.spark(),
                run.failOn());
    }

    /** Not if it is a folder of this machine whose name only looks like an address. */
    private static boolean isInStore(String mirror) {
        return GivenAddress.isIn(mirror) && !mirror.startsWith(LOCAL) && !Files.exists(Path.of(mirror));
    }

    private static Path folder(String mirror) {
        return mirror.startsWith(LOCAL) ? Path.of(URI.create(mirror)) : Path.of(mirror);
    }

    private Source source() throws CommandException {
        List<Source> given = new ArrayList<>();
        List<String> stores = mirrors.stream().filter(SweepCommand::isInStore).toList();
        List<Path> folders = mirrors.stream()
                .filter(mirror -> !isInStore(mirror))
                .map(SweepCommand::folder)
                .toList();
        Optional<IndexOptions.Chosen> chosen = index.chosen(folders);
        if (chosen.isPresent()) {
            given.add(new IndexSource(chosen.get()));
        } else if (!folders.isEmpty()) {
            given.add(new Folders(folders));
        }
        if (!stores.isEmpty()) {
            given.add(new Stores(stores));
        }
        manifest.map(ManifestFile::new).ifPresent(given::add);
        if (sample) {
            given.add(new Sample(dataset.folder()
                    .orElseThrow(() -> wrong("--sample needs a folder of this machine as --dataset"))
                    .resolve(SAMPLE_FOLDER)));
        }
        if (given.size() != 1) {
            throw wrong("give a MIRROR, --index URL, --manifest FILE or --sample, one of the four");
        }
        return given.get(0);
    }

    private ParameterException wrong(String cause) {
        return new ParameterException(spec.commandLine(), cause);
    }
}
