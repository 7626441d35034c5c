package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.log.LogFormat;
import dev.wheelsweep.spark.dataset.SweepSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

/** The start of Spark as a command's options want it. */
final class SparkStart {
    private static final String JSON_CONFIGURATION = "log4j2-json.properties";
    private static final String STANDALONE = "spark://";

    /** One of the masters that stand behind {@link #STANDALONE}, separated by commas. */
    private static final Pattern ADDRESS = Pattern.compile("([^,/]+):(\\d{1,5})");

    /** A master in the same network answers in milliseconds. */
    private static final int CONNECT_MILLIS = 5_000;

    private SparkStart() {}

    /**
     * @throws CommandException {@link ExitCode#USAGE} if Spark knows no such master, {@link ExitCode#NO_INPUT} if nobody
     *     answers there
     */
    static SparkSession with(SparkOptions options) throws CommandException {
        if (options.logFormat() == LogFormat.JSON) {
            Configurator.reconfigure(resource(JSON_CONFIGURATION));
        }
        String master = options.master().orElse("");
        if (master.startsWith(STANDALONE)) {
            checkReachable(master);
        }
        try {
            return SweepSession.open(options.master(), options.conf());
        } catch (Exception failed) {
            // Checked, but Scala does not declare it: no narrower clause would compile.
            if (failed instanceof SparkException refused) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "cannot start Spark on " + (master.isEmpty() ? "its default master" : master),
                        refused.getMessage(),
                        "give --master as spark://HOST:PORT, local[N] or what else your Spark knows, or leave it away"
                                + " to use the cores of this machine");
            }
            throw failed;
        }
    }

    /** Spark itself would try for a minute and then end in a stack trace. */
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
                    silence.get().toString(),
                    "see that it runs and that this machine may connect to it; its web page shows the URL to give");
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
