package dev.wheelsweep.spark.cli.options;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.wheelsweep.spark.cli.log.CauseText;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options that a project writes down: the table {@code [check]} of {@code wheelsweep.toml}, or {@code [tool.wheelsweep.check]} of
 * {@code pyproject.toml}, and so for each command. A key is an option's long name without dashes. What the command line gives
 * replaces the file's value.
 *
 * <p>The file is the nearest one, from the working folder upwards: a folder's {@code wheelsweep.toml}, or else its {@code
 * pyproject.toml} if it has the table {@code tool.wheelsweep}. Paths in it are relative to its folder. It may come with sources of
 * strangers. So it cannot name files that would be written, delete anything, or have settings of Spark, which can run programs.
 */
public final class ConfiguredOptions implements IDefaultValueProvider {
    private static final String NAME = "wheelsweep";
    private static final String OWN_FILE = NAME + ".toml";
    private static final String PROJECT_FILE = "pyproject.toml";
    private static final String PROJECT_TABLE = "/tool/" + NAME;

    /** Far above what people write; the file is read before anything else. */
    private static final long LONGEST_BYTES = 1 << 20;

    private static final Set<String> ONLY_ON_THE_COMMAND_LINE =
            Set.of("output", "html", "metrics", "dataset", "conf", "master", "prune", "help", "version");

    private final Path file;
    private final Map<OptionSpec, String> values;

    private ConfiguredOptions(Path file, Map<OptionSpec, String> values) {
        this.file = file;
        this.values = values;
    }

    /**
     * A file with options, found but not understood yet.
     *
     * @param options of all commands
     */
    private record Found(Path file, JsonNode options) {}

    /**
     * Makes the file's values the defaults of the command's options.
     *
     * @param folder the working folder
     * @param commands the names of all, which are those of the tables
     * @throws CommandException if the file is not TOML, or has a table or an option that does not exist
     */
    public static void addTo(CommandLine command, Path folder, List<String> commands) throws CommandException {
        Optional<Found> found = nearest(folder);
        if (found.isPresent()) {
            for (Map.Entry<String, JsonNode> table : found.get().options().properties()) {
                if (!commands.contains(table.getKey()) || !table.getValue().isObject()) {
                    throw wrong(
                            found.get().file(), "%s is no table of a command, such as check".formatted(table.getKey()));
                }
            }
            CommandSpec spec = command.getCommandSpec();
            JsonNode table = found.get().options().path(spec.name());
            Map<OptionSpec, String> values = new HashMap<>();
            for (Map.Entry<String, JsonNode> option : table.properties()) {
                values.put(
                        option(spec, found.get().file(), option.getKey()),
                        text(spec, found.get().file(), option.getKey(), option.getValue()));
            }
            command.setDefaultValueProvider(new ConfiguredOptions(found.get().file(), values));
        }
    }

    /** @return the option's value in the file; null if it has none */
    @Override
    public String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option ? values.get(option) : null;
    }

    /** @return the file that has a value for the argument, if there is one */
    public static Optional<Path> fileOf(ArgSpec argument) {
        return argument.command().defaultValueProvider() instanceof ConfiguredOptions configured
                        && configured.defaultValue(argument) != null
                ? Optional.of(configured.file)
                : Optional.empty();
    }

    private static Optional<Found> nearest(Path folder) throws CommandException {
        for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
            Path own = at.resolve(OWN_FILE);
            if (isThere(own)) {
                return Optional.of(new Found(own, parse(own, read(own))));
            }
            Path project = at.resolve(PROJECT_FILE);
            if (isThere(project)) {
                String text = read(project);
                if (text.contains(
                        NAME)) { // Most have no such table, and parsing takes a tenth of the time of a short command.
                    JsonNode options = parse(project, text).at(PROJECT_TABLE);
                    if (!options.isMissingNode()) {
                        return Optional.of(new Found(project, options));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** @throws CommandException if it is neither a regular file nor a folder: reading it might never end */
    private static boolean isThere(Path file) throws CommandException {
        if (Files.isRegularFile(file)) {
            return true;
        }
        if (Files.exists(file) && !Files.isDirectory(file)) {
            throw wrong(file, GivenFile.SPECIAL);
        }
        return false;
    }

    private static String read(Path file) throws CommandException {
        try {
            if (Files.size(file) > LONGEST_BYTES) {
                throw wrong(file, "it is longer than %,d bytes".formatted(LONGEST_BYTES));
            }
            return Files.readString(file);
        } catch (CharacterCodingException noText) {
            throw wrong(file, "it is not UTF-8");
        } catch (IOException unreadable) {
            throw wrong(file, CauseText.of(unreadable));
        }
    }

    private static JsonNode parse(Path file, String text) throws CommandException {
        try {
            return new TomlMapper().readTree(text);
        } catch (JacksonException noToml) {
            throw wrong(file, "line %d: %s".formatted(noToml.getLocation().getLineNr(), noToml.getOriginalMessage()));
        }
    }

    private static OptionSpec option(CommandSpec command, Path file, String key) throws CommandException {
        if (ONLY_ON_THE_COMMAND_LINE.contains(key)) {
            throw wrong(file, "--%s can only be given on the command line".formatted(key));
        }
        OptionSpec option = command.findOption("--" + key);
        if (option == null) {
            throw wrong(file, "%s has no option --%s".formatted(command.name(), key));
        }
        return option;
    }

    private static String text(CommandSpec command, Path file, String key, JsonNode value) throws CommandException {
        OptionSpec option = command.findOption("--" + key);
        boolean isPath = option.auxiliaryTypes()[0] == Path.class;
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value.isArray() ? (Iterable<JsonNode>) value : List.of(value)) {
            if (!one.isValueNode()) {
                throw wrong(file, "%s.%s is no text, number, boolean, or list of them".formatted(command.name(), key));
            }
            texts.add(isPath ? file.resolveSibling(one.asText()).toString() : one.asText());
        }
        if (value.isArray() && option.splitRegex().isEmpty()) {
            throw wrong(file, "--%s takes one value, not a list".formatted(key));
        }
        return String.join(",", texts);
    }

    private static CommandException wrong(Path file, String cause) {
        return new CommandException(
                ExitCode.USAGE, "cannot use the options of " + file, cause, "correct the file, or move it away");
    }
}
