package dev.wheelsweep.spark.cli.start;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import java.io.IOException;
import java.util.List;

/**
 * A dataset that a command reads: it exists, and has a sweep. Found without starting Spark.
 *
 * @param sweeps its published sweeps
 * @param ids its sweeps, oldest first; at least one
 */
public record PublishedDataset(PublishedSweeps sweeps, List<SweepId> ids) {

    /** @param verb what the command does with it, for the error message */
    public static PublishedDataset of(DatasetLocation dataset, SparkOptions spark, String verb)
            throws IOException, CommandException {
        PublishedSweeps sweeps = new PublishedSweeps(dataset.path(), SweepSession.hadoop(spark.conf()));
        List<SweepId> ids = sweeps.ids();
        if (ids.isEmpty()) {
            throw NoSweep.in(dataset, verb);
        }
        return new PublishedDataset(sweeps, ids);
    }

    public SweepId latest() {
        return ids.get(ids.size() - 1);
    }

    /** @param sweep one of {@link #ids} */
    public SweepRecord record(SweepId sweep) throws IOException {
        return sweeps.record(sweep);
    }
}
