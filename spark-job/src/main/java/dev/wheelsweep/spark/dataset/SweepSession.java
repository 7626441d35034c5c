package dev.wheelsweep.spark.dataset;

import static java.util.Map.entry;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.internal.SQLConf;

/** The Spark session of a sweep, with the settings that make its Parquet readable everywhere. */
public final class SweepSession {
    /** The prefix of masters that need no other machine. */
    private static final String LOCAL_MASTER = "local";

    private static final String LOCAL = LOCAL_MASTER + "[*]";

    /** Settings that a user cannot change, because the dataset's contract depends on them. */
    private static final Map<String, String> CONTRACT = Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            "spark.sql.parquet.writeLegacyFormat", "false",
            "spark.sql.parquet.compression.codec", "zstd",
            "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");

    /** Good defaults, which {@code --conf} may change. */
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("spark.app.name", "wheelsweep"),
            entry("spark.ui.enabled", "false"),
            // More than our columns: Spark warns when it shortens a plan, and no plan is printed here.
            entry("spark.sql.debug.maxToStringFields", "1000"),
            // Spark describes the plan of every query for its UI. The default form takes a tenth of the time of a
            // report.
            entry("spark.sql.ui.explainMode", "simple"),
            // No checksum files.
            entry("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem"),
            entry("spark.hadoop.fs.AbstractFileSystem.file.impl", "org.apache.hadoop.fs.local.RawLocalFs"),
            // S3A's buffer on disk would need checksum files.
            entry("spark.hadoop.fs.s3a.fast.upload.buffer", "bytebuffer"),
            // The default of Hadoop 3.5 can wait for ever: each read holds a thread of its pool while it waits for data
            // that another thread of the pool must bring.
            entry("spark.hadoop.fs.s3a.input.stream.type", "classic"),
            // Small tables become one file, large ones files of this size.
            entry("spark.sql.adaptive.advisoryPartitionSizeInBytes", "256m"),
            entry("spark.sql.adaptive.coalescePartitions.parallelismFirst", "false"),
            // Of a result that is kept in memory, too. By default, two rows of it have 200 tasks.
            entry("spark.sql.optimizer.canChangeCachedPlanOutputPartitioning", "true"));

    /** For {@code local} masters. */
    private static final Map<String, String> LOCAL_DEFAULTS = Map.of(
            // No look-up of the host's name.
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            // A task for which the heap is too small fails its job, and the command says why. By default it ends the
            // process, which is that of the command here.
            "spark.executor.killOnFatalError.depth", "0");

    /** What executors elsewhere fetch from the driver; spark-submit sets it to the job jar. */
    private static final String JARS = "spark.jars";

    /** The system property in which spark-submit passes the master. */
    private static final String MASTER = "spark.master";

    private SweepSession() {}

    /** @return whether the user or spark-submit has named a master */
    public static boolean isChosen(Optional<String> master) {
        return master.isPresent() || System.getProperty(MASTER) != null;
    }

    /**
     * @param master empty for the master that spark-submit passes, or else all cores of this machine
     * @param conf Spark settings of the user's
     */
    public static SparkSession open(Optional<String> master, Map<String, String> conf) {
        String chosen =
                master.or(() -> Optional.ofNullable(System.getProperty(MASTER))).orElse(LOCAL);
        SparkSession.Builder builder = SparkSession.builder();
        DEFAULTS.forEach(builder::config);
        if (chosen.startsWith(LOCAL_MASTER)) {
            LOCAL_DEFAULTS.forEach(builder::config);
        }
        conf.forEach(builder::config);
        if (!chosen.startsWith(LOCAL_MASTER) && System.getProperty(JARS) == null) {
            builder.config(
                    JARS,
                    Stream.concat(ownJars().stream(), Stream.ofNullable(conf.get(JARS)))
                            .collect(Collectors.joining(",")));
        }
        CONTRACT.forEach(builder::config);
        return builder.master(chosen).getOrCreate();
    }

    /** @return the settings of every session, for code that reads and writes without a session */
    static SQLConf contract() {
        SQLConf sql = new SQLConf();
        CONTRACT.forEach(sql::setConfString);
        return sql;
    }

    /** @return the Hadoop settings among them, for code that reads or writes a dataset without a session */
    public static Configuration hadoop(Map<String, String> conf) {
        SparkConf all = new SparkConf();
        DEFAULTS.forEach(all::set);
        conf.forEach(all::set);
        return SparkHadoopUtil.get().newConfiguration(all);
    }

    /** @return our jar and the jars in its folder, without Spark's; none if the classes are in folders */
    private static List<String> ownJars() {
        Path own;
        try {
            own = Path.of(SweepSession.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class loader names its jars by URIs", impossible);
        }
        String folder = own.getParent() + File.separator;
        return Files.isDirectory(own)
                ? List.of()
                : Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> entry.startsWith(folder))
                        .toList();
    }
}
