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

/** Findings that {@code check} does not count: accepted by a baseline, excluded by name, or brought by somebody else. */
class CheckAcceptanceTest {
    private static final String ACCEPT_BOTH = """
            {"project": "over", "finding": "executable_stack", "reason": "fixed in 2.0", "expires": "2999-03-31"}
            {"project": "over", "finding": "tag_violated", "reason": "known users", "expires": "2999-03-31"}
            """;

    @TempDir
    private Path folder;

    @Test
    void acceptedFindingsAreShownButDoNotCount() throws IOException {
        Path baseline = Files.writeString(folder.resolve("accepted.jsonl"), ACCEPT_BOTH);
        Path wheel = Wheels.overclaiming().writeTo(folder);

        Outcome outcome = Outcome.of("check", "--baseline", baseline, wheel);

        assertThat(Outcome.of("check", wheel).code()).isEqualTo(1);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("  overclaims   manylinux_2_17_x86_64")
                .contains("  accepted     tag_violated: known users (until 2999-03-31)")
                .contains("  accepted     executable_stack: fixed in 2.0 (until 2999-03-31)")
                .doesNotContain("  error ");
        JsonNode json = Documents.read(Outcome.of("check", "--format", "json", "--baseline", baseline, wheel)
                .out());
        assertThat(json.get("findings"))
                .isNotEmpty()
                .allMatch(finding -> finding.get("accepted").asBoolean());
        JsonNode sarif = Documents.read(Outcome.of("check", "--format", "sarif", "--baseline", baseline, wheel)
                .out());
        assertThat(sarif.at("/runs/0/results"))
                .isNotEmpty()
                .allMatch(result -> result.at("/suppressions/0/kind").asText().equals("external"));
    }

    @Test
    void aBaselineOfAnotherProjectAcceptsNothing() throws IOException {
        Path baseline =
                Files.writeString(folder.resolve("accepted.jsonl"), ACCEPT_BOTH.replace("\"over\"", "\"other\""));

        assertThat(Outcome.of(
                                "check",
                                "--baseline",
                                baseline,
                                Wheels.overclaiming().writeTo(folder))
                        .code())
                .isEqualTo(1);
    }

    @Test
    void anExpiredEntryAcceptsNothingAndIsNoted() throws IOException {
        Path baseline = Files.writeString(folder.resolve("accepted.jsonl"), ACCEPT_BOTH.replace("2999", "2001"));

        Outcome outcome = Outcome.of(
                "check", "--baseline", baseline, Wheels.overclaiming().writeTo(folder));

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("line 1 (over, executable_stack): expired on 2001-03-31");
    }

    @Test
    void aWrongBaselineIsWrongUsage() throws IOException {
        Path baseline = Files.writeString(folder.resolve("accepted.jsonl"), "{}");

        Outcome outcome =
                Outcome.of("check", "--baseline", baseline, Wheels.honest().writeTo(folder));

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("wheelsweep: cannot use the baseline " + baseline);
    }

    @Test
    void excludedLibrariesBreakNoPromise() throws IOException {
        Path wheel = needing("libfoo.so.3", "libbar.so.1");

        assertThat(Outcome.of("check", wheel).code()).isEqualTo(1);
        assertThat(Outcome.of("check", "--exclude", "libfoo.so.3", wheel).code())
                .isEqualTo(1);
        assertThat(Outcome.of("check", "--exclude", "libfoo.so.*,libbar.so.1", wheel)
                        .out())
                .contains("  honest ");
        assertThat(Outcome.of("check", "--exclude", "libfoo.so.3", "--exclude", "libbar.*", wheel)
                        .code())
                .isZero();
    }

    @Test
    void aLibraryThatAnotherDistributionBringsIsAWarning() throws IOException {
        Path wheel = WheelBuilder.named("numba-1.0-cp312-cp312-manylinux_2_17_x86_64.whl")
                .elf("numba/_tbb.so", extension("libtbb.so.12"))
                .elf("numba/_cuda.so", extension("libcuda.so.1"))
                .writeTo(folder);

        Outcome outcome = Outcome.of("check", wheel);

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("  overclaims   manylinux_2_17_x86_64")
                .contains("  warning      needs_other_distribution: ")
                .contains("numba/_tbb.so (libtbb.so.12, for an optional backend of numba)")
                .contains("  info         needs_driver: ")
                .contains("numba/_cuda.so (libcuda.so.1, which the NVIDIA driver brings)");
        assertThat(Outcome.of("check", "--fail-on", "warning", wheel).code()).isEqualTo(1);
        assertThat(Documents.read(
                                Outcome.of("check", "--format", "sarif", wheel).out())
                        .at("/runs/0/results"))
                .extracting(result -> result.get("ruleId").asText())
                .containsExactly("needs_other_distribution", "needs_driver");
    }

    private Path needing(String... libraries) throws IOException {
        return WheelBuilder.named("p-1.0-cp312-cp312-manylinux_2_5_x86_64.whl")
                .elf("p/_x.so", extension(libraries))
                .writeTo(folder);
    }

    private static ElfBuilder extension(String... libraries) {
        return ElfBuilder.library()
                .needed(Wheels.LIBC)
                .needed(libraries)
                .exporting("PyInit__x")
                .need(Wheels.LIBC, "GLIBC_2.2.5", "free");
    }
}
