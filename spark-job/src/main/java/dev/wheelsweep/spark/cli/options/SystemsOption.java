package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --systems}, for every command that knows Linux systems. */
public final class SystemsOption {
    public static final String NAME = "--systems";
    public static final String LABEL = "FILE";
    public static final String DESCRIPTION =
            "Add the systems of this JSON file; one with the id of a built-in system replaces it.";

    private static final String ALL = "all";
    private static final int ALIKE_SHOWN = 5;

    @Option(names = NAME, paramLabel = LABEL, description = DESCRIPTION)
    private Optional<Path> file = Optional.empty();

    /** @throws CommandException as {@link #catalog(Optional)} */
    public SystemCatalog catalog() throws CommandException {
        return catalog(file);
    }

    /** @throws CommandException {@link ExitCode#NO_INPUT} if there is no such file, or no catalogue in it */
    public static SystemCatalog catalog(Optional<Path> file) throws CommandException {
        SystemCatalog builtIn = SystemCatalog.builtIn();
        return file.isPresent()
                ? new GivenFile(file.get(), "file of systems", "omit --systems to use the built-in systems only")
                        .load(builtIn::with)
                : builtIn;
    }

    /**
     * @param ids such as {@code rhel:8}, or {@code all}
     * @param file of further systems
     * @return the systems in this order, each once
     * @throws CommandException {@link ExitCode#USAGE} if there is no system of a name; else as {@link #catalog(Optional)}
     */
    public static List<LinuxSystem> named(List<String> ids, Optional<Path> file) throws CommandException {
        SystemCatalog catalog = catalog(file);
        Map<String, LinuxSystem> systems = new LinkedHashMap<>();
        for (String id : ids) {
            if (id.equals(ALL)) {
                catalog.all().forEach(system -> systems.putIfAbsent(system.id(), system));
            } else {
                systems.putIfAbsent(id, catalog.named(id).orElseThrow(() -> unknown(id, catalog)));
            }
        }
        return List.copyOf(systems.values());
    }

    private static CommandException unknown(String id, SystemCatalog catalog) {
        String distribution = id.split(":", -1)[0];
        List<String> alike = catalog.all().stream()
                .map(LinuxSystem::id)
                .filter(known -> known.startsWith(distribution + ":"))
                .toList();
        return new CommandException(
                ExitCode.USAGE,
                "there is no system " + id,
                alike.isEmpty()
                        ? "no system begins with " + distribution
                        : "known are "
                                + String.join(
                                        ", ", alike.subList(Math.max(0, alike.size() - ALIKE_SHOWN), alike.size())),
                "'wheelsweep systems' lists all, and --systems FILE adds more");
    }
}
