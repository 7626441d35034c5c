package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.spark.index.BadIndexException;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.Index;
import dev.wheelsweep.spark.index.WheelChoice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of {@code sweep} that read wheels from a package index, instead of from folders. */
public final class IndexOptions {
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?");
    private static final String COMMENT = "#";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--index",
            paramLabel = "URL",
            description =
                    "No mirror needed: reads the wheels of a package index over HTTP, by range. The address that pip"
                            + " takes as --index-url; the arguments are names of projects then.")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--projects",
            paramLabel = "FILE|NAME",
            split = ",",
            description = "With --index: a file with a project per line, or names separated by commas (default: the"
                    + " arguments, or without any all projects of the index).")
    private List<String> projects = List.of();

    @Option(
            names = "--newest",
            paramLabel = "N",
            description = "With --index: only the N newest releases of each project that have chosen wheels.")
    private Optional<Integer> newest = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "With --index: only wheels uploaded on this day (UTC) or later, such as 2026-01-31.")
    private Optional<LocalDate> since = Optional.empty();

    @Option(
            names = "--platform",
            paramLabel = "GLOB",
            description = "With --index: only wheels with such a platform tag, such as 'manylinux*x86_64'.")
    private Optional<String> platform = Optional.empty();

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "With --index: the most requests of a process that are under way (default: 8).")
    private Optional<Integer> connections = Optional.empty();

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            description = "With --index: the most requests of a process that begin in a second (default: 50).")
    private Optional<Integer> rate = Optional.empty();

    /** What to read of an index. */
    public record Chosen(Index index, List<String> projects, WheelChoice choice) {}

    /**
     * @param arguments of the command
     * @return empty without {@code --index}
     * @throws ParameterException if the options contradict each other, or a value is none
     * @throws CommandException {@link ExitCode#NO_INPUT} if the list of projects is no regular file, or too long
     */
    public Optional<Chosen> chosen(List<Path> arguments) throws CommandException {
        if (url.isEmpty()) {
            requireIndex();
            return Optional.empty();
        }
        try {
            return Optional.of(new Chosen(
                    Index.of(url.get(), access()),
                    projects(arguments),
                    new WheelChoice(
                            newest.isPresent()
                                    ? OptionalInt.of(atLeastOne("--newest", newest.get()))
                                    : OptionalInt.empty(),
                            since,
                            platform)));
        } catch (BadIndexException bad) {
            throw wrong("--index: %s; %s".formatted(bad.getMessage(), bad.remedy()));
        }
    }

    private void requireIndex() {
        boolean isGiven = Stream.of(newest, since, platform, connections, rate).anyMatch(Optional::isPresent);
        if (isGiven || !projects.isEmpty()) {
            throw wrong(
                    "--projects, --newest, --since, --platform, --connections and --requests-per-second need --index URL");
        }
    }

    private HttpAccess access() {
        HttpAccess polite = HttpAccess.POLITE;
        return polite.with(
                atLeastOne("--connections", connections.orElse(polite.connections())),
                atLeastOne("--requests-per-second", rate.orElse(polite.requestsPerSecond())));
    }

    private int atLeastOne(String option, int value) {
        if (value < 1) {
            throw wrong("%s must be at least 1, but is %d".formatted(option, value));
        }
        return value;
    }

    private List<String> projects(List<Path> arguments) throws CommandException {
        List<String> names =
                new ArrayList<>(arguments.stream().map(Path::toString).toList());
        for (String given : projects) {
            Optional<Path> file = file(given);
            if (file.isPresent()) {
                new GivenFile(file.get(), "list of projects", "give their names, separated by commas").checkShort();
                names.addAll(listed(file.get()));
            } else {
                names.add(given);
            }
        }
        for (String name : names) {
            if (!PROJECT.matcher(name).matches()) {
                throw wrong("'%s' is neither the name of a project nor a file".formatted(name));
            }
        }
        return names;
    }

    private static Optional<Path> file(String given) {
        try {
            return Optional.of(Path.of(given)).filter(path -> Files.exists(path) && !Files.isDirectory(path));
        } catch (InvalidPathException name) {
            return Optional.empty();
        }
    }

    private List<String> listed(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            List<String> names = lines.map(line -> line.split(COMMENT, 2)[0].strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (names.isEmpty()) {
                throw wrong("--projects: the file %s names no project".formatted(file));
            }
            return names;
        } catch (IOException | UncheckedIOException unreadable) {
            throw wrong("--projects: the file %s cannot be read as text".formatted(file));
        }
    }

    private ParameterException wrong(String cause) {
        return new ParameterException(command.commandLine(), cause);
    }
}
