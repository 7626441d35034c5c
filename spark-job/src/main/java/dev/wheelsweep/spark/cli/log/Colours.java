package dev.wheelsweep.spark.cli.log;

import java.util.Locale;

/** When text is coloured. */
public enum Colours {
    /** On a terminal, unless the environment says otherwise. */
    AUTO,
    ALWAYS,
    NEVER;

    /** @return the value as an option writes it */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
