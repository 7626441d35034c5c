package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of the tables in RFC 1951 sections 3.2.5 to 3.2.7. */
class DeflateFormatTest {

    @ParameterizedTest
    @CsvSource({"257, 0, 3", "264, 0, 10", "265, 1, 11", "272, 2, 31", "277, 4, 67", "284, 5, 227", "285, 0, 258"})
    void lengths(int symbol, int extraBits, int base) {
        assertThat(DeflateFormat.lengthExtraBits(symbol)).isEqualTo(extraBits);
        assertThat(DeflateFormat.lengthBase(symbol)).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 1", "3, 0, 4", "4, 1, 5", "13, 5, 97", "20, 9, 1025", "28, 13, 16385", "29, 13, 24577"})
    void distances(int symbol, int extraBits, int base) {
        assertThat(DeflateFormat.distanceExtraBits(symbol)).isEqualTo(extraBits);
        assertThat(DeflateFormat.distanceBase(symbol)).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({"16, 2, 3", "17, 3, 3", "18, 7, 11"})
    void repetitions(int symbol, int extraBits, int base) {
        assertThat(DeflateFormat.precodeExtraBits(symbol)).isEqualTo(extraBits);
        assertThat(DeflateFormat.repeatBase(symbol)).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({"0, 143, 8", "144, 255, 9", "256, 279, 7", "280, 287, 8"})
    void fixedCode(int first, int last, int bits) {
        assertThat(IntStream.rangeClosed(first, last).map(DeflateFormat::fixedLiteralBits))
                .containsOnly(bits);
    }
}
