package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.spark.cli.log.LogFormat;
import dev.wheelsweep.spark.cli.log.QuietLog;
import dev.wheelsweep.spark.cli.log.RunLog;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that runs on Spark. */
public final class SparkOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "The Spark master, such as spark://host:7077 (default: the one that spark-submit sets, or else"
                            + " local[*], all cores of this machine).")
    private Optional<String> master = Optional.empty();

    @Option(names = "--conf", paramLabel = "K=V", description = "A Spark setting; may be repeated.")
    private Map<String, String> conf = Map.of();

    @Option(
            names = "--log-format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "The format of standard error: ${COMPLETION-CANDIDATES}; json is one object per line"
                    + " (default: ${DEFAULT-VALUE}).")
    private LogFormat logFormat;

    @Option(
            names = {"-q", "--quiet"},
            description = "Do not report progress on standard error; notes and problems are reported.")
    private boolean quiet;

    public Optional<String> master() {
        return master;
    }

    public Map<String, String> conf() {
        return conf;
    }

    public LogFormat logFormat() {
        return logFormat;
    }

    /** @return a new log; in text if the command line was not parsed up to {@code --log-format} */
    public RunLog log(PrintWriter err) {
        RunLog log = Optional.ofNullable(logFormat).orElse(LogFormat.TEXT).log(err);
        return quiet ? new QuietLog(log) : log;
    }
}
