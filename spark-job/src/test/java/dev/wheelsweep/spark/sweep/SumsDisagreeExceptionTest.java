package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SumsDisagreeExceptionTest {

    @Test
    void everyListedFileHasOneStatus() {
        assertThatCode(() -> SumsDisagreeException.check(3, Map.of("ok", 2L, "failed", 1L)))
                .doesNotThrowAnyException();
        assertThatCode(() -> SumsDisagreeException.check(0, Map.of())).doesNotThrowAnyException();
    }

    @Test
    void aLostFileAndAFileCountedTwiceAreReported() {
        assertThatThrownBy(() -> SumsDisagreeException.check(3, new TreeMap<>(Map.of("ok", 1L, "failed", 1L))))
                .isInstanceOf(SumsDisagreeException.class)
                .hasMessage("3 files were listed, but the rows by status are {failed=1, ok=1}");
        assertThatThrownBy(() -> SumsDisagreeException.check(1, Map.of("ok", 2L)))
                .isInstanceOf(SumsDisagreeException.class);
    }
}
