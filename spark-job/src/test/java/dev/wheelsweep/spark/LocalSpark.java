package dev.wheelsweep.spark;

import dev.wheelsweep.spark.dataset.SweepSession;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** The one session that all tests of a JVM share: starting it takes longer than most of them. */
public final class LocalSpark {
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
        interpreting.conf().set("spark.sql.codegen.wholeStage", false);
        interpreting.conf().set("spark.sql.codegen.factoryMode", "NO_CODEGEN");
        return interpreting;
    }

    /** Stops the session, so that a command under test starts its own, with its own settings. */
    public static synchronized void stop() {
        if (session != null) {
            session.stop();
            session = null;
        }
    }
}
