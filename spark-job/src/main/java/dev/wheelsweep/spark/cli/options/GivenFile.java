package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.spark.cli.log.CauseText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A file that an option names for reading. Only regular files are read: to open a pipe waits for its writer, and a device may
 * never end. That also refuses the {@code <(...)} of a shell, which is a pipe. Files to write are
 * {@link dev.wheelsweep.spark.cli.output.WholeFile}.
 *
 * @param kind what it should be, such as {@code "policy file"}
 * @param otherwise what the user can do without it
 */
public record GivenFile(Path path, String kind, String otherwise) {
    /** What is neither a regular file nor a folder. */
    static final String SPECIAL = "it is a pipe, a socket or a device, not a file";

    /** Far above what people write; such a file is held in memory, whole. */
    private static final long LONGEST_BYTES = 64 << 20;

    /** @throws CommandException {@link ExitCode#NO_INPUT} if there is no such file, or if it is no regular one */
    public void check() throws CommandException {
        attributes();
    }

    /** @throws CommandException as {@link #check}, and if the file is too long to be read whole */
    void checkShort() throws CommandException {
        if (attributes().size() > LONGEST_BYTES) {
            throw refused(
                    "read",
                    "it is longer than %,d bytes".formatted(LONGEST_BYTES),
                    "name another file, or " + otherwise);
        }
    }

    /** @throws CommandException as {@link #checkShort}, and if it is of another kind */
    <P> P load(PolicyOption.Loading<P> loading) throws CommandException {
        checkShort();
        try {
            return loading.load(path);
        } catch (FormatException bad) {
            throw refused("use", bad.detail(), "fix it, or " + otherwise);
        } catch (IOException unreadable) {
            throw refused("read", CauseText.of(unreadable), "name a readable file in JSON");
        }
    }

    /** Opens nothing. */
    private BasicFileAttributes attributes() throws CommandException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException missing) {
            throw refused("use", "there is no such file", "fix the path");
        } catch (IOException unreadable) {
            throw refused("read", CauseText.of(unreadable), "name a readable file");
        }
        if (attributes.isDirectory()) {
            throw refused("read", "it is a folder", "name a file in it");
        }
        if (!attributes.isRegularFile()) {
            throw refused("read", SPECIAL, "write its content to a file and name that, or " + otherwise);
        }
        return attributes;
    }

    private CommandException refused(String verb, String cause, String remedy) {
        return new CommandException(
                ExitCode.NO_INPUT, "cannot %s the %s %s".formatted(verb, kind, path), cause, remedy);
    }
}
