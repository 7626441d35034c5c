package dev.wheelsweep.spark.dataset;

/** Another sweep is writing to the dataset. */
public final class DatasetBusyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    DatasetBusyException(String dataset, String holder, String remedy) {
        super("%s is being written by another sweep: %s".formatted(dataset, holder));
        this.remedy = remedy;
    }

    public String remedy() {
        return remedy;
    }
}
