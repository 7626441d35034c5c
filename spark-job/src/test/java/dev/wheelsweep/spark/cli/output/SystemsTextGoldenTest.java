package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.system.SystemCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** The list of the built-in systems on one day. {@code -Dgolden.update=true} writes it again; review the difference. */
class SystemsTextGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/wheelsweep/spark/cli/output/systems.txt");

    @Test
    void theListIsTheReviewedOne() throws IOException {
        StringWriter list = new StringWriter();
        SystemsText.write(SystemCatalog.builtIn(), LocalDate.of(2026, 11, 29), new PrintWriter(list));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, list.toString());
        }

        assertThat(list.toString().lines()).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
    }
}
