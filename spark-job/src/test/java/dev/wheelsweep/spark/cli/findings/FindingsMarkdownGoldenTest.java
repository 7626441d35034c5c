package dev.wheelsweep.spark.cli.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The catalogue of findings. {@code -Dgolden.update=true} writes it again; review the difference. */
class FindingsMarkdownGoldenTest {
    private static final Path GOLDEN = Path.of("../docs/findings.md");

    @Test
    void thePageIsTheReviewedOne() throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(GOLDEN, FindingsMarkdown.page());
        }

        assertThat(FindingsMarkdown.page().lines()).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
    }

    @Test
    void everyGuideHasAHeading() throws IOException {
        String page = Files.readString(GOLDEN);

        assertThat(FindingGuide.all()).allSatisfy(guide -> {
            assertThat(page).contains("\n## " + guide.id() + "\n");
        });
    }
}
