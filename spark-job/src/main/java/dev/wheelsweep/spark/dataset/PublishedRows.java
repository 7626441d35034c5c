package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that published sweeps have, anywhere in the dataset: in the last generation, else in the files of the
 * sweeps. The generation is chosen once, so that a compaction in between changes nothing.
 */
public final class PublishedRows {
    private final SparkSession spark;
    private final DatasetLayout dataset;
    private final FileSystem files;
    private final Generation generation;
    private final DatasetLayout compacted;

    public PublishedRows(SparkSession spark, Path dataset) throws IOException {
        this.spark = spark;
        this.files = dataset.getFileSystem(spark.sparkContext().hadoopConfiguration());
        this.dataset = new DatasetLayout(files.makeQualified(dataset));
        this.generation = Generation.latest(files, this.dataset);
        this.compacted = this.dataset.generation(generation.id());
    }

    /** The files that a sweep listed, also those that are gone; columns of {@link MirrorFileColumns}. */
    public Dataset<Row> mirrorFiles(SweepId sweep) throws IOException {
        return rows(
                        spark.read().schema(SweepColumn.after(MirrorFileColumns.schema())),
                        table(FlatTable.MIRROR_FILES),
                        List.of(sweep))
                .drop(SweepColumn.NAME);
    }

    /**
     * The verdicts that each of these sweeps was published with, on the wheels that it read.
     *
     * @return columns of {@link VerdictColumns}, and {@link SweepColumn}
     */
    public Dataset<Row> ownVerdicts(Collection<SweepId> sweeps) throws IOException {
        PublishedSweeps published = new PublishedSweeps(files, dataset);
        Map<String, List<SweepId>> byPolicy = new TreeMap<>();
        for (SweepId sweep : sweeps) {
            byPolicy.computeIfAbsent(published.record(sweep).policyId(), policy -> new ArrayList<>())
                    .add(sweep);
        }
        Dataset<Row> verdicts = spark.createDataFrame(List.of(), SweepColumn.after(VerdictColumns.schema()));
        for (Map.Entry<String, List<SweepId>> one : byPolicy.entrySet()) {
            verdicts = verdicts.unionByName(verdicts(one.getKey(), one.getValue()));
        }
        return verdicts;
    }

    /** The verdicts of one policy set on all that these sweeps have read; columns as {@link #ownVerdicts}. */
    public Dataset<Row> verdicts(String policyId, Collection<SweepId> sweeps) throws IOException {
        return rows(spark.read().schema(SweepColumn.after(VerdictColumns.schema())), verdicts(policyId), sweeps);
    }

    /** The same, but of a sweep that was judged again the later verdicts. */
    public Dataset<Row> latestVerdicts(String policyId, Collection<SweepId> sweeps) throws IOException {
        Rejudgements again = new Rejudgements(files, dataset);
        List<SweepId> once = new ArrayList<>();
        Dataset<Row> verdicts = spark.createDataFrame(List.of(), SweepColumn.after(VerdictColumns.schema()));
        for (SweepId sweep : sweeps) {
            Optional<Path> latest = again.latest(policyId, sweep);
            if (latest.isPresent()) {
                verdicts = verdicts.unionByName(spark.read()
                        .schema(SweepColumn.after(VerdictColumns.schema()))
                        .parquet(latest.get().toString()));
            } else {
                once.add(sweep);
            }
        }
        return once.isEmpty() ? verdicts : verdicts.unionByName(verdicts(policyId, once));
    }

    /** @return whether a policy set has judged what this sweep has read */
    public boolean hasVerdicts(String policyId, SweepId sweep) throws IOException {
        return generation.hasVerdicts(policyId, sweep) || files.exists(dataset.verdicts(policyId, sweep));
    }

    /** @return the facts that the sweep has read; with the columns of the schema, and {@link SweepColumn} */
    public Dataset<Row> facts(SweepId sweep, StructType schema) throws IOException {
        return rows(spark.read().schema(SweepColumn.after(schema)), facts(), List.of(sweep));
    }

    /**
     * Where rows of one kind are.
     *
     * @param compacted the folder with the rows of compacted sweeps
     * @param isCompacted whether a sweep has its rows there
     * @param bySweep the files or folders of a sweep that is not compacted
     */
    public record Place(Path compacted, Predicate<SweepId> isCompacted, BySweep bySweep) {}

    /** Finds the files or folders with rows of a sweep. */
    interface BySweep {
        List<Path> of(SweepId sweep) throws IOException;
    }

    public Place table(FlatTable table) {
        DatasetFolder folder = new DatasetFolder(files, dataset);
        return new Place(compacted.table(table), generation::has, sweep -> {
            List<Path> found =
                    folder.files(table, sweep).stream().map(FileStatus::getPath).toList();
            if (found.isEmpty()) {
                publishedFiles().refuseMissing(new PublishedSweeps(files, dataset).record(sweep), table);
            }
            return found;
        });
    }

    public Place facts() {
        return new Place(compacted.facts(), generation::has, sweep -> {
            List<Path> found = existing(dataset.facts(sweep));
            if (found.isEmpty()) {
                publishedFiles().refuseMissing(new PublishedSweeps(files, dataset).record(sweep), dataset.facts(sweep));
            }
            return found;
        });
    }

    public Place verdicts(String policyId) {
        return new Place(
                compacted.verdicts(policyId),
                sweep -> generation.hasVerdicts(policyId, sweep),
                sweep -> existing(dataset.verdicts(policyId, sweep)));
    }

    private PublishedFiles publishedFiles() {
        return new PublishedFiles(files, dataset);
    }

    private List<Path> existing(Path folder) throws IOException {
        return files.exists(folder) ? List.of(folder) : List.of();
    }

    /** The stored rows of these sweeps, with all columns that any of them has. */
    public Dataset<Row> rows(Place place, Collection<SweepId> sweeps) throws IOException {
        return rows(spark.read().option("mergeSchema", true), place, sweeps);
    }

    /** A sweep that read no file has only its list of files. */
    private Dataset<Row> rows(DataFrameReader reader, Place place, Collection<SweepId> sweeps) throws IOException {
        List<Dataset<Row>> found = new ArrayList<>();
        Object[] inside =
                sweeps.stream().filter(place.isCompacted).map(SweepId::text).toArray();
        if (inside.length > 0 && files.exists(place.compacted)) {
            publishedFiles().refuseEmptyBelow(place.compacted);
            Dataset<Row> rows = reader.parquet(place.compacted.toString());
            found.add(rows.where(rows.col(SweepColumn.NAME).isin(inside)));
        }
        List<String> outside = new ArrayList<>();
        for (SweepId sweep : sweeps) {
            if (!place.isCompacted.test(sweep)) {
                for (Path of : place.bySweep.of(sweep)) {
                    publishedFiles().refuseEmptyBelow(of);
                    outside.add(of.toString());
                }
            }
        }
        if (!outside.isEmpty()) {
            found.add(reader.parquet(outside.toArray(String[]::new)));
        }
        return found.stream()
                .reduce((one, other) -> one.unionByName(other, true))
                .orElseGet(spark::emptyDataFrame);
    }
}
