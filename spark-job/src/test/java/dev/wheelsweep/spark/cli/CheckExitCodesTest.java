package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.WheelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit codes of {@code check}, which are the same for every format. */
class CheckExitCodesTest {
    private static final int CLEAN = 0;
    private static final int FINDINGS = 1;
    private static final int USAGE = 2;
    private static final int NO_INPUT = 3;
    private static final int PARTIAL = 4;

    @TempDir
    private Path folder;

    @Test
    void theMostSevereFindingIsComparedWithTheLimit() throws IOException {
        Path honest = Wheels.honest().writeTo(folder);
        Path over = Wheels.overclaiming().writeTo(folder);
        Path warning = Wheels.honest().phantom("gone.py").writeTo(folder.resolve("warning"));
        record Case(Path wheel, String failOn, int code) {}
        List<Case> cases = List.of(
                new Case(honest, "warning", CLEAN),
                new Case(warning, "none", CLEAN),
                new Case(warning, "error", CLEAN),
                new Case(warning, "warning", FINDINGS),
                new Case(over, "none", CLEAN),
                new Case(over, "error", FINDINGS),
                new Case(over, "warning", FINDINGS));
        for (Case it : cases) {
            for (String format : List.of("text", "json", "auditwheel-json", "sarif", "github")) {
                Outcome outcome = Outcome.of("check", "--format", format, "--fail-on", it.failOn(), it.wheel());

                assertThat(outcome.code()).as(it + " " + format).isEqualTo(it.code());
            }
        }
    }

    @Test
    void overclaimingIsAnErrorByDefault() throws IOException {
        assertThat(Outcome.of("check", Wheels.overclaiming().writeTo(folder)).code())
                .isEqualTo(FINDINGS);
    }

    @Test
    void aWheelThatUnderclaimsOrHasNoElfFileIsClean() throws IOException {
        Wheels.underclaiming().writeTo(folder);
        Wheels.pure().writeTo(folder);

        assertThat(Outcome.of("check", "--fail-on", "warning", folder).code()).isEqualTo(CLEAN);
    }

    @Test
    void aTruncatedWheelMakesTheResultPartialWhateverTheLimit() throws IOException {
        byte[] whole = Wheels.honest().bytes();
        Files.write(folder.resolve(Wheels.HONEST), Arrays.copyOf(whole, whole.length / 2));

        for (String failOn : List.of("none", "error", "warning")) {
            Outcome outcome = Outcome.of("check", "--fail-on", failOn, folder);

            assertThat(outcome.code()).isEqualTo(PARTIAL);
            assertThat(outcome.out()).contains("  failed       begins with a local header, but has no end record");
        }
    }

    /** Whatever its format: nothing unread looks clean. */
    @Test
    void anUnreadElfFileMakesTheResultPartial() throws IOException {
        byte[] elf = ElfBuilder.library().bytes();
        elf[4] = 7; // EI_CLASS
        for (WheelBuilder wheel : List.of(Wheels.honest(), Wheels.pure(), Wheels.underclaiming())) {
            Path path = wheel.file("bad.so", elf).writeTo(folder);
            for (String format : List.of("text", "json", "auditwheel-json", "sarif", "github")) {
                for (String verify : List.of("none", "all")) {
                    Outcome outcome = Outcome.of("check", "--format", format, "--verify", verify, path);

                    assertThat(outcome.code()).as(format).isEqualTo(PARTIAL);
                    assertThat(outcome.out()).as(format).contains("bad.so").doesNotContain("\"overall_tag\"");
                }
            }
        }
    }

    /** A finding stays true whatever the unread wheel holds. */
    @Test
    void findingsOutrankUnreadWheels() throws IOException {
        Wheels.overclaiming().writeTo(folder);
        Files.writeString(folder.resolve("page-1.0-py3-none-any.whl"), "<html>");

        assertThat(Outcome.of("check", folder).code()).isEqualTo(FINDINGS);
        assertThat(Outcome.of("check", "--fail-on", "none", folder).code()).isEqualTo(PARTIAL);
    }

    @Test
    void anUnknownSeverityIsWrongUsage() throws IOException {
        Outcome outcome =
                Outcome.of("check", "--fail-on", "info", Wheels.honest().writeTo(folder));

        assertThat(outcome.code()).isEqualTo(USAGE);
        assertThat(outcome.err()).contains("--fail-on takes one of none, error, warning, not 'info'");
    }

    @Test
    void aMissingPolicyFileIsNoInput() throws IOException {
        Path missing = folder.resolve("policies.json");
        Path wheel = Wheels.honest().writeTo(folder);

        Outcome expected = new Outcome(
                NO_INPUT,
                "",
                Outcome.error("cannot use the policy file " + missing, "there is no such file", "fix the path"));
        assertThat(Outcome.of("check", "--policy", missing, wheel)).isEqualTo(expected);
        assertThat(Outcome.of("policies", "--policy", missing)).isEqualTo(expected);
    }

    @Test
    void aMalformedPolicyFileIsNoInputAndTheErrorNamesTheLine() throws IOException {
        Path broken = Files.writeString(folder.resolve("policies.json"), "{\n  \"policies\": oops\n}");

        Outcome outcome =
                Outcome.of("check", "--policy", broken, Wheels.honest().writeTo(folder));

        assertThat(outcome.code()).isEqualTo(NO_INPUT);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("wheelsweep: cannot use the policy file " + broken + System.lineSeparator() + "  cause:  ")
                .containsPattern("line:? 2")
                .contains("  remedy: fix it, or omit --policy");
    }

    @Test
    void aFolderAsPolicyFileIsNoInput() throws IOException {
        Outcome outcome =
                Outcome.of("check", "--policy", folder, Wheels.honest().writeTo(folder));

        assertThat(outcome.code()).isEqualTo(NO_INPUT);
        assertThat(outcome.err()).startsWith("wheelsweep: cannot read the policy file " + folder);
    }
}
