package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.VersionedParquet;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.JsonLines;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.ReadOptions;
import dev.wheelsweep.spark.source.WheelSource;
import dev.wheelsweep.spark.sweep.InFlightWheels.Isolation;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Reads the mirror, in as many attempts as are needed. A task's rows appear by one rename when the task ends, and are kept
 * if the job fails or the driver dies; the next attempt reads the files that have no row yet.
 *
 * <p>This needs version 2 of Hadoop's committer. Attempts of one task write under the same name, so that a retried or
 * speculative task adds no row twice. A failed job keeps its files, which is usually a drawback and is wanted here.
 */
final class FactsStaging {
    private static final String COMMITTER = "mapreduce.fileoutputcommitter.algorithm.version";
    private static final int AT_TASK_END = 2;
    private static final String INVENTORY = "wheelsweep-";
    private static final String INVENTORY_ENDING = ".jsonl";

    private final SparkSession spark;
    private final StagedSweep staged;
    private final SweepRequest request;
    private final ReadListener listener;
    private final DamagedFiles damaged;
    private final Optional<InFlightWheels> inFlight;
    private final Amount read = new Amount();

    FactsStaging(
            SparkSession spark, StagedSweep staged, SweepRequest request, ReadListener listener, DamagedFiles damaged) {
        this.listener = listener;
        this.damaged = damaged;
        this.spark = spark;
        this.staged = staged;
        this.request = request;
        this.inFlight = InFlightWheels.in(staged.inFlight().toUri());
    }

    /** Some files, and the bytes that they have. */
    private static final class Amount {
        private long files;
        private long bytes;

        void add(WheelFile file) {
            files++;
            bytes += file.size();
        }

        void add(Amount other) {
            files += other.files;
            bytes += other.bytes;
        }
    }

    /**
     * Reads the files that have no row yet.
     *
     * @return what this call read
     * @throws SparkException if a task failed in all its attempts, for another reason than a wheel that kills its JVM
     */
    SweepRecord.ReadTotals run() throws IOException, SparkException {
        Instant started = Instant.now();
        staged.adoptRuns();
        for (Map.Entry<Path, DamagedFileException> part : staged.damagedFacts().entrySet()) {
            damaged.setAside(staged, part.getKey(), part.getValue());
        }
        Optional<SparkException> failed;
        do {
            failed = attempt();
        } while (failed.isPresent() && died());
        if (failed.isPresent()) {
            throw failed.get();
        }
        return new SweepRecord.ReadTotals(
                read.files, read.bytes, Duration.between(started, Instant.now()).toMillis());
    }

    private boolean died() throws IOException {
        if (inFlight.isEmpty()) {
            return false;
        }
        inFlight.get().awaitTasks();
        return inFlight.get().collect() > 0;
    }

    private Optional<SparkException> attempt() throws IOException {
        Set<String> done = staged.hasFacts() ? done() : Set.of();
        boolean nothingThere = done.isEmpty();
        Set<String> toIsolate = new HashSet<>();
        Set<String> toQuarantine = new HashSet<>();
        if (inFlight.isPresent()) {
            inFlight.get().collect();
            toIsolate.addAll(inFlight.get().toIsolate());
            toQuarantine.addAll(inFlight.get().toQuarantine());
        }
        List<WheelFile> isolated = new ArrayList<>();
        Amount left = new Amount();
        Amount shared = new Amount();
        java.nio.file.Path inventory = Files.createTempFile(INVENTORY, INVENTORY_ENDING);
        try {
            try (JsonLines.Sink<WheelFile> rest = Inventory.LINES.to(Files.newOutputStream(inventory))) {
                staged.forEachToRead(file -> {
                    if (done.contains(file.wheelPath())) {
                        return;
                    }
                    left.add(file);
                    if (toIsolate.contains(file.location())) {
                        isolated.add(file);
                    } else {
                        shared.add(file);
                        rest.write(toQuarantine.contains(file.location()) ? file.quarantined() : file);
                    }
                });
            }
            listener.reads(left.files, left.bytes);
            for (WheelFile file : isolated) {
                readAlone(file);
            }
            // Also if nothing is to be read: a table without rows has columns too.
            if (shared.files > 0 || nothingThere) {
                read(inventory, shared, Isolation.SHARED);
            }
            return Optional.empty();
        } catch (SparkException failed) {
            return Optional.of(failed);
        } finally {
            Files.delete(inventory);
        }
    }

    /** The paths of all wheels that have a row, as the dataset names them. */
    private Set<String> done() {
        Set<String> done = new HashSet<>();
        Iterator<Row> rows = spark.read()
                .parquet(staged.layout().facts(staged.id()).toString())
                .select(NameColumns.WHEEL_PATH.name())
                .toLocalIterator();
        rows.forEachRemaining(row -> done.add(row.getString(0)));
        return done;
    }

    private void readAlone(WheelFile file) throws IOException, SparkException {
        java.nio.file.Path inventory = Files.createTempFile(INVENTORY, INVENTORY_ENDING);
        try {
            Inventory.write(inventory, List.of(file));
            Amount one = new Amount();
            one.add(file);
            read(inventory, one, Isolation.ISOLATED);
        } finally {
            Files.delete(inventory);
        }
    }

    // Spark throws SparkException without declaring it.
    @SuppressWarnings("RedundantThrows")
    private void read(java.nio.file.Path inventory, Amount amount, Isolation isolation)
            throws IOException, SparkException {
        Path run = staged.run(UUID.randomUUID().toString());
        try {
            DataFrameReader source = spark.read()
                    .format(WheelSource.NAME)
                    .option(ReadOptions.INVENTORY, inventory.toString())
                    .option(ReadOptions.IO, request.io().name())
                    .option(ReadOptions.VERIFY, request.verification().name());
            inFlight.ifPresent(wheelsInFlight -> source.option(
                    ReadOptions.JOURNAL, wheelsInFlight.journals(isolation).toString()));
            VersionedParquet.writer(source.load(), staged.id())
                    .option(COMMITTER, AT_TASK_END)
                    .save(run.toString());
        } finally {
            staged.adopt(run);
        }
        read.add(amount);
    }
}
