package dev.wheelsweep.spark.cli.log;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * Whether the standard streams are terminals, as the launcher reports by system properties: Java 17 cannot ask. Without
 * the launcher, no stream counts as a terminal.
 */
public final class Terminal {
    /** Standard error is a terminal: a progress bar may be drawn. */
    static final boolean ERR = Boolean.getBoolean("wheelsweep.terminal");

    /** Set if standard output is a terminal: text may be coloured. */
    private static final String OUT = "wheelsweep.terminal.out";

    /** Any value asks programs not to colour their output (no-color.org). */
    private static final String NO_COLOR = "NO_COLOR";

    private Terminal() {}

    /** @return whether to colour what goes to standard output */
    public static Ansi colours() {
        return colours(System.getenv());
    }

    public static Ansi colours(Map<String, String> environment) {
        boolean refused = !environment.getOrDefault(NO_COLOR, "").isEmpty();
        return Boolean.getBoolean(OUT) && !refused ? Ansi.ON : Ansi.OFF;
    }
}
