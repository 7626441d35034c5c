package dev.wheelsweep.spark.cli;

import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.cli.options.ColourOption;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.StandardOptions;
import dev.wheelsweep.spark.cli.output.ClosedOutputException;
import dev.wheelsweep.spark.cli.output.StandardOutput;
import dev.wheelsweep.spark.cli.query.QueryCommand;
import dev.wheelsweep.spark.cli.query.ReportCommand;
import dev.wheelsweep.spark.cli.query.ShowCommand;
import java.time.Clock;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The {@code wheelsweep} command. */
public final class Main implements Runnable {
    /** Its output names all commands. */
    private static final String COMPLETION = "generate-completion";

    private static final List<String> COMMANDS = List.of(
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

    public static void main(String[] args) {
        int code;
        try {
            code = commandLine(args).setOut(StandardOutput.writer()).execute(args);
        } catch (ClosedOutputException closed) {
            code = ExitCode.OUTPUT_CLOSED.code();
        } catch (Error fatal) {
            // Java itself would exit with 1, which means findings here.
            fatal.printStackTrace();
            code = ExitCode.INTERNAL.code();
        }
        System.exit(code);
    }

    /** Registers only the command that the first argument names, to start fast; all of them otherwise. */
    static CommandLine commandLine(String... args) {
        CommandLine main = new CommandLine(new Main().spec());
        if (args.length > 0 && COMMANDS.contains(args[0]) && !args[0].equals(COMPLETION)) {
            main.addSubcommand(command(args[0]));
        } else {
            for (String name : COMMANDS) {
                main.addSubcommand(command(name));
            }
        }
        main.getSubcommands().values().forEach(command -> ColourOption.addTo(command.getCommandSpec()));
        return main.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(new HelpColours())
                .setExecutionExceptionHandler(new Explanation())
                .setParameterExceptionHandler(new UsageErrors())
                .setUsageHelpAutoWidth(true);
    }

    private CommandSpec spec() {
        spec.usageMessage()
                .description("Reports what the binaries in Python wheels require.")
                .synopsisSubcommandLabel("COMMAND");
        return StandardOptions.addTo(spec);
    }

    private static Object command(String name) {
        return switch (name) {
            case "check" -> new CheckCommand().spec();
            case "compact" -> new CompactCommand();
            case "diff" -> new DiffCommand();
            case "explain" -> new ExplainCommand();
            case COMPLETION -> new AutoComplete.GenerateCompletion();
            case "judge" -> new JudgeCommand();
            case "policies" -> new PoliciesCommand();
            case "query" -> new QueryCommand();
            case "report" -> new ReportCommand();
            case "show" -> new ShowCommand();
            case "sweep" -> new SweepCommand();
            case "systems" -> new SystemsCommand(Clock.systemUTC());
            default -> throw new IllegalArgumentException(name);
        };
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
