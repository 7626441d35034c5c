package dev.wheelsweep.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DottedNumberTest {
    /** From low to high; as text, 2.9 would come last. */
    private static final List<DottedNumber> ASCENDING = List.of(
            DottedNumber.of(0),
            DottedNumber.of(2),
            DottedNumber.of(2, 0),
            DottedNumber.of(2, 3),
            DottedNumber.of(2, 3, 4),
            DottedNumber.of(2, 9),
            DottedNumber.of(2, 17),
            DottedNumber.of(2, 17, 0),
            DottedNumber.of(3, 4, 9),
            DottedNumber.of(3, 4, 19),
            DottedNumber.of(999_999_999));

    @Test
    void comparesNumberByNumber() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                assertThat(Integer.signum(ASCENDING.get(i).compareTo(ASCENDING.get(j))))
                        .as("%s to %s", ASCENDING.get(i), ASCENDING.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void isEqualExactlyWhereComparisonSaysSo() {
        assertThat(DottedNumber.of(2, 17)).isEqualTo(DottedNumber.of(2, 17)).hasSameHashCodeAs(DottedNumber.of(2, 17));
        assertThat(DottedNumber.of(2, 17)).isNotEqualTo(DottedNumber.of(2, 17, 0));
        assertThat(DottedNumber.parse("2.05")).contains(DottedNumber.of(2, 5));
    }

    @Test
    void readsWhatItWrites() {
        for (DottedNumber number : ASCENDING) {
            assertThat(DottedNumber.parse(number.toString())).contains(number);
        }
    }

    @Test
    void refusesOtherText() {
        List<String> others = List.of(
                "",
                ".",
                "2.",
                ".2",
                "2..17",
                "2.17 ",
                "-2.17",
                "+2",
                "2.17a",
                "FLOAT128",
                "2.1٧",
                "1234567890",
                "2.1234567890");
        for (String text : others) {
            assertThat(DottedNumber.parse(text)).as(text).isEmpty();
        }
    }

    @Test
    void readsTheLongestTextOnASmallStack() {
        int numbers = 100_000;
        assertThat(DottedNumber.parse("7" + ".7".repeat(numbers - 1))
                        .orElseThrow()
                        .numbers())
                .hasSize(numbers);
        assertThat(DottedNumber.parse("7" + ".7".repeat(numbers - 1) + "x")).isEmpty();
    }

    @Test
    void minorIsTheSecondNumberOrZero() {
        assertThat(IntStream.of(0, 3, 8).map(i -> ASCENDING.get(i).minor())).containsExactly(0, 3, 4);
        assertThat(DottedNumber.of(2, 17).minor()).isEqualTo(17);
    }

    @Test
    void ownsItsNumbersAndRefusesNonsense() {
        List<Integer> mine = new ArrayList<>(List.of(2, 17));
        DottedNumber number = new DottedNumber(mine);
        mine.set(1, 5);
        assertThat(number).isEqualTo(DottedNumber.of(2, 17));
        assertThatIllegalArgumentException().isThrownBy(() -> new DottedNumber(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> DottedNumber.of(2, -1));
    }
}
