package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.spark.cli.log.CauseText;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --policy}, for every command that judges. */
public final class PolicyOption {

    public static final String NAME = "--policy";
    public static final String LABEL = "FILE";
    public static final String DESCRIPTION = "Judge by the policy set in this JSON file instead of the built-in one.";

    @Option(names = NAME, paramLabel = LABEL, description = DESCRIPTION)
    private Optional<Path> file = Optional.empty();

    /** Reads a policy file. */
    public interface Loading<P> {
        P load(Path file) throws IOException, FormatException;
    }

    /** @throws CommandException as {@link #load} */
    public PolicyCatalog catalog() throws CommandException {
        return load(PolicyCatalog::load).orElseGet(PolicyCatalog::builtIn);
    }

    /** @throws CommandException as {@link #load(Optional, Loading)} */
    public <P> Optional<P> load(Loading<P> loading) throws CommandException {
        return load(file, loading);
    }

    /**
     * @return empty if no file is named
     * @throws CommandException {@link ExitCode#NO_INPUT} if there is no such file, or no policy set in it
     */
    public static <P> Optional<P> load(Optional<Path> file, Loading<P> loading) throws CommandException {
        return file.isPresent() ? Optional.of(load(file.get(), loading)) : Optional.empty();
    }

    private static <P> P load(Path file, Loading<P> loading) throws CommandException {
        try {
            return loading.load(file);
        } catch (FormatException bad) {
            throw refused(
                    "cannot use the policy file " + file,
                    bad.detail(),
                    "fix it, or omit --policy to judge by the built-in policies");
        } catch (NoSuchFileException missing) {
            throw refused("cannot use the policy file " + file, "there is no such file", "fix the path");
        } catch (IOException unreadable) {
            throw refused(
                    "cannot read the policy file " + file, CauseText.of(unreadable), "name a readable file in JSON");
        }
    }

    private static CommandException refused(String problem, String cause, String remedy) {
        return new CommandException(ExitCode.NO_INPUT, problem, cause, remedy);
    }
}
