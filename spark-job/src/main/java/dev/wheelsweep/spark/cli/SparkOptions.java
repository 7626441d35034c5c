package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.log.LogFormat;
import dev.wheelsweep.spark.cli.log.RunLog;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all commands that run on Spark can be told; {@link SparkStart} does it. */
final class SparkOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "The Spark master, such as spark://host:7077 (default: what spark-submit says, or else local[*],"
                            + " all cores of this machine).")
    private Optional<String> master = Optional.empty();

    @Option(names = "--conf", paramLabel = "K=V", description = "A Spark setting; may be repeated.")
    private Map<String, String> conf = Map.of();

    @Option(
            names = "--log-format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "How standard error is written: ${COMPLETION-CANDIDATES}; json is an object per line"
                    + " (default: ${DEFAULT-VALUE}).")
    private LogFormat logFormat;

    Optional<String> master() {
        return master;
    }

    Map<String, String> conf() {
        return conf;
    }

    LogFormat logFormat() {
        return logFormat;
    }

    /** @return a new one with each call */
    RunLog log(PrintWriter err) {
        return logFormat.log(err);
    }
}
