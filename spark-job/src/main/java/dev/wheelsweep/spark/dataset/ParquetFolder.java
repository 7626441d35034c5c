package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.columns.SweepColumn;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.RebaseDateTime.RebaseSpec;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.parquet.ParquetOptions;
import org.apache.spark.sql.execution.datasources.parquet.ParquetReadSupport;
import org.apache.spark.sql.execution.datasources.parquet.ParquetUtils;
import org.apache.spark.sql.internal.LegacyBehaviorPolicy;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/**
 * The Parquet files of a folder, read and written in this process by the classes that Spark's tasks use. For few rows or few
 * columns this is faster than a query, which Spark needs seconds to plan and compile.
 *
 * @param hadoop with the settings of {@link SweepSession}
 * @param sweep takes only the files of a sweep in the folder of a published table; empty for all files
 */
public record ParquetFolder(Configuration hadoop, Path folder, Optional<SweepId> sweep) {
    /** The settings that Spark's reader takes from its session. */
    private static final List<String> READER_SETTINGS = List.of(
            "spark.sql.parquet.binaryAsString",
            "spark.sql.parquet.int96AsTimestamp",
            "spark.sql.caseSensitive",
            "spark.sql.parquet.inferTimestampNTZ.enabled",
            "spark.sql.legacy.parquet.nanosAsLong");

    /** All files of a folder. */
    public ParquetFolder(Configuration hadoop, Path folder) {
        this(hadoop, folder, Optional.empty());
    }

    /** Writes rows. */
    public interface Sink extends Closeable {
        void write(InternalRow row);

        @Override
        void close() throws IOException;
    }

    /** Receives a row, which is overwritten by the next one. */
    public interface Visitor {
        void visit(InternalRow row) throws IOException;
    }

    /**
     * @param columns some columns of the files, nested ones perhaps with fewer fields; a column that a file lacks is null
     * @throws DamagedFileException if one of the files is no Parquet file
     */
    public void forEach(StructType columns, Visitor visitor) throws IOException {
        SQLConf sql = SweepSession.contract();
        Configuration settings = new Configuration(hadoop);
        READER_SETTINGS.forEach(key -> settings.set(key, sql.getConfString(key)));
        settings.set(ParquetReadSupport.SPARK_ROW_REQUESTED_SCHEMA(), columns.json());
        RebaseSpec asWritten = new RebaseSpec(LegacyBehaviorPolicy.CORRECTED(), Option.empty());
        for (FileStatus file : files()) {
            try (ParquetReader<InternalRow> rows = ParquetReader.builder(
                            new ParquetReadSupport(Option.empty(), false, asWritten, asWritten), file.getPath())
                    .withConf(settings)
                    .build()) {
                for (InternalRow row = readable(file, rows::read); row != null; row = readable(file, rows::read)) {
                    visitor.visit(row);
                }
            }
        }
    }

    /** @return the number of rows, from the footers */
    public long rows() throws IOException {
        long rows = 0;
        for (FileStatus file : files()) {
            try (ParquetFileReader footer =
                    readable(file, () -> ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop)))) {
                rows += footer.getRecordCount();
            }
        }
        return rows;
    }

    /**
     * Reads a file whole and compares its pages with their checksums.
     *
     * @return what is wrong with it; empty if nothing is
     */
    public static Optional<String> damage(Configuration hadoop, FileStatus file) {
        ParquetReadOptions checked = HadoopReadOptions.builder(hadoop, file.getPath())
                .usePageChecksumVerification(true)
                .build();
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop), checked)) {
            PageReadStore rows = reader.readNextRowGroup();
            while (rows != null) {
                rows = reader.readNextRowGroup();
            }
            return Optional.empty();
        } catch (IOException | RuntimeException malformed) {
            return Optional.of(DamagedParquet.damage(file.getLen(), malformed));
        }
    }

    /** What Parquet does with a file. */
    private interface Reading<T> {
        T of() throws IOException;
    }

    /** @throws DamagedFileException for what Parquet throws */
    private static <T> T readable(FileStatus file, Reading<T> reading) throws IOException {
        try {
            return reading.of();
        } catch (RuntimeException malformed) {
            DamagedFileException damaged = new DamagedFileException(
                    DatasetLayout.forPeople(file.getPath()),
                    DamagedParquet.damage(file.getLen(), malformed),
                    DamagedParquet.REMEDY);
            damaged.initCause(malformed);
            throw damaged;
        }
    }

    /** @return size of the files in bytes; 0 if there is no such folder */
    public long bytes() throws IOException {
        long bytes = 0;
        for (FileStatus file : files()) {
            bytes += file.getLen();
        }
        return bytes;
    }

    /** Not {@code listFiles}, which asks for permissions and blocks; some file systems do not know these. */
    private List<FileStatus> files() throws IOException {
        try {
            return Arrays.stream(folder.getFileSystem(hadoop).listStatus(folder))
                    .filter(FileStatus::isFile)
                    .filter(file -> sweep.isEmpty() || DatasetLayout.isOf(sweep.get(), file.getPath()))
                    .toList();
        } catch (FileNotFoundException none) {
            return List.of();
        }
    }

    /**
     * Begins a file as Spark would write it, with our version in its footer.
     *
     * @param columns of the rows, without {@link SweepColumn}
     * @param writer the sweep, which is added to every row
     */
    public Sink create(StructType columns, SweepId writer) throws IOException {
        // Spark writes no column as required, so that nullability is the same in all files.
        StructType nullable = SweepColumn.after(columns).asNullable();
        Job job = Job.getInstance(hadoop);
        SQLConf sql = SweepSession.contract();
        OutputWriterFactory writers = ParquetUtils.prepareWrite(
                sql, job, nullable, new ParquetOptions(scala.collection.immutable.Map$.MODULE$.empty(), sql));
        VersionedParquet.addTo(job);
        TaskAttemptContextImpl context = new TaskAttemptContextImpl(
                job.getConfiguration(), new TaskAttemptID(new TaskID("", 0, TaskType.MAP, 0), 0));
        OutputWriter file = VersionedParquet.synced(
                writers.newInstance(
                        new Path(folder, "part-00000-" + UUID.randomUUID() + writers.getFileExtension(context))
                                .toString(),
                        nullable,
                        context),
                job.getConfiguration());
        return new Sink() {
            @Override
            public void write(InternalRow row) {
                file.write(SweepColumn.after(row, writer.text()));
            }

            @Override
            public void close() throws IOException {
                try {
                    file.close();
                } catch (UncheckedIOException failed) {
                    throw failed.getCause();
                }
            }
        };
    }
}
