package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.source.MirrorFileColumns;
import dev.wheelsweep.spark.source.VerdictColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The rows that published sweeps have, wherever in the dataset they lie. */
public final class PublishedRows {
    /** Says of every row which sweep read the wheel. */
    public static final String SWEEP = "sweep";

    private final SparkSession spark;
    private final DatasetLayout dataset;
    private final FileSystem files;

    public PublishedRows(SparkSession spark, Path dataset) throws IOException {
        this.spark = spark;
        this.files = dataset.getFileSystem(spark.sparkContext().hadoopConfiguration());
        this.dataset = new DatasetLayout(files.makeQualified(dataset));
    }

    /** The files that a sweep listed, also those that are gone; columns of {@link MirrorFileColumns}. */
    public Dataset<Row> mirrorFiles(SweepId sweep) {
        return spark.read()
                .schema(MirrorFileColumns.schema())
                .parquet(dataset.table(FlatTable.MIRROR_FILES, sweep).toString());
    }

    /**
     * What each of these sweeps said itself of the wheels that it read, by the policies that it was published with.
     *
     * @return columns of {@link VerdictColumns}, and {@link #SWEEP}
     */
    public Dataset<Row> ownVerdicts(Collection<SweepId> sweeps) throws IOException {
        PublishedSweeps published = new PublishedSweeps(files, dataset);
        Map<String, List<SweepId>> byPolicy = new TreeMap<>();
        for (SweepId sweep : sweeps) {
            byPolicy.computeIfAbsent(published.record(sweep).policyId(), policy -> new ArrayList<>())
                    .add(sweep);
        }
        return byPolicy.entrySet().stream()
                .map(one -> verdicts(one.getKey(), one.getValue()))
                .reduce(Dataset::unionByName)
                .orElseGet(() -> spark.createDataFrame(List.of(), withSweep(VerdictColumns.schema())));
    }

    /** The verdicts of one policy set on all that these sweeps have read; columns as {@link #ownVerdicts}. */
    Dataset<Row> verdicts(String policyId, Collection<SweepId> sweeps) {
        return spark.read()
                .schema(withSweep(VerdictColumns.schema()))
                .option("basePath", dataset.verdicts(policyId).toString())
                .parquet(sweeps.stream()
                        .map(sweep -> dataset.verdicts(policyId, sweep).toString())
                        .toArray(String[]::new));
    }

    private static StructType withSweep(StructType columns) {
        return columns.add(SWEEP, DataTypes.StringType);
    }
}
