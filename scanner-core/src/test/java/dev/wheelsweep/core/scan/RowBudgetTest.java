package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowBudgetTest {

    @Test
    void everyRowCostsItsTextThePathAndWhatItMayResolveTo() throws IOException, FormatException {
        // Rows: the file, 2 needed, 1 version, 1 import, 1 provided version; 10 bytes for each needed library.
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

        assertThatCode(() -> of(cost).keep("a.so", facts)).doesNotThrowAnyException();
        assertThatThrownBy(() -> of(cost - 1).keep("a.so", facts))
                .isInstanceOfSatisfying(FormatException.class, RowBudgetTest::isLimit);
    }

    /** 4,096 libraries times 2,000 folders, in a file that deflates to a few hundred bytes, in a wheel that has many. */
    @Test
    void everyFolderToLookIntoCosts() throws IOException, FormatException {
        ElfBuilder elf =
                ElfBuilder.library().rpath("$ORIGIN/a:$ORIGIN/b:$ORIGIN/c").needed("x", "y");
        ElfFacts facts = LoneElf.at("a", elf).facts();
        int cost = 3 * 1 + 2 * 10 + 2 + 3 * 2;

        assertThatCode(() -> of(cost).keep("a", facts)).doesNotThrowAnyException();
        assertThatThrownBy(() -> of(cost - 1).keep("a", facts))
                .isInstanceOfSatisfying(FormatException.class, RowBudgetTest::isLimit);
    }

    @Test
    void failuresCostTheirTextUntilNothingIsLeft() throws FormatException {
        Failure failure = new Failure(Optional.of("name"), Format.ZIP, Reason.ENCRYPTED, 0, "detail");
        RowBudget budget = of(25);
        budget.keep(failure);
        budget.keep(failure);

        assertThatThrownBy(() -> budget.keep(failure))
                .isInstanceOfSatisfying(FormatException.class, RowBudgetTest::isLimit)
                .hasMessageContaining("rows of 10 bytes, but of one wheel only 5 more are kept");
    }

    @Test
    void countsBytesAsUtf8HasThem() {
        for (String text : new String[] {"", "abc", "ä", "€", "\u07ff\u0800", "\u007f\u0080"}) {
            assertThat(RowBudget.bytes(text)).as(text).isEqualTo(text.getBytes(UTF_8).length);
        }
    }

    private static RowBudget of(long rowBytes) {
        return new RowBudget(new SmallLimits().rowBytes(rowBytes).all(), 10);
    }

    private static void isLimit(FormatException thrown) {
        assertThat(thrown.reason()).isEqualTo(Reason.LIMIT_ROW_BYTES);
    }
}
