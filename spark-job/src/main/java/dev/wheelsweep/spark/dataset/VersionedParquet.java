package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.dictionary.SchemaVersion;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapreduce.Job;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetFileFormat;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;

/**
 * Spark's Parquet with the number of our schema among the footer's key-value metadata, where every reader finds it. Spark
 * has no option for that, so its writer gets a write support that adds the pair.
 */
public final class VersionedParquet extends ParquetFileFormat {
    /** For {@code DataFrameWriter.format}. */
    public static final String NAME = VersionedParquet.class.getName();

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession spark,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        OutputWriterFactory writers = super.prepareWrite(spark, job, options, dataSchema);
        addTo(job);
        return writers;
    }

    /** Makes Spark's next Parquet files files of this kind. */
    static void addTo(Job job) {
        ParquetOutputFormat.setWriteSupportClass(job, Support.class);
    }

    /** Instantiated by Parquet, through reflection. */
    public static final class Support extends ParquetWriteSupport {
        @Override
        public WriteContext init(Configuration configuration) {
            WriteContext spark = super.init(configuration);
            Map<String, String> metadata = new HashMap<>(spark.getExtraMetaData());
            metadata.put(SchemaVersion.KEY, Integer.toString(SchemaVersion.CURRENT));
            return new WriteContext(spark.getSchema(), metadata);
        }
    }
}
