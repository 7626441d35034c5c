package dev.wheelsweep.spark;

import dev.wheelsweep.spark.dataset.SweepSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The one session that all tests of a JVM share: starting it takes longer than most of them. */
public final class LocalSpark {
    /** No code is generated for a query. */
    private static final Map<String, String> INTERPRETED =
            Map.of("spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");

    private static SparkSession session;

    private LocalSpark() {}

    public static synchronized SparkSession session() {
        // A command under test stops the session that it finds.
        if (session == null || session.sparkContext().isStopped()) {
            session = SweepSession.open(Optional.of("local[2]"), Map.of("spark.sql.shuffle.partitions", "2"));
        }
        return session;
    }

    /**
     * @return a session that interprets its queries, for tests with many queries of few rows: compiling a query takes
     *     longer than interpreting it
     */
    public static SparkSession interpreting() {
        SparkSession interpreting = session().newSession();
        INTERPRETED.forEach(interpreting.conf()::set);
        return interpreting;
    }

    /** @return options of a command under test that make its own session one like {@link #interpreting} */
    public static List<String> interpretingOptions() {
        return INTERPRETED.entrySet().stream()
                .flatMap(setting -> Stream.of("--conf", setting.getKey() + "=" + setting.getValue()))
                .toList();
    }

    /** @return settings of a session that is like {@link #interpreting} */
    public static Map<String, String> interpreted() {
        return INTERPRETED;
    }

    /** Stops the session, so that a command under test starts its own, with its own settings. */
    public static synchronized void stop() {
        if (session != null) {
            session.stop();
            session = null;
        }
    }
}
