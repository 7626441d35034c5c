package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.spark.cli.log.CauseText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A JSON file that an option names.
 *
 * @param kind what it should be, such as {@code "policy file"}
 * @param otherwise what the user can do without it
 */
record GivenFile(Path path, String kind, String otherwise) {

    /** @throws CommandException {@link ExitCode#NO_INPUT} if there is no such file, or if it is of another kind */
    <P> P load(PolicyOption.Loading<P> loading) throws CommandException {
        try {
            return loading.load(path);
        } catch (FormatException bad) {
            throw refused("use", bad.detail(), "fix it, or " + otherwise);
        } catch (NoSuchFileException missing) {
            throw refused("use", "there is no such file", "fix the path");
        } catch (IOException unreadable) {
            throw refused("read", CauseText.of(unreadable), "name a readable file in JSON");
        }
    }

    private CommandException refused(String verb, String cause, String remedy) {
        return new CommandException(
                ExitCode.NO_INPUT, "cannot %s the %s %s".formatted(verb, kind, path), cause, remedy);
    }
}
