package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.wheel.Declarations;
import dev.wheelsweep.core.wheel.DistInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowBudgetTest {
    private static final String SEARCH_PATH = "$ORIGIN/a:$ORIGIN/b:$ORIGIN/c";

    @TempDir
    private Path folder;

    @Test
    void aRowCostsItsTextThePathAndTheLongestNameItMayResolveTo() throws IOException, FormatException {
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
        int cost = RowBudget.WORDS
                + "V_1".length()
                + 6 * path
                + 8
                + 2 * 10
                + (4 + 3 + "V".length() + 3)
                + 3
                + 3
                + "PyInit_a".length();

        assertThatCode(() -> of(cost).keep("a.so", facts)).doesNotThrowAnyException();
        assertThatThrownBy(() -> of(cost - 1).keep("a.so", facts))
                .isInstanceOfSatisfying(FormatException.class, RowBudgetTest::isLimit);
    }

    /** 4,096 libraries times 2,000 folders, in one of many files that deflate to a few hundred bytes. */
    @Test
    void everyFolderOfTheSearchPathCosts() throws IOException, FormatException {
        ElfBuilder elf = ElfBuilder.library().rpath(SEARCH_PATH).needed("x", "y");
        ElfFacts facts = LoneElf.at("a", elf).facts();
        int folders = 3;
        int cost = RowBudget.WORDS + (3 + folders) * 1 + 2 * 10 + 2 + folders * 2 + SEARCH_PATH.length();

        assertThatCode(() -> of(cost).keep("a", facts)).doesNotThrowAnyException();
        assertThatThrownBy(() -> of(cost - 1).keep("a", facts))
                .isInstanceOfSatisfying(FormatException.class, RowBudgetTest::isLimit);
    }

    @Test
    void failuresCostTheirTextUntilNothingIsLeft() throws FormatException {
        Failure failure = new Failure(Optional.of("name"), Format.ZIP, Reason.ENCRYPTED, 0, "detail");
        int words = "zip".length() + "encrypted".length();
        RowBudget budget = of(25 + 2 * words);
        budget.keep(failure);
        budget.keep(failure);

        assertThatThrownBy(() -> budget.keep(failure))
                .isInstanceOfSatisfying(FormatException.class, RowBudgetTest::isLimit)
                .hasMessageContaining("rows of 22 bytes, but only 5 bytes are left for this wheel");
    }

    @Test
    void distInfoCostsItsText() throws FormatException {
        DistInfo distInfo = new DistInfo(
                List.of("gen"),
                Optional.empty(),
                List.of("tag1", "tag2"),
                Optional.of(">=3"),
                List.of("a"),
                List.of("b"),
                true,
                1,
                1,
                Optional.of(new Declarations(
                        List.of("d"), Optional.of("1"), Optional.of("n"), Optional.of("2"), List.of("r"))));
        of(21).keep(distInfo);

        assertThatThrownBy(() -> of(20).keep(distInfo))
                .isInstanceOfSatisfying(FormatException.class, RowBudgetTest::isLimit);
    }

    @Test
    void manySmallFilesWithLongNamesAndSearchPathsReachTheLimit() throws IOException {
        int files = 20;
        int length = 500;
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME);
        for (int i = 0; i < files; i++) {
            wheel.elf(
                    "%d.so".formatted(i),
                    ElfBuilder.library().soname("s".repeat(length)).runpath("r".repeat(length)));
        }
        Path path = wheel.writeTo(folder);

        WheelReport report = scan(path, (long) files * length);
        assertThat(report.status()).isEqualTo(WheelStatus.PARTIAL);
        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.LIMIT_ROW_BYTES);
        assertThat(report.elfFiles()).hasSizeBetween(1, files / 2);
        assertThat(scan(path, 3L * files * length).status()).isEqualTo(WheelStatus.OK);
    }

    private static WheelReport scan(Path wheel, long rowBytes) throws IOException {
        return new WheelScanner(
                        InputMode.MMAP::open,
                        new SmallLimits().rowBytes(rowBytes).all())
                .scan(wheel);
    }

    private static RowBudget of(long rowBytes) {
        return new RowBudget(new SmallLimits().rowBytes(rowBytes).all(), 10);
    }

    private static void isLimit(FormatException thrown) {
        assertThat(thrown.reason()).isEqualTo(Reason.LIMIT_ROW_BYTES);
    }
}
