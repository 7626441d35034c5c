package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.sweep.BadManifestException;
import dev.wheelsweep.spark.sweep.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Lists the wheels of a manifest, which Spark reads. */
public final class ManifestWheels {
    private ManifestWheels() {}

    /** @throws CommandException {@link ExitCode#NO_INPUT} if the file is no manifest */
    public static List<WheelFile> of(SparkSession spark, Path manifest) throws IOException, CommandException {
        try {
            return new Manifest(manifest).list(spark);
        } catch (BadManifestException bad) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot list wheels",
                    bad.getMessage(),
                    "give a list with at least the column path");
        }
    }
}
