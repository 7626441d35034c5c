package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.store.StoreListing;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Lists the wheels of mirrors that are named by an address. */
public final class StoreWheels {
    private static final String PROBLEM = "cannot list wheels";

    private StoreWheels() {}

    /**
     * @param mirrors addresses of folders and single wheels
     * @throws CommandException {@link ExitCode#NO_INPUT} if a mirror cannot be listed, or no wheel is found
     */
    public static List<WheelFile> of(List<String> mirrors, Configuration hadoop) throws CommandException {
        List<WheelFile> files = listed(mirrors, hadoop);
        if (files.isEmpty()) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "no wheel found",
                    "no file below the given addresses has a name that ends in .whl",
                    "check the address; hidden files and folders are not searched");
        }
        return files;
    }

    private static List<WheelFile> listed(List<String> mirrors, Configuration hadoop) throws CommandException {
        try {
            return StoreListing.of(mirrors, hadoop);
        } catch (FileNotFoundException missing) {
            throw new CommandException(ExitCode.NO_INPUT, PROBLEM, missing.getMessage(), "fix the address");
        } catch (UnsupportedFileSystemException unknown) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    PROBLEM,
                    unknown.getMessage(),
                    "add the jars of this file system, such as hadoop-aws and the AWS SDK for s3a, to the class path");
        } catch (IOException refused) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    PROBLEM,
                    CauseText.of(refused),
                    "check the address, and the credentials in --conf spark.hadoop.fs...");
        }
    }
}
