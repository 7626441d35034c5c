package dev.wheelsweep.spark.cli.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.policy.FindingId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FindingGuideTest {

    /** An id that is copied from SQL, a shell or an enum is written in another way. */
    @Test
    void everyIdIsFoundInEverySpelling() {
        for (FindingId id : FindingId.values()) {
            for (String name : List.of(id.column(), id.name(), id.column().replace('_', '-'), " " + id.column())) {
                assertThat(FindingGuide.named(name)).as(name).contains(FindingGuide.of(id));
            }
        }
    }

    /** Any one letter may be missing, doubled, replaced or exchanged with its neighbour. */
    @Test
    void theIdThatWasMeantIsTheFirstSuggestion() {
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
                if (!missed.equals(name)) {
                    assertThat(FindingGuide.named(missed)).as(missed).isEmpty();
                    assertThat(FindingGuide.similar(missed)).as(missed).startsWith(name);
                }
            }
        }
    }
}
