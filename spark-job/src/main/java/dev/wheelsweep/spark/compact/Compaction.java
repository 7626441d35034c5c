package dev.wheelsweep.spark.compact;

import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.dataset.DatasetBusyException;
import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dataset.DatasetFolder;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.dataset.Generation;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.dataset.PublishedFiles;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.VersionedParquet;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Writes the rows of all sweeps but the last ones into a new {@link Generation}, which is published by one rename. The files of
 * the sweeps stay as they are, so that readers of {@code tables/} see no difference; {@link #prune} removes them when no reader
 * needs them. A killed compaction leaves only a staging folder, which the next compaction removes.
 */
public final class Compaction {
    private static final String PREFIX = "compact-";

    /** A dataset with fewer sweeps is compact already. */
    private static final int LEAST_SWEEPS = 2;

    /** Facts of this size, compressed: one task sorts them and their tables in less time than Spark takes to share the work. */
    private static final long FEW_BYTES = 24 << 20;

    private final SparkSession spark;
    private final FileSystem files;
    private final DatasetLayout dataset;

    public Compaction(SparkSession spark, Path dataset) throws IOException {
        this.spark = spark;
        this.files = dataset.getFileSystem(hadoop());
        this.dataset = new DatasetLayout(files.makeQualified(dataset));
    }

    /**
     * @return what was published; empty if there is nothing to compact
     * @throws DatasetBusyException if a sweep or another compaction is at work
     */
    public Optional<Compacted> run() throws IOException, DatasetBusyException {
        DatasetFolder.requireRename(files);
        try (DatasetLock lock = lock()) {
            dropLeftovers();
            List<SweepId> sweeps = sweeps();
            if (sweeps.size() < LEAST_SWEEPS
                    || Generation.latest(files, dataset).has(sweeps.get(sweeps.size() - 1))) {
                return Optional.empty();
            }
            return Optional.of(compact(sweeps));
        }
    }

    /**
     * All sweeps before the last one that read a wheel. That one has a file of every table and is kept, so that a reader of
     * {@code tables/} always finds one.
     */
    private List<SweepId> sweeps() throws IOException {
        PublishedSweeps published = new PublishedSweeps(files, dataset);
        List<SweepId> ids = published.ids();
        int last = ids.size() - 1;
        while (last > 0 && published.record(ids.get(last)).rows().get(FlatTable.WHEELS.folder()) == 0) {
            last--;
        }
        return ids.subList(0, Math.max(0, last));
    }

    /**
     * Removes what the last generation holds: older generations and the folders of its sweeps, each by one rename, and the files
     * of its sweeps. Readers that began before that generation was published may find their files gone, and fail; so this is for
     * a later run.
     *
     * @return how many folders and files of tables were removed
     */
    public int prune() throws IOException, DatasetBusyException {
        DatasetFolder.requireRename(files);
        try (DatasetLock lock = lock()) {
            dropLeftovers();
            Generation last = Generation.latest(files, dataset);
            if (!last.sweeps().isEmpty()) {
                // The compaction may have been killed before its generation was sure to survive a power cut.
                folder().syncParents(dataset.generation(last.id()).root());
            }
            // The compaction may have been killed before its views were written.
            DatasetDocuments.write(hadoop(), dataset);
            List<Path> replaced = new ArrayList<>(last.earlier(files, dataset));
            for (String text : last.sweeps()) {
                SweepId sweep = new SweepId(text);
                replaced.add(dataset.facts(sweep));
                for (FlatTable table : FlatTable.values()) {
                    folder().files(table, sweep).forEach(file -> replaced.add(file.getPath()));
                }
            }
            last.verdicts()
                    .forEach((policy, sweeps) ->
                            sweeps.forEach(sweep -> replaced.add(dataset.verdicts(policy, new SweepId(sweep)))));
            int removed = 0;
            for (Path each : replaced) {
                removed += remove(each);
            }
            return removed;
        }
    }

    private int remove(Path replaced) throws IOException {
        if (!files.exists(replaced)) {
            return 0;
        }
        Path removed = staging();
        files.mkdirs(removed.getParent());
        folder().rename(replaced, removed);
        files.delete(removed, true);
        return 1;
    }

    private Compacted compact(List<SweepId> sweeps) throws IOException {
        PublishedRows published = new PublishedRows(spark, dataset.root());
        DatasetLayout staging = new DatasetLayout(staging());
        Sorting sorting = factsBytes(sweeps) <= FEW_BYTES
                ? (rows, order) -> rows.coalesce(1).sortWithinPartitions(order)
                : Dataset::orderBy;
        Map<String, Long> written = new LinkedHashMap<>();
        for (FlatTable table : FlatTable.values()) {
            Path folder = staging.table(table);
            write(published.rows(published.table(table), sweeps), sorting, folder);
            written.put(table.folder(), new ParquetFolder(hadoop(), folder).rows());
        }
        write(published.rows(published.facts(), sweeps), sorting, staging.facts());
        for (SweepId sweep : sweeps) {
            refuseMissingVerdicts(published, sweep);
        }
        Map<String, List<String>> verdicts = new TreeMap<>();
        for (String policy : policies()) {
            List<SweepId> judged = new ArrayList<>();
            for (SweepId sweep : sweeps) {
                if (published.hasVerdicts(policy, sweep)) {
                    judged.add(sweep);
                }
            }
            write(published.rows(published.verdicts(policy), judged), sorting, staging.verdicts(policy));
            verdicts.put(policy, texts(judged));
        }
        checkRows(sweeps, written);
        String id = sweeps.get(sweeps.size() - 1).text();
        new Generation(id, texts(sweeps), verdicts).write(files, staging.root());
        folder().durable().syncTree(staging.root());
        Path folder = dataset.generation(id).root();
        folder().publish(staging.root(), folder);
        folder().syncParents(folder);
        DatasetDocuments.write(hadoop(), dataset);
        return new Compacted(folder, sweeps.size(), written);
    }

    /** Those of other policies need not be there. */
    private void refuseMissingVerdicts(PublishedRows published, SweepId sweep) throws IOException {
        SweepRecord record = new PublishedSweeps(files, dataset).record(sweep);
        if (!published.hasVerdicts(record.policyId(), sweep)) {
            new PublishedFiles(files, dataset).refuseMissing(record, dataset.verdicts(record.policyId(), sweep));
        }
    }

    /** Facts of sweeps that a generation holds count as all that it holds. */
    private long factsBytes(List<SweepId> sweeps) throws IOException {
        Generation last = Generation.latest(files, dataset);
        long bytes = new ParquetFolder(hadoop(), dataset.generation(last.id()).facts()).bytes();
        for (SweepId sweep : sweeps) {
            if (!last.has(sweep)) {
                bytes += new ParquetFolder(hadoop(), dataset.facts(sweep)).bytes();
            }
        }
        return bytes;
    }

    /** Sorts rows, in one task or in many. */
    private interface Sorting {
        Dataset<Row> by(Dataset<Row> rows, Column... order);
    }

    private static void write(Dataset<Row> rows, Sorting sorting, Path folder) {
        List<String> there = Arrays.asList(rows.columns());
        if (there.isEmpty()) {
            return;
        }
        Column[] order = Stream.of(
                        NameColumns.PROJECT.name(),
                        NameColumns.VERSION.name(),
                        NameColumns.FILENAME.name(),
                        SweepColumn.NAME)
                .filter(there::contains)
                .map(functions::col)
                .toArray(Column[]::new);
        sorting.by(rows, order).write().format(VersionedParquet.NAME).save(folder.toString());
    }

    /** Compares the rows written with the counts in the records of the sweeps. */
    private void checkRows(List<SweepId> sweeps, Map<String, Long> written) throws IOException {
        Map<String, Long> expected = new TreeMap<>();
        // Sweeps of earlier releases have fewer tables.
        Arrays.stream(FlatTable.values()).forEach(table -> expected.put(table.folder(), 0L));
        PublishedSweeps published = new PublishedSweeps(files, dataset);
        for (SweepId sweep : sweeps) {
            published.record(sweep).rows().forEach((table, count) -> expected.merge(table, count, Long::sum));
        }
        if (!expected.equals(new TreeMap<>(written))) {
            throw new IllegalStateException(
                    "the sweeps have %s rows, but compacted they are %s".formatted(expected, written));
        }
    }

    private List<String> policies() throws IOException {
        List<String> ids = new ArrayList<>();
        for (DatasetLayout each : List.of(
                dataset, dataset.generation(Generation.latest(files, dataset).id()))) {
            for (FileStatus folder : folder().list(each.allVerdicts())) {
                String policy = folder.getPath().getName();
                if (!ids.contains(policy)) {
                    ids.add(policy);
                }
            }
        }
        return ids;
    }

    private static List<String> texts(List<SweepId> sweeps) {
        return sweeps.stream().map(SweepId::text).toList();
    }

    private DatasetLock lock() throws IOException, DatasetBusyException {
        return DatasetLock.take(dataset.root(), hadoop());
    }

    private Path staging() {
        return dataset.staging(PREFIX + UUID.randomUUID()).root();
    }

    private void dropLeftovers() throws IOException {
        for (FileStatus folder : folder().list(dataset.staging())) {
            if (folder.getPath().getName().startsWith(PREFIX)) {
                files.delete(folder.getPath(), true);
            }
        }
    }

    private Configuration hadoop() {
        return spark.sparkContext().hadoopConfiguration();
    }

    private DatasetFolder folder() {
        return new DatasetFolder(files, dataset);
    }
}
