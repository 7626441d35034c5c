package dev.wheelsweep.spark.cli.options;

import picocli.CommandLine.Parameters;

/** The parameter {@code DATASET}, for every command that reads a published dataset. */
public final class DatasetParameter {
    @Parameters(
            paramLabel = "DATASET",
            converter = DatasetLocation.Converter.class,
            description = "A dataset written by sweep --dataset.")
    private DatasetLocation dataset;

    public DatasetLocation location() {
        return dataset;
    }
}
