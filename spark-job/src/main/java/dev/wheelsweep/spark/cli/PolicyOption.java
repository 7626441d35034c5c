package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.policy.PolicyCatalog;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --policy}, for every command that judges. */
final class PolicyOption {

    static final String NAME = "--policy";
    static final String LABEL = "FILE";
    static final String DESCRIPTION =
            "Judge by the policy set in this JSON file instead of the one that wheelsweep comes with.";

    @Option(names = NAME, paramLabel = LABEL, description = DESCRIPTION)
    private Optional<Path> file = Optional.empty();

    /** What is made of a policy file. */
    interface Loading<P> {
        P load(Path file) throws IOException, FormatException;
    }

    /** @throws CommandException as {@link #load} */
    PolicyCatalog catalog() throws CommandException {
        return load(PolicyCatalog::load).orElseGet(PolicyCatalog::builtIn);
    }

    /** @throws CommandException as {@link #load(Optional, Loading)} */
    <P> Optional<P> load(Loading<P> loading) throws CommandException {
        return load(file, loading);
    }

    /**
     * @return empty if no file is named
     * @throws CommandException {@link ExitCode#NO_INPUT} if there is no such file, or no policy set in it
     */
    static <P> Optional<P> load(Optional<Path> file, Loading<P> loading) throws CommandException {
        return file.isPresent() ? Optional.of(load(file.get(), loading)) : Optional.empty();
    }

    private static <P> P load(Path file, Loading<P> loading) throws CommandException {
        try {
            return loading.load(file);
        } catch (FormatException bad) {
            throw refused(
                    "cannot use the policy file " + file,
                    bad.detail(),
                    "mend it, or leave --policy away to judge by the policies that wheelsweep comes with");
        } catch (NoSuchFileException missing) {
            throw refused("cannot use the policy file " + file, "there is no such file", "mend the path");
        } catch (IOException unreadable) {
            throw refused("cannot read the policy file " + file, unreadable.toString(), "name a readable file in JSON");
        }
    }

    private static CommandException refused(String problem, String cause, String remedy) {
        return new CommandException(ExitCode.NO_INPUT, problem, cause, remedy);
    }
}
