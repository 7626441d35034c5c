package dev.wheelsweep.spark.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SweepIdTest {

    @Test
    void isTheSecondOfItsStartInUtc() {
        assertThat(SweepId.at(Instant.parse("2026-11-22T02:15:00.999Z"))).hasToString("20261122T021500Z");
        assertThat(SweepId.at(Instant.parse("2027-01-02T23:04:05Z")).text()).isEqualTo("20270102T230405Z");
    }

    @Test
    void theNextIsThatOfTheSecondAfter() {
        assertThat(new SweepId("20261231T235959Z").next()).hasToString("20270101T000000Z");
    }
}
