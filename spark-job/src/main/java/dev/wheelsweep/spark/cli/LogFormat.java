package dev.wheelsweep.spark.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** How standard error is written. */
enum LogFormat {
    /** For people. */
    TEXT {
        @Override
        RunLog log(PrintWriter err) {
            return new TextLog(err);
        }
    },
    /** A JSON object per line. */
    JSON {
        @Override
        RunLog log(PrintWriter err) {
            return new JsonLog(err);
        }
    };

    abstract RunLog log(PrintWriter err);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
