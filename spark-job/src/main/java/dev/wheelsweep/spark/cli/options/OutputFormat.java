package dev.wheelsweep.spark.cli.options;

import java.util.Locale;

/** {@code --format}, for every command that prints for people or for scripts. */
public enum OutputFormat {
    TEXT,
    JSON;

    /** @return the value as the option writes it */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
