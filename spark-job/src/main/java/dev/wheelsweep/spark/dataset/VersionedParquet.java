package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.dictionary.SchemaVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
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

    /** @return a writer of the rows, each with {@link SweepColumn} */
    public static DataFrameWriter<Row> writer(Dataset<Row> rows, SweepId sweep) {
        return SweepColumn.after(rows, sweep.text()).write().format(NAME);
    }

    @Override
    public OutputWriterFactory prepareWrite(
            SparkSession spark,
            Job job,
            scala.collection.immutable.Map<String, String> options,
            StructType dataSchema) {
        OutputWriterFactory writers = super.prepareWrite(spark, job, options, dataSchema);
        addTo(job);
        return new SyncedWriters(writers);
    }

    /** Syncs every file before its task is committed, so that the committed name never has fewer bytes after a power cut. */
    private static final class SyncedWriters extends OutputWriterFactory {
        private static final long serialVersionUID = 1L;

        private final OutputWriterFactory writers;

        SyncedWriters(OutputWriterFactory writers) {
            this.writers = writers;
        }

        @Override
        public String getFileExtension(TaskAttemptContext context) {
            return writers.getFileExtension(context);
        }

        @Override
        public OutputWriter newInstance(String path, StructType dataSchema, TaskAttemptContext context) {
            return synced(writers.newInstance(path, dataSchema, context), context.getConfiguration());
        }
    }

    /** @return a writer that syncs its file when it closes it */
    static OutputWriter synced(OutputWriter writer, Configuration hadoop) {
        return new OutputWriter() {
            @Override
            public void write(InternalRow row) {
                writer.write(row);
            }

            @Override
            public void close() {
                writer.close();
                Path file = new Path(writer.path());
                try {
                    new DurableFiles(file.getFileSystem(hadoop)).sync(file);
                } catch (IOException notSynced) {
                    throw new UncheckedIOException(notSynced);
                }
            }

            @Override
            public String path() {
                return writer.path();
            }
        };
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
