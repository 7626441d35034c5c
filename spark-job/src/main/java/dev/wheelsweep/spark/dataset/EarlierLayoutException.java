package dev.wheelsweep.spark.dataset;

import java.io.IOException;

/**
 * A dataset whose folders are named {@code sweep=ID}, as those of schema versions 1 and 2. Their files have no column of that
 * name, so this release neither reads such a dataset nor adds to it.
 */
public final class EarlierLayoutException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param folder as people type it; no path of Hadoop, because commands that start without its classes know this exception */
    EarlierLayoutException(String folder) {
        super("an earlier release wrote %s; this one does not store the sweep in the name of a folder"
                .formatted(folder));
    }

    /** @return what a person can do */
    public String remedy() {
        return "sweep the mirror into a new folder; the views.sql of the old one still reads it in DuckDB";
    }
}
