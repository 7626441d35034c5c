package dev.wheelsweep.spark.cli.log;

import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * What the launcher knows of the process's streams and Java 17 cannot ask for: whether they are terminals. Started in
 * another way, none counts as one.
 */
public final class Terminal {
    /** Standard error is one: a progress bar may be drawn. */
    static final boolean ERR = Boolean.getBoolean("wheelsweep.terminal");

    /** Standard output is one: text may be coloured. */
    private static final String OUT = "wheelsweep.terminal.out";

    /** Set to anything, it asks every program not to colour (no-color.org). */
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
