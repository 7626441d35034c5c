package dev.wheelsweep.spark.sweep;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The Spark session of a sweep, with the settings that make its Parquet readable everywhere. */
public final class SweepSession {
    private static final String LOCAL = "local[*]";

    /** Hold whatever the user configures; the dataset's contract depends on them. */
    private static final Map<String, String> CONTRACT = Map.of(
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
            "spark.sql.parquet.writeLegacyFormat", "false",
            "spark.sql.parquet.compression.codec", "zstd",
            "spark.hadoop.mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");

    /** Good defaults, which {@code --conf} may change. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "spark.app.name", "wheelsweep",
            "spark.ui.enabled", "false",
            // More columns than we have: shortening a plan that nobody prints is worth no warning.
            "spark.sql.debug.maxToStringFields", "1000",
            // Small tables become one file, large ones files of this size.
            "spark.sql.adaptive.advisoryPartitionSizeInBytes", "256m",
            "spark.sql.adaptive.coalescePartitions.parallelismFirst", "false");

    /** For {@code local} masters: no look-up of the host's name, no checksum files beside each file. */
    private static final Map<String, String> LOCAL_DEFAULTS = Map.of(
            "spark.driver.host", "127.0.0.1",
            "spark.driver.bindAddress", "127.0.0.1",
            "spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem");

    private SweepSession() {}

    /**
     * @param master empty: what spark-submit says, or else all cores of this machine
     * @param conf Spark settings of the user's
     */
    public static SparkSession open(Optional<String> master, Map<String, String> conf) {
        // spark-submit says the master through a system property.
        String chosen = master.or(() -> Optional.ofNullable(System.getProperty("spark.master")))
                .orElse(LOCAL);
        SparkSession.Builder builder = SparkSession.builder();
        DEFAULTS.forEach(builder::config);
        if (chosen.startsWith("local")) {
            LOCAL_DEFAULTS.forEach(builder::config);
        }
        conf.forEach(builder::config);
        CONTRACT.forEach(builder::config);
        return builder.master(chosen).getOrCreate();
    }
}
