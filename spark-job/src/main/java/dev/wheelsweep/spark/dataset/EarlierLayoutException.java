package dev.wheelsweep.spark.dataset;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * A dataset whose folders are named {@code sweep=ID}, as those of schema versions 1 and 2. Their files have no column of that
 * name, so this release neither reads such a dataset nor adds to it.
 */
public final class EarlierLayoutException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final String KEY = "sweep=";

    private EarlierLayoutException(String folder) {
        super("an earlier release wrote %s; this one has no folders named %sID".formatted(folder, KEY));
    }

    /** @return what a person can do */
    public String remedy() {
        return "sweep the mirror into a new folder; the views.sql of the old one still reads it in DuckDB";
    }

    /** Every sweep that read a wheel has a folder of facts, and the last of them is never removed. */
    static void refuse(FileSystem files, DatasetLayout dataset) throws IOException {
        for (FileStatus folder : new DatasetFolder(files, dataset).list(dataset.facts())) {
            if (folder.getPath().getName().startsWith(KEY)) {
                throw new EarlierLayoutException(DatasetLayout.forPeople(folder.getPath()));
            }
        }
    }
}
