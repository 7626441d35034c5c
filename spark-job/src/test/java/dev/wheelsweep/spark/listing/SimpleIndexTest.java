package dev.wheelsweep.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SimpleIndexTest {
    @Test
    void absurdTimesAreUnknown() {
        assertThat(SimpleIndex.micros("1970-01-01T00:00:01Z")).contains(1_000_000L);
        assertThat(SimpleIndex.micros("+294247-01-10T04:00:54Z")).contains(9_223_372_036_854_000_000L);
        for (String time : new String[] {
            "+294247-01-10T04:00:55Z",
            "+999999999-12-31T23:59:59Z",
            "-999999999-01-01T00:00:00Z",
            "+292277026596-12-04T15:30:08Z",
            "NaN",
            "-1",
            ""
        }) {
            assertThat(SimpleIndex.micros(time)).as(time).isEmpty();
        }
    }
}
