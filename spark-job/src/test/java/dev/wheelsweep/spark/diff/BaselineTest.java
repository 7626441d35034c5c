package dev.wheelsweep.spark.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.wheel.ProjectName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
    private static final String ACCEPTED = """
            {"project": "Foo.Bar", "finding": "executable_stack", "reason": "fixed in 2.0", "expires": "2026-11-30"}""";

    @TempDir
    private Path folder;

    @Test
    void linesAndAnArrayAreTheSame() throws Exception {
        String second = ACCEPTED.replace("Foo.Bar", "other");
        Suppression first = new Suppression(
                1, ProjectName.of("foo-bar"), FindingId.EXECUTABLE_STACK, "fixed in 2.0", LocalDate.of(2026, 11, 30));

        Baseline lines = Baseline.load(file(ACCEPTED + "\n\n" + second + "\n"));

        assertThat(lines.suppressions()).hasSize(2).first().isEqualTo(first);
        assertThat(lines.suppressions().get(1).line()).isEqualTo(3);
        assertThat(Baseline.load(file("[" + ACCEPTED + ",\n\n" + second + "]"))).isEqualTo(lines);
        assertThat(Baseline.load(file("")).suppressions()).isEmpty();
        assertThat(Baseline.load(file("[]")).suppressions()).isEmpty();
    }

    @Test
    void holdsUntilTheEndOfTheDay() throws Exception {
        Baseline baseline = Baseline.load(file(ACCEPTED));

        assertThat(baseline.on(LocalDate.of(2026, 11, 30))).isEqualTo(baseline);
        assertThat(baseline.expired(LocalDate.of(2026, 11, 30))).isEmpty();
        assertThat(baseline.on(LocalDate.of(2026, 12, 1))).isEqualTo(Baseline.NONE);
        assertThat(baseline.expired(LocalDate.of(2026, 12, 1))).isEqualTo(baseline.suppressions());
    }

    @Test
    void aWrongEntryIsRefusedWithItsLine() throws IOException {
        record Case(String second, String cause, String remedy) {}
        for (Case each : List.of(
                new Case(
                        ACCEPTED.replace("executable_stack", "exec_stack"),
                        "line 2: there is no finding \"exec_stack\"",
                        "copy the id"),
                new Case(
                        ACCEPTED.replace("\"reason\": \"fixed in 2.0\", ", ""),
                        "line 2: the entry has no text \"reason\"",
                        "say why"),
                new Case(ACCEPTED.replace("fixed in 2.0", " "), "line 2: the entry has no text \"reason\"", "say why"),
                new Case(
                        ACCEPTED.replace("Foo.Bar", ""),
                        "line 2: the entry has no text \"project\"",
                        "name the project"),
                new Case(ACCEPTED.replace("\"2026-11-30\"", "20261130"), "no text \"expires\"", "give the last day"),
                new Case(ACCEPTED.replace("2026-11-30", "2026-11-31"), "\"2026-11-31\" is no day", "year-month-day"),
                new Case(ACCEPTED.replace("expires", "expiry"), "an entry has no member \"expiry\"", "expires"),
                new Case("\"foo\"", "line 2: this is no object", "in an object"),
                new Case("{\"project\"", "line 2: ", "one JSON object per line"),
                new Case(ACCEPTED.replace("{", "{\"project\": \"foo\", "), "line 2: ", "one JSON object per line"))) {
            BadBaselineException bad = catchThrowableOfType(
                    BadBaselineException.class, () -> Baseline.load(file(ACCEPTED + "\n" + each.second())));

            assertThat(bad).as(each.second()).hasMessageContaining(each.cause());
            assertThat(bad.remedy()).contains(each.remedy());
        }
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("baseline.jsonl"), text);
    }
}
