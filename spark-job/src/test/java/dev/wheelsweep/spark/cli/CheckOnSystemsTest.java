package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --on}: what happens to a wheel on systems, and what of it counts as an error. */
class CheckOnSystemsTest {
    @TempDir
    private Path folder;

    @Test
    void aWheelInstallsAndLoadsOrNot() throws IOException {
        Path wheel = Wheels.overclaiming().writeTo(folder);

        Outcome outcome = Outcome.of("check", "--on", "rhel:6,rhel:7,alpine:3.20,debian:12", "--python", "3.12", wheel);

        assertThat(outcome.out())
                .contains("  rhel:6       does not install: needs glibc 2.17, has 2.12 (Python 3.12, pip 26.3; ")
                .contains("  rhel:7       installs, but does not load: /lib64/libc.so.6: version `GLIBC_2.34' not found"
                        + " (required by <site-packages>/over/_a.so) (Python 3.12, pip 26.3; ")
                .contains("  alpine:3.20  does not install: is for glibc, the system has musl (")
                .contains("  debian:12    installs and loads (");
        assertThat(outcome.out()).doesNotContain("does_not_load:");
    }

    @Test
    void aSystemThatInstallsAndDoesNotLoadIsAnError() throws IOException {
        Path wheel = WheelBuilder.named("p-1.0-cp312-cp312-linux_x86_64.whl")
                .elf(
                        "p/_x.so",
                        ElfBuilder.library()
                                .needed(Wheels.LIBC)
                                .exporting("PyInit__x")
                                .need(Wheels.LIBC, "GLIBC_2.34", "dlopen"))
                .writeTo(folder);
        Path baseline = Files.writeString(folder.resolve("accepted.jsonl"), """
                {"project": "p", "finding": "does_not_load", "reason": "no users there", "expires": "2999-03-31"}
                """);

        assertThat(Outcome.of("check", wheel).code()).isZero();
        assertThat(Outcome.of("check", "--on", "debian:12", wheel).code()).isZero();
        assertThat(Outcome.of("check", "--on", "debian:11,debian:12", wheel).code())
                .isEqualTo(1);
        assertThat(Outcome.of("check", "--on", "debian:11", "--fail-on", "none", wheel)
                        .code())
                .isZero();
        assertThat(Outcome.of("check", "--on", "debian:11", "--baseline", baseline, wheel)
                        .code())
                .isZero();
        JsonNode sarif = Documents.read(Outcome.of("check", "--on", "debian:11", "--format", "sarif", wheel)
                .out());
        JsonNode result = sarif.at("/runs/0/results/0");
        assertThat(result.get("ruleId").asText()).isEqualTo("does_not_load");
        assertThat(result.get("level").asText()).isEqualTo("error");
        assertThat(result.at("/message/text").asText())
                .contains("debian:11: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.34' not found");
    }

    @Test
    void theJsonObjectHasEverySystem() throws IOException {
        Path wheel = Wheels.overclaiming().writeTo(folder);

        JsonNode json = Documents.read(Outcome.of("check", "--format", "json", "--on", "rhel:6,rhel:7", wheel)
                .out());

        assertThat(json.get("systems")).hasSize(2);
        JsonNode old = json.at("/systems/0");
        assertThat(old.get("system").asText()).isEqualTo("rhel:6");
        assertThat(old.get("installs").asBoolean()).isFalse();
        assertThat(old.at("/refusal/text").asText()).isEqualTo("needs glibc 2.17, has 2.12");
        assertThat(old.get("end_of_support").asText()).isEqualTo("2020-11-30");
        JsonNode later = json.at("/systems/1");
        assertThat(later.get("installs").asBoolean()).isTrue();
        assertThat(later.get("refusal").isNull()).isTrue();
        assertThat(later.get("loads").asText()).isEqualTo("fails");
        assertThat(later.at("/failure/kind").asText()).isEqualTo("missing_version");
        assertThat(later.at("/failure/library").asText()).isEqualTo(Wheels.LIBC);
        assertThat(later.at("/failure/version").asText()).isEqualTo("GLIBC_2.34");
        assertThat(Documents.read(Outcome.of("check", "--format", "json", wheel).out())
                        .get("systems"))
                .isEmpty();
    }

    @Test
    void anOldPipDoesNotKnowATagThatTheSystemCouldRun() throws IOException {
        Path wheel = Wheels.honest().writeTo(folder);

        assertThat(Outcome.of("check", "--on", "rhel:7", "--python", "3.12", "--pip", "19.3", wheel)
                        .out())
                .contains("  rhel:7       installs and loads (Python 3.12, pip 19.3; ");
        assertThat(Outcome.of("check", "--on", "rhel:7", "--python", "3.12", "--pip", "19.2", wheel)
                        .out())
                .contains("  rhel:7       does not install: pip 19.2 does not know the tag ");
    }

    @Test
    void anOldPythonHasAnOldPip() throws IOException {
        Path wheel =
                WheelBuilder.named("p-1.0-cp27-cp27mu-manylinux1_x86_64.whl").writeTo(folder);

        assertThat(Outcome.of("check", "--on", "debian:12", wheel).out())
                .contains("  debian:12    does not install: requires Python ")
                .contains(", the interpreter is 2.7 (Python 2.7, pip 20.3.4; ");
    }

    @Test
    void aSystemOfAnotherArchitectureInstallsNothing() throws IOException {
        Path wheel = WheelBuilder.named("p-1.0-py3-none-linux_armv6l.whl").writeTo(folder);

        assertThat(Outcome.of("check", "--on", "rhel:8", wheel).out())
                .contains("  rhel:8       does not install: is for armv6l, the interpreter is for x86_64 (");
    }

    @Test
    void aWheelOfWhichAFileCannotBeReadIsNotSaidToLoad() throws IOException {
        Path wheel = WheelBuilder.named("p-1.0-cp312-cp312-linux_x86_64.whl")
                .elf("p/_x.so", ElfBuilder.library().needed(Wheels.LIBC).exporting("PyInit__x"))
                .text("p/_y.so", "\u007fELF and no header")
                .writeTo(folder);

        Outcome outcome = Outcome.of("check", "--on", "debian:12", wheel);

        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out())
                .contains("  debian:12    installs; whether it loads is unknown, because p/_y.so cannot be read (");
        assertThat(Documents.read(Outcome.of("check", "--format", "json", "--on", "debian:12", wheel)
                                .out())
                        .at("/systems/0/loads")
                        .asText())
                .isEqualTo("unknown");
    }

    @Test
    void wrongValuesAreWrongUsage() throws IOException {
        Path wheel = Wheels.honest().writeTo(folder);

        Outcome unknown = Outcome.of("check", "--on", "rhel:99", wheel);
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no system rhel:99").contains("known are ");
        assertThat(Outcome.of("check", "--python", "3.12", wheel).code()).isEqualTo(2);
        assertThat(Outcome.of("check", "--on", "rhel:8", "--python", "three", wheel)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void aPureWheelLoadsEverywhere() throws IOException {
        Path wheel = Wheels.pure().writeTo(folder);

        Outcome outcome = Outcome.of("check", "--on", "all", wheel);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("alpine:3.20 ").doesNotContain("does not load");
    }
}
