package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit that stops the reading of a part is named in every format, and everything else of the wheel is judged. */
class CheckLimitsTest {
    private static final int PARTIAL = 4;
    private static final String LIMIT = "limit_text_bytes";
    private static final String LONG = "honest-1.0.dist-info/entry_points.txt";

    @TempDir
    private Path folder;

    @Test
    void everyFormatNamesTheLimit() throws IOException {
        Path wheel = Wheels.honest().file(LONG, new byte[(16 << 20) + 1]).writeTo(folder);
        for (String format : List.of("text", "json", "sarif", "github")) {
            Outcome outcome = Outcome.of("check", "--format", format, "--fail-on", "none", wheel);

            assertThat(outcome.code()).as(format).isEqualTo(PARTIAL);
            assertThat(outcome.out()).as(format).contains(LIMIT, LONG);
        }
    }

    @Test
    void theElfFilesAreJudged() throws IOException {
        Path wheel = Wheels.honest().file(LONG, new byte[(16 << 20) + 1]).writeTo(folder);

        assertThat(Outcome.of("check", "--format", "json", "--fail-on", "none", wheel)
                        .out())
                .contains("\"verdict\":\"honest\"", "\"status\":\"partial\"");
    }
}
