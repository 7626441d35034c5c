package dev.wheelsweep.spark.dataset;

import java.nio.file.Path;

/** Another sweep is writing to the dataset. */
public final class DatasetBusyException extends Exception {
    private static final long serialVersionUID = 1L;

    DatasetBusyException(Path dataset, String holder) {
        super("%s is being written by another sweep: %s".formatted(dataset, holder));
    }
}
