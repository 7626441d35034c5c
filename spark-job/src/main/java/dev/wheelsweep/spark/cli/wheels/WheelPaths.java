package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.GivenAddress;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.UnreadableFolder;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Lists the wheels that a command reads, from paths on the command line. */
public final class WheelPaths {
    private WheelPaths() {}

    /**
     * @param paths wheels, or folders to search
     * @throws CommandException {@link ExitCode#NO_INPUT} if a path is not there, a folder cannot be read, or no wheel is
     *     found
     */
    public static List<WheelFile> of(List<Path> paths) throws IOException, CommandException {
        for (Path path : paths) {
            checkIsNoAddress(path);
        }
        MirrorListing listing;
        try {
            listing = MirrorListing.of(paths);
        } catch (NoSuchFileException missing) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot list wheels",
                    "there is no file or folder " + missing.getFile(),
                    "fix the path");
        } catch (FileSystemException refused) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot list wheels",
                    CauseText.of(refused),
                    "check that the path is right and readable, then run this again");
        }
        if (!listing.unreadable().isEmpty()) {
            UnreadableFolder first = listing.unreadable().get(0);
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot list all wheels",
                    "%d folders cannot be read; the first is %s (%s)"
                            .formatted(
                                    listing.unreadable().size(),
                                    first.location(),
                                    first.reason().column()),
                    "make them readable, or name the other folders one by one");
        }
        if (listing.files().isEmpty()) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "no wheel found",
                    "no file below the given folders has a name that ends in .whl",
                    "check the path; hidden files and folders are not searched");
        }
        return listing.files();
    }

    /** A {@code Path} has no scheme: it would look for a folder named {@code hdfs:}. */
    private static void checkIsNoAddress(Path path) throws CommandException {
        if (GivenAddress.isIn(path.toString()) && !Files.exists(path)) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot list wheels in " + path,
                    "this command reads local files, and wheels at http addresses",
                    "mount it and name the folder; sweep also reads addresses");
        }
    }
}
