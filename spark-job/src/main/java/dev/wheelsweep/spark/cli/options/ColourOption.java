package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.spark.cli.log.Colours;
import dev.wheelsweep.spark.cli.log.Terminal;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --color}, for every command. */
public final class ColourOption {
    private static final String NAME = "--color";

    private ColourOption() {}

    public static void addTo(CommandSpec command) {
        command.addOption(OptionSpec.builder(NAME)
                .type(Colours.class)
                .defaultValue("auto")
                .paramLabel("WHEN")
                .description(
                        "Colour the text: ${COMPLETION-CANDIDATES}; auto is on a terminal, unless NO_COLOR, FORCE_COLOR or"
                                + " TERM=dumb say otherwise (default: ${DEFAULT-VALUE}).")
                .build());
    }

    /** @return whether to colour what goes to standard output */
    public static Ansi onStandardOutput(CommandSpec command) {
        return Terminal.colours(value(command));
    }

    /** @return whether to colour what goes to a file: what the environment says is about terminals */
    public static Ansi inFile(CommandSpec command) {
        return value(command) == Colours.ALWAYS ? Ansi.ON : Ansi.OFF;
    }

    /** A command line that is wrong before the option has no value for it. */
    private static Colours value(CommandSpec command) {
        OptionSpec option = command.findOption(NAME);
        return option == null || option.getValue() == null ? Colours.AUTO : option.getValue();
    }
}
