package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.policy.PolicyCatalog;
import java.io.IOException;
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

    /** Reads a file. */
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
        return file.isPresent()
                ? Optional.of(
                        new GivenFile(file.get(), "policy file", "omit --policy to judge by the built-in policies")
                                .load(loading))
                : Optional.empty();
    }
}
