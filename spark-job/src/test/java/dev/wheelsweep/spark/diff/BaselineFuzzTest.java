package dev.wheelsweep.spark.diff;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever file {@code --baseline} names: its entries are read, or it is refused with a line and a remedy. */
class BaselineFuzzTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);

    private static final String ENTRY =
            "{\"project\": \"A.b\", \"finding\": \"executable_stack\", \"reason\": \"fixed in 2\", \"expires\": \"2027-03-31\"}";

    static Stream<byte[]> seeds() {
        return Stream.of(
                        ENTRY,
                        ENTRY + "\n" + ENTRY.replace("2027", "+999999999"),
                        "[" + ENTRY + "]",
                        "[" + ENTRY + "]" + ENTRY,
                        "[" + ENTRY,
                        "{\"project\": [{}], \"finding\": null}",
                        "{\"project\": \"a\", \"project\": \"b\"}",
                        "7 null \"text\"",
                        "",
                        "\0\0\0{",
                        "\ufeff[]")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyFileIsReadOrRefused(byte[] file) throws IOException {
        try {
            Baseline baseline = Baseline.parse(file);
            assertThat(baseline.on(TODAY).suppressions().size()
                            + baseline.expired(TODAY).size())
                    .isEqualTo(baseline.suppressions().size());
            for (Suppression entry : baseline.suppressions()) {
                assertThat(baseline.acceptance(entry.project(), entry.finding()))
                        .isPresent();
                assertThat(entry.line()).isPositive();
            }
        } catch (BadBaselineException refused) {
            assertThat(refused).hasMessageStartingWith("line ").hasMessageNotContaining("Exception");
            assertThat(refused.remedy()).isNotEmpty();
        }
    }
}
