package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MostFrequentTest {
    private static final Map<String, Long> COUNTS = new TreeMap<>(Map.of("a", 3L, "b", 1L, "c", 9L, "d", 2L));

    @Test
    void keepsTheLargestInTheirOrderAndLosesNoCount() {
        assertThat(MostFrequent.of(COUNTS, 2).toString()).isEqualTo("{a=3, c=9, others=3}");
        assertThat(MostFrequent.of(COUNTS, 3).toString()).isEqualTo("{a=3, c=9, d=2, others=1}");
    }

    @Test
    void hasNoOthersWhereAllIsShown() {
        assertThat(MostFrequent.of(COUNTS, 4)).isEqualTo(COUNTS);
        assertThat(MostFrequent.of(Map.of(), 4)).isEmpty();
    }
}
