package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.spark.cli.findings.FindingGuide;
import dev.wheelsweep.spark.cli.findings.FindingsMarkdown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    /** An id that is copied from SQL, a shell or an enum is written in another way. */
    @Test
    void everyIdIsFoundInEverySpelling() {
        for (FindingId id : FindingId.values()) {
            for (String name : List.of(id.column(), id.name(), id.column().replace('_', '-'))) {
                assertThat(Outcome.of("explain", name).out()).as(name).startsWith(id.column() + "\n");
            }
        }
        assertThat(Outcome.of("explain", "executable_stack", "empty_rpath").out())
                .contains("executable_stack\n", "\n\nempty_rpath\n");
    }

    @Test
    void everyGuideIsWhole() {
        assertThat(FindingGuide.all()).allSatisfy(guide -> {
            assertThat(guide.meaning()).matches("[A-Zp].*\\.");
            assertThat(guide.remedy()).matches("[A-Z].*\\.");
            assertThat(guide.evidence().file() + guide.evidence().detail()).isNotEmpty();
        });
    }

    /** Any one letter of any id may be missing, doubled, replaced or exchanged with its neighbour. */
    @Test
    void aNearMissIsAnsweredWithTheIdThatWasMeant() {
        for (FindingId id : FindingId.values()) {
            String name = id.column();
            int at = name.length() / 2;
            String before = name.substring(0, at);
            String after = name.substring(at + 1);
            for (String missed : List.of(
                    before + after,
                    before + name.charAt(at) + name.charAt(at) + after,
                    before + "x" + after,
                    before + after.charAt(0) + name.charAt(at) + after.substring(1),
                    name.toUpperCase(Locale.ROOT) + "S")) {
                if (Arrays.stream(FindingId.values()).anyMatch(other -> other.column().equals(missed))) {
                    continue;
                }
                Outcome outcome = Outcome.of("explain", missed);

                assertThat(outcome.code()).as(missed).isEqualTo(2);
                assertThat(outcome.out()).as(missed).isEmpty();
                assertThat(outcome.err()).as(missed).hasLineCount(3).contains("did you mean " + name + "?");
            }
        }
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
