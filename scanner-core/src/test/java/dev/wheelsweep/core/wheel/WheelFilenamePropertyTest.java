package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every name gives parts that print as the name, or an error that points into the name. */
class WheelFilenamePropertyTest {
    private static final long SEED = 491;
    private static final int NAMES = 50_000;

    @Test
    void everyNameGivesPartsOrAnError() {
        int parsed = 0;
        for (String name : MutatedNames.of(SEED, NAMES)) {
            String context = "seed %d: %s".formatted(SEED, name);
            try {
                WheelFilename wheel = WheelFilename.parse(name);
                assertThat(wheel.text()).as(context).isEqualTo(name);
                for (List<?> set : List.of(wheel.pythonTags(), wheel.abiTags(), wheel.platformTags())) {
                    assertThat(set).as(context).isNotEmpty().doesNotHaveDuplicates();
                }
                assertThat(wheel.tags().distinct().count()).as(context).isEqualTo(wheel.tagCount());
                assertThat(wheel.version()).as(context).doesNotContain("-");
                parsed++;
            } catch (FormatException bad) {
                assertThat(bad.format()).as(context).isEqualTo(Format.NAME);
                assertThat(bad.offset()).as(context).isBetween(0L, (long) name.length());
                assertThat(bad.detail()).as(context).endsWith("\"" + name + "\"");
            }
        }
        assertThat(parsed).isBetween(NAMES / 5, NAMES * 9 / 10);
    }
}
