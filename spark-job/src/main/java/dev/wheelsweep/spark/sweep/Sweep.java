package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.dataset.ColumnCounts;
import dev.wheelsweep.spark.dataset.DatasetBusyException;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.SweepJudge;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

/**
 * One sweep: reads the listed files that changed, judges their facts, writes tables of facts and verdicts, and publishes
 * all of it. An interrupted sweep is finished by the next sweep with the same request.
 */
public final class Sweep {
    /** Other policies can judge later: see {@link SweepJudge}. */
    private final PolicySource policy = PolicySource.BUILT_IN;

    private final SparkSession spark;
    private final DatasetLayout dataset;
    private final Clock clock;
    private final FileSystem files;
    private final ReadListener listener;
    private final UnreadableShare unreadable;

    /** A sweep without a listener. */
    public Sweep(SparkSession spark, Path dataset, Clock clock) throws IOException {
        this(spark, dataset, clock, (wheels, bytes) -> {}, UnreadableShare.DEFAULT);
    }

    /**
     * @param dataset the folder to add to; created if it does not exist
     * @param unreadable how many files may be unreadable
     */
    public Sweep(SparkSession spark, Path dataset, Clock clock, ReadListener listener, UnreadableShare unreadable)
            throws IOException {
        this.listener = listener;
        this.unreadable = unreadable;
        this.spark = spark;
        this.files = dataset.getFileSystem(spark.sparkContext().hadoopConfiguration());
        this.dataset = new DatasetLayout(files.makeQualified(dataset));
        this.clock = clock;
    }

    /** Sweeps all files; files that did not change are not read again. */
    public SweepRecord run(List<String> mirrors, List<WheelFile> listed, InputMode mode)
            throws IOException, InterruptedException, SparkException, SumsDisagreeException, DatasetBusyException,
                    UnreadableMirrorException {
        return run(SweepRequest.of(mirrors, mode), SweepInput.of(listed));
    }

    /** As {@link #run(SweepRequest, Supplier)}, for callers that keep the list. */
    public SweepRecord run(SweepRequest request, SweepInput input)
            throws IOException, InterruptedException, SparkException, SumsDisagreeException, DatasetBusyException,
                    UnreadableMirrorException {
        return run(request, () -> input);
    }

    /**
     * @param listing is not asked by an unfinished sweep, which continues with its own list; what it gives is not kept once it is
     *     planned, since a million files take half a gigabyte
     * @return what was published
     * @throws IOException if the dataset cannot be written
     * @throws SparkException if a task failed in all its attempts; rows of other tasks are kept for the next sweep
     * @throws SumsDisagreeException if a listed file has no row, or more than one; nothing is published then
     * @throws DatasetBusyException if another sweep is writing
     * @throws UnreadableMirrorException if too many files cannot be read; nothing is published then
     */
    public SweepRecord run(SweepRequest request, Supplier<SweepInput> listing)
            throws IOException, InterruptedException, SparkException, SumsDisagreeException, DatasetBusyException,
                    UnreadableMirrorException {
        try (DatasetLock lock =
                DatasetLock.take(dataset.root(), spark.sparkContext().hadoopConfiguration())) {
            UnfinishedSweeps unfinished = new UnfinishedSweeps(files, dataset, damaged());
            Optional<SweepRecord> published = unfinished.publish(request);
            if (published.isPresent()) {
                return published.get();
            }
            Optional<StagedSweep> interrupted = unfinished.toFinish(request);
            return finish(interrupted.isPresent() ? interrupted.get() : begin(request, listing), request);
        }
    }

    /** Reports what {@link #run} would do if no sweep were unfinished. Writes nothing. */
    public SweepForecast forecast(SweepRequest request, SweepInput input) throws IOException {
        return new SweepPlanner(spark, files, dataset).forecast(request, input);
    }

    private StagedSweep begin(SweepRequest request, Supplier<SweepInput> listing) throws IOException {
        SweepInput input = listing.get();
        if (input.files().isEmpty()) {
            throw new IOException("no wheels found, and no unfinished sweep to resume");
        }
        Instant started = clock.instant();
        StagedSweep staged = new StagedSweep(files, dataset, idAfterAllOthers(SweepId.at(started)));
        if (!files.mkdirs(staged.layout().root())) {
            throw new IOException(
                    "the folder %s cannot be made".formatted(staged.layout().root()));
        }
        new SweepPlanner(spark, files, dataset).plan(staged, request, input, started);
        return staged;
    }

    private SweepId idAfterAllOthers(SweepId now) throws IOException {
        return Stream.concat(
                        new PublishedSweeps(files, dataset).ids().stream(),
                        StagedSweep.all(files, dataset).stream().map(StagedSweep::id))
                .map(SweepId::next)
                .reduce(now, BinaryOperator.maxBy(Comparator.naturalOrder()));
    }

    private DamagedFiles damaged() {
        return new DamagedFiles(files, dataset, listener);
    }

    private SweepRecord finish(StagedSweep staged, SweepRequest request)
            throws IOException, InterruptedException, SparkException, SumsDisagreeException, UnreadableMirrorException {
        SweepPlan plan = staged.plan().orElseThrow();
        SweepId id = staged.id();
        staged.dropDerived();
        SweepRecord.ReadTotals reading = plan.reads() > 0
                ? new FactsStaging(spark, staged, request, listener, damaged()).run()
                : SweepRecord.ReadTotals.NOTHING;
        try {
            unreadable.check(staged, plan.listed(), spark.sparkContext().hadoopConfiguration());
        } catch (UnreadableMirrorException bad) {
            // The next sweep reads these files again.
            staged.drop();
            throw bad;
        }
        Map<String, Long> rows = new TableStaging(spark, staged, policy).write(plan);
        String policyId = policy.catalog().id();
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        VerdictCounts counts =
                VerdictCounts.of(new ParquetFolder(hadoop, staged.layout().verdicts(policyId, id)));
        // Counted from the written rows, so that a file with two rows is noticed.
        List<Map<String, Long>> listed = ColumnCounts.of(
                new ParquetFolder(hadoop, staged.layout().table(FlatTable.MIRROR_FILES)),
                MirrorFileColumns.STATUS.field(),
                MirrorFileColumns.FACTS_SWEEP.field());
        Map<String, Long> statuses = listed.get(0);
        try {
            SumsDisagreeException.check(plan.listed(), statuses);
            SumsDisagreeException.check(statuses, counts);
        } catch (SumsDisagreeException bug) {
            // Resuming would fail here again.
            staged.drop();
            throw bug;
        }
        Publication publication = new Publication(files, dataset, staged);
        publication.begin(new SweepRecord(
                id.text(),
                plan.started(),
                clock.instant().toString(),
                plan.mirrors(),
                plan.scope(),
                plan.listed(),
                statuses,
                listed.get(1),
                reading,
                plan.indexes(),
                policyId,
                counts.verdicts(),
                counts.findings(),
                rows,
                ScannerVersion.CURRENT));
        return publication.finish();
    }
}
