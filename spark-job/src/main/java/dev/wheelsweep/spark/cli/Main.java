package dev.wheelsweep.spark.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The {@code wheelsweep} command. */
public final class Main implements Runnable {
    private static final List<String> COMMANDS =
            List.of("check", "compact", "diff", "judge", "policies", "query", "report", "sweep");

    private final CommandSpec spec =
            CommandSpec.wrapWithoutInspection(this).name("wheelsweep").versionProvider(new Version());

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
        CommandLine main = new CommandLine(new Main().spec());
        if (args.length > 0 && COMMANDS.contains(args[0])) {
            main.addSubcommand(command(args[0]));
        } else {
            for (String name : COMMANDS) {
                main.addSubcommand(command(name));
            }
        }
        return main.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new Explanation())
                .setUsageHelpAutoWidth(true);
    }

    private CommandSpec spec() {
        spec.usageMessage()
                .description("What the binaries in Python wheels really need.")
                .synopsisSubcommandLabel("COMMAND");
        return StandardOptions.addTo(spec);
    }

    private static Object command(String name) {
        return switch (name) {
            case "check" -> new CheckCommand().spec();
            case "compact" -> new CompactCommand();
            case "diff" -> new DiffCommand();
            case "judge" -> new JudgeCommand();
            case "policies" -> new PoliciesCommand();
            case "query" -> new QueryCommand();
            case "report" -> new ReportCommand();
            case "sweep" -> new SweepCommand();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing: " + String.join(", ", spec.subcommands().keySet()));
    }
}
