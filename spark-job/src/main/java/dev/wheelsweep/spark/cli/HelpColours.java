package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.options.ColourOption;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs the command; help is coloured as the command's own text is. */
final class HelpColours implements IExecutionStrategy {
    private final IExecutionStrategy command = new RunLast();

    @Override
    public int execute(ParseResult parsed) {
        for (CommandLine line : parsed.asCommandLineList()) {
            // Colour schemes take time to make, and the checks of wheels have none to spare.
            if (line.isUsageHelpRequested() || line.isVersionHelpRequested()) {
                line.setColorScheme(
                        CommandLine.Help.defaultColorScheme(ColourOption.onStandardOutput(line.getCommandSpec())));
            }
        }
        return command.execute(parsed);
    }
}
