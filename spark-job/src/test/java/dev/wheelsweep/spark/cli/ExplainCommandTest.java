package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.cli.findings.FindingGuide;
import dev.wheelsweep.spark.cli.findings.FindingsMarkdown;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    @Test
    void oneFindingIsExplained() {
        Outcome outcome = Outcome.of("explain", "isa_above_baseline");

        assertThat(outcome).isEqualTo(new Outcome(0, """
                isa_above_baseline
                  severity     warning
                  meaning      The file requires instructions that the baseline of its architecture does not have.
                  file         the ELF file
                  detail       the instruction set, such as x86-64-v3
                  remedy       Compile without -march=native and without -march above the baseline, and choose such code at run time.
                """, ""));
    }

    @Test
    void withoutArgumentAllAreExplained() {
        Outcome outcome = Outcome.of("explain");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().filter(line -> line.matches("\\w+")))
                .containsExactlyElementsOf(
                        FindingGuide.all().stream().map(FindingGuide::id).toList());
        assertThat(outcome.out()).contains("\nunread_wheel\n");
        assertThat(Outcome.of("explain", "--format", "markdown").out()).isEqualTo(FindingsMarkdown.page());
    }

    @Test
    void severalFindingsAreExplained() {
        assertThat(Outcome.of("explain", "EXECUTABLE-STACK", "empty_rpath").out())
                .startsWith("executable_stack\n")
                .contains("\n\nempty_rpath\n");
    }

    @Test
    void aNearMissIsAnsweredWithTheIdThatWasMeant() {
        assertThat(Outcome.of("explain", "executable_stak"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        Outcome.error(
                                "there is no finding 'executable_stak'",
                                "similar ids are executable_stack",
                                "did you mean executable_stack? 'wheelsweep explain' lists all")));
    }

    @Test
    void aWordOfAnIdIsEnoughForASuggestion() {
        assertThat(Outcome.of("explain", "stack").err()).contains("executable_stack");
        assertThat(Outcome.of("explain", "rpath").err()).contains("absolute_rpath", "empty_rpath");
        assertThat(Outcome.of("explain", "completely-different"))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        Outcome.error(
                                "there is no finding 'completely-different'",
                                "no id is similar",
                                "'wheelsweep explain' lists all")));
        assertThat(Outcome.of("explain", "").code()).isEqualTo(2);
    }
}
