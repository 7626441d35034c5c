package dev.wheelsweep.spark.cli.log;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Whether the standard streams are terminals, as the launcher reports by system properties: Java 17 cannot ask. Without
 * the launcher, no stream counts as a terminal.
 */
public final class Terminal {
    /** Standard error is a terminal: a progress bar may be drawn. */
    static final boolean ERR = Boolean.getBoolean("wheelsweep.terminal") && !isDumb(System.getenv());

    /** Set if standard output is a terminal: text may be coloured. */
    private static final String OUT = "wheelsweep.terminal.out";

    /** Any value asks programs not to colour their output (no-color.org). */
    private static final String NO_COLOR = "NO_COLOR";

    /** Any value asks programs to colour their output also where it is no terminal, such as a log of CI (force-color.org). */
    private static final String FORCE_COLOR = "FORCE_COLOR";

    private Terminal() {}

    /** @return whether to colour what goes to standard output */
    public static Ansi colours(Colours when) {
        return colours(when, System.getenv());
    }

    /** The order is that of CPython: NO_COLOR is stronger than FORCE_COLOR. */
    public static Ansi colours(Colours when, Map<String, String> environment) {
        boolean coloured = switch (when) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO ->
                !isSet(NO_COLOR, environment)
                        && (isSet(FORCE_COLOR, environment) || (Boolean.getBoolean(OUT) && !isDumb(environment)));
        };
        return coloured ? Ansi.ON : Ansi.OFF;
    }

    private static boolean isSet(String name, Map<String, String> environment) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    /** A terminal that only prints: it neither colours nor moves the cursor. */
    private static boolean isDumb(Map<String, String> environment) {
        return environment.getOrDefault("TERM", "").equals("dumb");
    }
}
