package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Versions in the order of PEP 440's section on the order within a release, and what packaging adds to it. */
class Pep440OrderTest {
    private static final List<String> ASCENDING = List.of(
            "not-a-version",
            "0.9",
            "1.dev0",
            "1.0.dev456",
            "1.0a1.dev1",
            "1.0a1",
            "1.0a2.dev456",
            "1.0a12.dev456",
            "1.0a12",
            "1.0b1.dev456",
            "1.0b2",
            "1.0b2.post345.dev456",
            "1.0b2.post345",
            "1.0rc1.dev456",
            "1.0rc1",
            "1.0",
            "1.0+abc.5",
            "1.0+abc.7",
            "1.0+5",
            "1.0+5.a",
            "1.0.post456.dev34",
            "1.0.post456",
            "1.0.1",
            "1.1.dev1",
            "1.9",
            "1.10",
            "1.99999999999999999999999",
            "1!0.1");

    @Test
    void versionsAreInOrder() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                assertThat(Integer.signum(Pep440Order.of(ASCENDING.get(i)).compareTo(Pep440Order.of(ASCENDING.get(j)))))
                        .as("%s and %s", ASCENDING.get(i), ASCENDING.get(j))
                        .isEqualTo(Integer.compare(i, j));
                assertThat(Integer.signum(key(i).compareTo(key(j))))
                        .as("%s and %s", key(i), key(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    private static String key(int place) {
        return Pep440Order.of(ASCENDING.get(place)).key();
    }

    @Test
    void equalVersionsAreEqual() {
        for (String spelling : List.of("1.0", "v1.0.0", "0!1", " 01 ")) {
            assertThat(Pep440Order.of(spelling)).isEqualTo(Pep440Order.of("1")).hasSameHashCodeAs(Pep440Order.of("1"));
            assertThat(Pep440Order.of(spelling).key())
                    .isEqualTo(Pep440Order.of("1").key());
        }
    }
}
