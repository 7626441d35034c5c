package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.output.WholeFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --output}, for every command that prints results. */
public final class OutputOption {
    public static final String NAME = "--output";
    public static final String LABEL = "FILE";
    public static final String DESCRIPTION =
            "Write to this file instead of standard output: whole, or not at all if the command fails; - is standard"
                    + " output.";

    private static final Path STANDARD = Path.of("-");

    @Option(names = NAME, paramLabel = LABEL, description = DESCRIPTION)
    private Optional<Path> file = Optional.empty();

    /** @return whether there is a file */
    public static boolean isFile(Optional<Path> file) {
        return file.filter(path -> !path.equals(STANDARD)).isPresent();
    }

    public boolean isFile() {
        return isFile(file);
    }

    /** @throws CommandException as {@link #print(Optional, PrintWriter, WholeFile.Printing)} */
    public <R, E extends Exception> R print(PrintWriter standard, WholeFile.Printing<R, E> printing)
            throws E, CommandException {
        return print(file, standard, printing);
    }

    /**
     * @param standard standard output, if there is no file
     * @return what printing returns
     * @throws CommandException {@link ExitCode#USAGE} if there can be no such file, found before printing;
     *     {@link ExitCode#INTERNAL} if it cannot be written
     * @throws E that printing throws
     */
    public static <R, E extends Exception> R print(
            Optional<Path> file, PrintWriter standard, WholeFile.Printing<R, E> printing) throws E, CommandException {
        if (!isFile(file)) {
            R result = printing.to(standard);
            standard.flush();
            return result;
        }
        Path path = file.get();
        checkPossible(path);
        try {
            return new WholeFile(path).write(printing);
        } catch (WholeFile.RefusedException refused) {
            throw unwritten(path, refused);
        }
    }

    /**
     * Makes a file that is no text.
     *
     * @return what filling returns
     * @throws CommandException as {@link #print(Optional, PrintWriter, WholeFile.Printing)}; also if the file is a device or a pipe
     */
    public <R, E extends Exception> R fill(WholeFile.Filling<R, E> filling) throws E, CommandException {
        Path path = file.orElseThrow();
        checkPossible(path);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw unusable(path, "it is no regular file", "name a file");
        }
        try {
            return new WholeFile(path).fill(filling);
        } catch (WholeFile.RefusedException refused) {
            throw unwritten(path, refused);
        }
    }

    /** @return that a file of results could not be written, although it seemed possible */
    public static CommandException unwritten(Path path, WholeFile.RefusedException refused) {
        return new CommandException(
                ExitCode.INTERNAL,
                "cannot write " + path,
                CauseText.of(refused.getCause()),
                "check free space and permissions, then run it again");
    }

    /** Checked first, because the work may take minutes. */
    private static void checkPossible(Path path) throws CommandException {
        Path folder = path.toAbsolutePath().normalize().getParent();
        if (folder == null || Files.isDirectory(path)) {
            throw unusable(path, "it is a folder", "name a file");
        }
        if (!Files.isDirectory(folder)) {
            throw unusable(path, "there is no folder " + folder, "create the folder, or name another file");
        }
        if (!Files.isWritable(Files.exists(path) && !Files.isRegularFile(path) ? path : folder)) {
            throw unusable(path, "no file can be written there", "check permissions, or name another file");
        }
    }

    private static CommandException unusable(Path path, String cause, String remedy) {
        return new CommandException(ExitCode.USAGE, "cannot write " + path, cause, remedy);
    }
}
