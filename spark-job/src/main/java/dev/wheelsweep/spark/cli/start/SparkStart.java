package dev.wheelsweep.spark.cli.start;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.log.LogFormat;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.Interruption;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.query.SparkDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkException;
import org.apache.spark.SparkIllegalArgumentException;
import org.apache.spark.sql.SparkSession;

/** Starts Spark as a command's options say. */
public final class SparkStart {
    private static final String JSON_CONFIGURATION = "/dev/wheelsweep/spark/cli/log4j2-json.properties";
    private static final String STANDALONE = "spark://";

    /** One of the masters after {@link #STANDALONE}, which are separated by commas. */
    private static final Pattern ADDRESS = Pattern.compile("([^,/]+):(\\d{1,5})");

    /** A master in the same network answers in milliseconds. */
    private static final int CONNECT_MILLIS = 5_000;

    private SparkStart() {}

    /** The condition that Spark names if the heap of the driver is smaller than what it reserves for itself. */
    private static final String SMALL_HEAP = "INVALID_DRIVER_MEMORY";

    /**
     * @throws CommandException {@link ExitCode#USAGE} if Spark does not support such a master, {@link ExitCode#NO_INPUT} if no master
     *     answers there, {@link ExitCode#INTERNAL} if the heap is too small for Spark
     */
    public static SparkSession with(SparkOptions options) throws CommandException {
        if (options.logFormat() == LogFormat.JSON) {
            Configurator.reconfigure(resource(JSON_CONFIGURATION));
        }
        String master = options.master().orElse("");
        if (master.startsWith(STANDALONE)) {
            checkReachable(master);
        }
        Interruption.reportTo(
                options.log(new PrintWriter(System.err, true, Charset.defaultCharset())),
                () -> Configurator.setAllLevels("", Level.OFF));
        try {
            return open(options);
        } catch (SparkIllegalArgumentException refused) {
            if (!SMALL_HEAP.equals(refused.getCondition())) {
                throw refused;
            }
            throw HeapSize.tooSmall("cannot start Spark");
        } catch (SparkException refused) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "cannot start Spark on " + (master.isEmpty() ? "its default master" : master),
                    CauseText.of(refused),
                    "give --master as spark://HOST:PORT, local[N] or another URL that your Spark supports, or omit it"
                            + " to use the cores of this machine");
        }
    }

    /** Asks a dataset on a session of its own. */
    static <R> R ask(QueriedDataset dataset, QueriedDataset.Asking<R> asking)
            throws IOException, CommandException, WrongSqlException {
        PublishedDataset.of(dataset.location(), dataset.options(), dataset.verb());
        SparkSession spark = with(dataset.options());
        try {
            return asking.of(SparkDataset.open(spark, dataset.location().path()));
        } finally {
            spark.stop();
        }
    }

    /** Declares the checked exception that Spark, written in Scala, throws without declaring it. */
    private static SparkSession open(SparkOptions options) throws SparkException {
        return SweepSession.open(options.master(), options.conf());
    }

    /** Fails at once: Spark itself would try for a minute and then print a stack trace. */
    private static void checkReachable(String master) throws CommandException {
        Optional<IOException> silence = Optional.empty();
        Matcher addresses = ADDRESS.matcher(master.substring(STANDALONE.length()));
        while (addresses.find()) {
            try (Socket socket = new Socket()) {
                int port = Math.min(Integer.parseInt(addresses.group(2)), 0xffff);
                socket.connect(new InetSocketAddress(addresses.group(1), port), CONNECT_MILLIS);
                return;
            } catch (IOException refused) {
                silence = Optional.of(refused);
            }
        }
        if (silence.isPresent()) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot reach the Spark master " + master,
                    CauseText.of(silence.get()),
                    "check that it runs and that this machine can connect to it; its web page shows the URL");
        }
    }

    private static URI resource(String name) {
        try {
            return SparkStart.class.getResource(name).toURI();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class loader names its resources by URIs", impossible);
        }
    }
}
