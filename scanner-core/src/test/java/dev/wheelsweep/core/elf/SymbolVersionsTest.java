package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which symbol is bound to which need, as in ld.so. */
final class SymbolVersionsTest {
    private static final int HIDDEN = 0x8000;
    private static final int VERNAUX_1 = 16;
    private static final int VERNAUX_2 = 32;
    private static final int VNA_OTHER = 6;

    /** Symbols: 1 plain, 2 old (index 2), 3 young (index 3). */
    private static final BuiltElf GOOD = ElfBuilder.library()
            .importing("plain")
            .need("libc.so.6", "GLIBC_2.2.5", "old")
            .need("libc.so.6", "GLIBC_2.34", "young")
            .build();

    private static final int NEEDS = GOOD.at(Table.VERSION_NEEDS);

    @Test
    void bindsByIndex() throws Exception {
        assertThat(symbols(GOOD)).containsExactly(List.of("old"), List.of("young"));
        assertThat(unversioned(GOOD)).containsExactly("plain");
    }

    @Test
    void ignoresTheHiddenBit() throws Exception {
        assertThat(symbols(versym(2, 2 | HIDDEN))).containsExactly(List.of("old"), List.of("young"));
        assertThat(symbols(GOOD.u16(NEEDS + VERNAUX_1 + VNA_OTHER, 2 | HIDDEN)))
                .containsExactly(List.of("old"), List.of("young"));
    }

    @Test
    void leavesSymbolsOfOtherIndicesUnversioned() throws Exception {
        for (int index : new int[] {0, 1, 77}) {
            BuiltElf elf = versym(3, index);
            assertThat(symbols(elf)).containsExactly(List.of("old"), List.of());
            assertThat(unversioned(elf)).containsExactly("plain", "young");
        }
    }

    @Test
    void bindsToTheLastOfTwoNeedsWithOneIndex() throws Exception {
        assertThat(symbols(GOOD.u16(NEEDS + VERNAUX_2 + VNA_OTHER, 2))).containsExactly(List.of(), List.of("old"));
    }

    @Test
    void bindsNothingToANeedWhoseIndexIsReserved() throws Exception {
        BuiltElf elf = GOOD.u16(NEEDS + VERNAUX_1 + VNA_OTHER, 1);
        assertThat(symbols(elf)).containsExactly(List.of(), List.of("young"));
        assertThat(unversioned(elf)).containsExactly("plain", "old");
    }

    @Test
    void withoutTheTableEverySymbolIsUnversioned() throws Exception {
        BuiltElf elf = GOOD.word(GOOD.tag(DynamicTag.DT_VERSYM), 0x70000001L);
        assertThat(symbols(elf)).containsExactly(List.of(), List.of());
        assertThat(unversioned(elf)).containsExactly("plain", "old", "young");
    }

    @Test
    void ignoresBothCounts() throws Exception {
        BuiltElf elf = GOOD.word(GOOD.value(0x6fffffffL /* DT_VERNEEDNUM */), 0).u16(NEEDS + 2 /* vn_cnt */, 9);
        assertThat(elf.facts()).isEqualTo(GOOD.facts());
    }

    /** Every Verneed may lead to the same long list, so that n + m records need n x m visits. */
    @Test
    void refusesListsThatShareTheirTails() throws Exception {
        assertThat(chained(300).facts().symbols().versionNeeds()).hasSize(300 * 301 / 2);
        FormatException bad = catchThrowableOfType(FormatException.class, chained(1000)::facts);
        assertThat(bad.reason()).isEqualTo(Reason.LIMIT_VERSION_RECORDS);
    }

    private static BuiltElf chained(int libraries) {
        ElfBuilder elf = ElfBuilder.library();
        for (int i = 0; i < libraries; i++) {
            elf.need("lib" + i, "V");
        }
        BuiltElf built = elf.build();
        int record = 16;
        for (int i = 0; i < libraries - 1; i++) {
            int vernaux = built.at(Table.VERSION_NEEDS) + i * 2 * record + record;
            built = built.u32(vernaux + 12 /* vna_next */, 2L * record);
        }
        return built;
    }

    private static BuiltElf versym(int symbol, int value) {
        return GOOD.u16(GOOD.at(Table.SYMBOL_VERSIONS) + 2 * symbol, value);
    }

    private static List<List<String>> symbols(BuiltElf elf) throws Exception {
        return elf.facts().symbols().versionNeeds().stream()
                .map(need -> need.symbols().stream().map(ImportedSymbol::name).toList())
                .toList();
    }

    private static List<String> unversioned(BuiltElf elf) throws Exception {
        return elf.facts().symbols().unversionedImports().stream()
                .map(ImportedSymbol::name)
                .toList();
    }
}
