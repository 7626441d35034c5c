package dev.wheelsweep.spark.cli.start;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import java.nio.file.Files;

/** A dataset that does not exist, or has no published sweep. */
final class NoSweep {
    private NoSweep() {}

    /** @param verb what the command would do with it */
    static CommandException in(DatasetLocation dataset, String verb) {
        return new CommandException(
                ExitCode.NO_INPUT,
                "nothing to %s in %s".formatted(verb, dataset),
                dataset.folder().filter(folder -> !Files.exists(folder)).isPresent()
                        ? "there is no such folder"
                        : "there is no sweep in it",
                "name a dataset, or make one: wheelsweep sweep MIRROR --dataset " + dataset);
    }
}
