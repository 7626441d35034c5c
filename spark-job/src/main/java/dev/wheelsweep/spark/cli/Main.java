package dev.wheelsweep.spark.cli;

import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The {@code wheelsweep} command. */
@Command(
        name = "wheelsweep",
        description = "What the binaries in Python wheels really need.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    private static final Map<String, Supplier<Object>> COMMANDS = Map.of(
            "check", CheckCommand::new,
            "compact", CompactCommand::new,
            "diff", DiffCommand::new,
            "judge", JudgeCommand::new,
            "policies", PoliciesCommand::new,
            "query", QueryCommand::new,
            "report", ReportCommand::new,
            "sweep", SweepCommand::new);

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        int code;
        try {
            code = commandLine(args).execute(args);
        } catch (Error fatal) {
            // The exit code that Java itself has for these means findings.
            fatal.printStackTrace();
            code = ExitCode.INTERNAL.code();
        }
        System.exit(code);
    }

    /** Looks at the class of one command only where the first argument is its name: looking takes time. */
    static CommandLine commandLine(String... args) {
        CommandLine main = new CommandLine(new Main());
        if (args.length > 0 && COMMANDS.containsKey(args[0])) {
            main.addSubcommand(COMMANDS.get(args[0]).get());
        } else {
            COMMANDS.keySet().stream()
                    .sorted()
                    .forEach(name -> main.addSubcommand(COMMANDS.get(name).get()));
        }
        return main.registerConverter(DatasetLocation.class, DatasetLocation::new)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::explain)
                .setUsageHelpAutoWidth(true);
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }

    private static int explain(Exception thrown, CommandLine command, ParseResult parsed) {
        RunLog log = log(command);
        String arguments = String.join(" ", parsed.originalArgs());
        if (thrown instanceof CommandException expected) {
            log.problem(expected.problem(), expected.cause(), expected.remedy());
            return expected.exitCode().code();
        }
        if (thrown instanceof IOException machine) {
            log.problem(
                    "'%s' could not be finished".formatted(arguments),
                    machine.toString(),
                    "see that there is room and permission, then run it again");
            return ExitCode.INTERNAL.code();
        }
        log.problem("internal error in '%s'".formatted(arguments), thrown, "report it with the lines below");
        return ExitCode.INTERNAL.code();
    }

    /** As {@code --log-format} says, for commands that have it. */
    private static RunLog log(CommandLine command) {
        return mixins(command.getCommandSpec())
                .map(CommandSpec::userObject)
                .filter(SparkOptions.class::isInstance)
                .map(options -> ((SparkOptions) options).log(command.getErr()))
                .findFirst()
                .orElseGet(() -> LogFormat.TEXT.log(command.getErr()));
    }

    private static Stream<CommandSpec> mixins(CommandSpec spec) {
        return spec.mixins().values().stream().flatMap(mixin -> Stream.concat(Stream.of(mixin), mixins(mixin)));
    }
}
