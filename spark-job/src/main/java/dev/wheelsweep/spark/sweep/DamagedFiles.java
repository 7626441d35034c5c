package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.DatasetFolder;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Damaged files of interrupted sweeps, which can be made again. They are moved to {@code _damaged/ID/}, where a person can
 * look at them, and nothing reads them any more.
 *
 * @param listener hears of each
 */
record DamagedFiles(FileSystem files, DatasetLayout dataset, ReadListener listener) {

    /** @param from the damaged file, or the folder of a whole staged sweep that is lost with it */
    void setAside(StagedSweep staged, Path from, DamagedFileException why) throws IOException {
        Path folder = dataset.damaged(staged.id());
        files.mkdirs(folder);
        Path to = new Path(folder, from.getName());
        for (int other = 1; files.exists(to); other++) {
            to = new Path(folder, from.getName() + "." + other);
        }
        DatasetFolder all = new DatasetFolder(files, dataset);
        all.rename(from, to);
        all.syncParents(to);
        listener.setsAside(why, to);
    }
}
