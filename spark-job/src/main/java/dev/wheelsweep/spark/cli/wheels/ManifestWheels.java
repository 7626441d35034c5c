package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.UnreachableException;
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

    /**
     * @param access how its HTTP addresses are asked
     * @throws CommandException {@link ExitCode#NO_INPUT} if the file is no manifest, or a server that it names cannot be
     *     reached
     */
    public static List<WheelFile> of(SparkSession spark, Path manifest, HttpAccess access)
            throws IOException, CommandException {
        try {
            return new Manifest(
                            manifest,
                            new ManifestAddresses(access, spark.sparkContext().hadoopConfiguration()))
                    .list(spark);
        } catch (BadManifestException bad) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot list wheels",
                    bad.getMessage(),
                    "give a list with at least the column path");
        } catch (UnreachableException lost) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot list wheels",
                    lost.getMessage(),
                    "check the address, the network and the proxy");
        }
    }
}
