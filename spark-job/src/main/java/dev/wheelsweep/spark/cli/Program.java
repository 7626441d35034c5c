package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.cli.options.ColourOption;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ConfiguredOptions;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.StandardOptions;
import dev.wheelsweep.spark.cli.output.ClosedOutputException;
import dev.wheelsweep.spark.cli.output.StandardOutput;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The command {@code wheelsweep} with some commands below it: help, errors and exit codes are the same for all. */
final class Program implements Runnable {
    /** Its output names all commands. */
    static final String COMPLETION = "generate-completion";

    /** All commands, in the order of the help; a program may have fewer. */
    static final List<String> NAMES = List.of(
            "check",
            "compact",
            "diff",
            "explain",
            COMPLETION,
            "judge",
            "policies",
            "query",
            "report",
            "show",
            "sweep",
            "systems");

    private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this)
            .name("wheelsweep")
            .version("wheelsweep " + ScannerVersion.CURRENT, "Java " + Runtime.version());

    private Program() {}

    /** Ends this process. */
    static void run(Commands commands, String... args) {
        System.exit(execute(of(commands, args).setOut(StandardOutput.writer()), Path.of(""), args));
    }

    /**
     * @param folder in which, and above which, options are configured
     * @return the exit code, also after an {@link Error}: Java itself would exit with 1, which means findings here
     */
    static int execute(CommandLine program, Path folder, String... args) {
        CommandLine command = args.length == 0 ? null : program.getSubcommands().get(args[0]);
        try {
            if (command != null) {
                ConfiguredOptions.addTo(command, folder, NAMES);
            }
            return program.execute(args);
        } catch (CommandException wrong) {
            Explanation.log(command).problem(wrong.problem(), wrong.cause(), wrong.remedy());
            return wrong.exitCode().code();
        } catch (ClosedOutputException closed) {
            return ExitCode.OUTPUT_CLOSED.code();
        } catch (Error fatal) {
            return Explanation.of(fatal, command == null ? program : command, args);
        }
    }

    /** Registers only the command that the first argument names, to start fast; all of them otherwise. */
    static CommandLine of(Commands commands, String... args) {
        CommandLine main = new CommandLine(new Program().spec());
        List<String> names = commands.names();
        if (args.length > 0 && names.contains(args[0]) && !args[0].equals(COMPLETION)) {
            main.addSubcommand(commands.make(args[0]));
        } else {
            for (String name : names) {
                main.addSubcommand(commands.make(name));
            }
        }
        main.getSubcommands().values().forEach(command -> ColourOption.addTo(command.getCommandSpec()));
        return main.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(new HelpColours())
                .setExecutionExceptionHandler(new Explanation(commands))
                .setParameterExceptionHandler(new UsageErrors())
                .setUsageHelpAutoWidth(true);
    }

    private CommandSpec spec() {
        spec.usageMessage()
                .description("Reports what the binaries in Python wheels require.")
                .synopsisSubcommandLabel("COMMAND");
        return StandardOptions.addTo(spec);
    }

    /** Runs if no command is given. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "no command is given; there are "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
