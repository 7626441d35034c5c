package dev.wheelsweep.spark.cli.start;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.dataset.SlowRenameException;

/** What a person can do where the file system of a dataset cannot rename a folder at once. */
public final class SlowRename {
    private SlowRename() {}

    /** @param verb what the command does with the dataset */
    public static CommandException refused(String verb, DatasetLocation dataset, SlowRenameException slow) {
        return new CommandException(
                ExitCode.NO_INPUT,
                "cannot %s %s".formatted(verb, dataset),
                slow.getMessage(),
                "copy the dataset into a folder or to hdfs://, %s it there, and copy it into an empty folder of the store"
                        .formatted(verb));
    }
}
