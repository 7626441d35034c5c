package dev.wheelsweep.spark.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.cli.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** When text is coloured: the option decides, then the environment, then the terminal. */
class TerminalTest {
    private static final String ON_TERMINAL = "wheelsweep.terminal.out";
    private static final String ESCAPE = "\u001b[";

    @AfterEach
    void noTerminal() {
        System.clearProperty(ON_TERMINAL);
    }

    private record Case(Colours when, Map<String, String> environment, Ansi elsewhere, Ansi onTerminal) {}

    @Test
    void theOptionThenTheEnvironmentThenTheTerminalDecide() {
        List<Case> cases = List.of(
                new Case(Colours.AUTO, Map.of(), Ansi.OFF, Ansi.ON),
                new Case(Colours.AUTO, Map.of("NO_COLOR", ""), Ansi.OFF, Ansi.ON),
                new Case(Colours.AUTO, Map.of("NO_COLOR", "1"), Ansi.OFF, Ansi.OFF),
                new Case(Colours.AUTO, Map.of("NO_COLOR", "0"), Ansi.OFF, Ansi.OFF),
                new Case(Colours.AUTO, Map.of("FORCE_COLOR", ""), Ansi.OFF, Ansi.ON),
                new Case(Colours.AUTO, Map.of("FORCE_COLOR", "1"), Ansi.ON, Ansi.ON),
                new Case(Colours.AUTO, Map.of("FORCE_COLOR", "1", "NO_COLOR", "1"), Ansi.OFF, Ansi.OFF),
                new Case(Colours.AUTO, Map.of("FORCE_COLOR", "1", "TERM", "dumb"), Ansi.ON, Ansi.ON),
                new Case(Colours.AUTO, Map.of("TERM", "dumb"), Ansi.OFF, Ansi.OFF),
                new Case(Colours.AUTO, Map.of("TERM", "xterm-256color"), Ansi.OFF, Ansi.ON),
                new Case(Colours.ALWAYS, Map.of("NO_COLOR", "1", "TERM", "dumb"), Ansi.ON, Ansi.ON),
                new Case(Colours.NEVER, Map.of("FORCE_COLOR", "1"), Ansi.OFF, Ansi.OFF));
        for (Case it : cases) {
            System.clearProperty(ON_TERMINAL);
            assertThat(Terminal.colours(it.when(), it.environment()))
                    .as("%s", it)
                    .isEqualTo(it.elsewhere());
            System.setProperty(ON_TERMINAL, "true");
            assertThat(Terminal.colours(it.when(), it.environment()))
                    .as("%s on a terminal", it)
                    .isEqualTo(it.onTerminal());
        }
    }

    /** Also the help, which picocli prints. */
    @Test
    void everyCommandTakesTheOption() {
        for (String command : List.of(
                "check",
                "compact",
                "diff",
                "explain",
                "judge",
                "policies",
                "query",
                "report",
                "show",
                "sweep",
                "systems")) {
            assertThat(Outcome.of(command, "--color", "always", "--help").out())
                    .as(command)
                    .contains(ESCAPE)
                    .contains("--color");
            assertThat(Outcome.of(command, "--help", "--color=never").out())
                    .as(command)
                    .doesNotContain(ESCAPE);
        }
        assertThat(Outcome.of("explain", "--color", "always", "empty_rpath").out())
                .startsWith(ESCAPE);
        assertThat(Outcome.of("explain", "--color", "sometimes").err())
                .contains("--color takes one of auto, always, never, not 'sometimes'");
    }
}
