package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.core.system.SystemCatalog;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --systems}, for every command that knows Linux systems. */
public final class SystemsOption {

    @Option(
            names = "--systems",
            paramLabel = "FILE",
            description = "Add the systems of this JSON file; one with the id of a built-in system replaces it.")
    private Optional<Path> file = Optional.empty();

    /** @throws CommandException {@link ExitCode#NO_INPUT} if there is no such file, or no catalogue in it */
    public SystemCatalog catalog() throws CommandException {
        SystemCatalog builtIn = SystemCatalog.builtIn();
        return file.isPresent()
                ? new GivenFile(file.get(), "file of systems", "omit --systems to use the built-in systems only")
                        .load(builtIn::with)
                : builtIn;
    }
}
