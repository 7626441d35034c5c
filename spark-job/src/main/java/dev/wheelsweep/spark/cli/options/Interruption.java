package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.spark.cli.log.RunLog;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.Signals;

/**
 * A user or a service manager ends a command that has started Spark. Without this, Spark would report each job that it cancels
 * as an error, and the command would report that its job failed.
 */
public final class Interruption {
    private static final Map<String, ExitCode> SIGNALS =
            Map.of("INT", ExitCode.INTERRUPTED, "TERM", ExitCode.TERMINATED);

    /** Null until a signal arrives. */
    private static volatile ExitCode begun;

    private Interruption() {}

    /** @return the exit code of this process if a signal is ending it: what fails from now on fails because of that */
    public static Optional<ExitCode> begun() {
        return Optional.ofNullable(begun);
    }

    /** @param silence ends the reports of everything that works in the background */
    public static void reportTo(RunLog log, Runnable silence) {
        SIGNALS.forEach((signal, code) -> Signals.register(signal, () -> end(log, silence, code)));
    }

    private static void end(RunLog log, Runnable silence, ExitCode code) {
        begun = code;
        silence.run();
        log.note("interrupted: run the same command again; a sweep goes on where it was");
        System.exit(code.code());
    }
}
