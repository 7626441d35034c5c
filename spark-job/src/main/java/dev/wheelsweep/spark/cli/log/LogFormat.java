package dev.wheelsweep.spark.cli.log;

import java.io.PrintWriter;
import java.util.Locale;

/** How standard error is written. */
public enum LogFormat {
    /** For people. */
    TEXT {
        @Override
        public RunLog log(PrintWriter err) {
            return new TextLog(err);
        }
    },
    /** A JSON object per line. */
    JSON {
        @Override
        public RunLog log(PrintWriter err) {
            return new JsonLog(err);
        }
    };

    public abstract RunLog log(PrintWriter err);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
