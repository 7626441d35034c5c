package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ScanBudgetTest {

    @Test
    void bytesAreSpentUntilNoneAreLeft() throws FormatException {
        ScanBudget budget = new ScanBudget(0, 100, 0);
        budget.read(60);

        assertThatThrownBy(() -> budget.read(41))
                .isInstanceOfSatisfying(FormatException.class, ScanBudgetTest::isLimit)
                .hasMessageContaining("41 bytes, but of all ELF files of a wheel only 40 more are read");
        assertThatThrownBy(() -> budget.read(Long.MAX_VALUE))
                .isInstanceOfSatisfying(FormatException.class, ScanBudgetTest::isLimit);
        assertThatCode(() -> budget.read(40)).doesNotThrowAnyException();
    }

    @Test
    void everyRowCostsItsTextThePathAndWhatItMayResolveTo() throws IOException, FormatException {
        // Rows: the file, 2 needed, 1 version, 1 import, 1 provided version; 10 characters for each needed library.
        ElfFacts facts = LoneElf.at(
                        "a.so",
                        ElfBuilder.library()
                                .needed("lib1", "lib2")
                                .need("lib1", "V_1", "f", "gh")
                                .importing("xyz")
                                .defining("W_1")
                                .exporting("PyInit_a"))
                .facts();
        int path = "a.so".length();
        int cost = 6 * path + 8 + 2 * 10 + (4 + 3 + 3) + 3 + 3 + "PyInit_a".length();

        assertThatCode(() -> new ScanBudget(10, 0, cost).keep("a.so", facts)).doesNotThrowAnyException();
        assertThatThrownBy(() -> new ScanBudget(10, 0, cost - 1).keep("a.so", facts))
                .isInstanceOfSatisfying(FormatException.class, ScanBudgetTest::isLimit);
    }

    private static void isLimit(FormatException thrown) {
        assertThat(thrown.reason()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }
}
