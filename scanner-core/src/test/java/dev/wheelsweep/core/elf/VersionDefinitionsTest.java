package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.content.DynamicTag;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A malformed definition costs itself, and those that only it leads to, but never the needs. */
final class VersionDefinitionsTest {
    private static final int VERDEF = 28;
    private static final int VD_AUX = 12;
    private static final int VD_NEXT = 16;
    private static final int VDA_NAME = 20;
    private static final long NOWHERE = 0x7fff_0000L;

    private static final BuiltElf GOOD = ElfBuilder.library()
            .needed("libc.so.6")
            .need("libc.so.6", "GLIBC_2.17", "memcpy")
            .defining("A_1")
            .defining("B_1")
            .build();

    private static final int BASE = GOOD.at(Table.VERSION_DEFINITIONS);
    private static final int FIRST = BASE + VERDEF;

    /** @param kept the versions that are read nevertheless */
    private record Case(String field, BuiltElf elf, List<String> kept) {}

    private static final List<Case> CASES = List.of(
            new Case("DT_VERDEF", GOOD.word(GOOD.value(DynamicTag.DT_VERDEF), NOWHERE), List.of()),
            new Case("vd_version of the base", GOOD.u16(BASE, 0), List.of("A_1", "B_1")),
            new Case("vd_version", GOOD.u16(FIRST, 2), List.of("A_1", "B_1")),
            new Case("vd_next overlaps", GOOD.u32(FIRST + VD_NEXT, 8), List.of("A_1")),
            new Case("vd_next outside", GOOD.u32(FIRST + VD_NEXT, NOWHERE), List.of("A_1")),
            new Case("vd_next of the base", GOOD.u32(BASE + VD_NEXT, 4), List.of()),
            new Case("vd_aux on itself", GOOD.u32(FIRST + VD_AUX, 0), List.of("B_1")),
            new Case("vd_aux outside", GOOD.u32(FIRST + VD_AUX, NOWHERE), List.of("B_1")),
            new Case("vda_name", GOOD.u32(FIRST + VDA_NAME, NOWHERE), List.of("B_1")),
            new Case("vda_name of the last", GOOD.u32(FIRST + VERDEF + VDA_NAME, NOWHERE), List.of("A_1")));

    @Test
    void keepsTheNeedsAndWhatCanBeRead() throws Exception {
        assertThat(GOOD.facts().oddities()).isEmpty();
        for (Case it : CASES) {
            ElfFacts facts = it.elf().facts();
            assertThat(facts.oddities()).as(it.field()).containsExactly(Oddity.BAD_VERSION_DEFINITIONS);
            assertThat(facts.symbols().providedVersions())
                    .as(it.field())
                    .extracting(SymbolVersion::name)
                    .containsExactlyElementsOf(it.kept());
            assertThat(facts.symbols().versionNeeds())
                    .as(it.field())
                    .isEqualTo(GOOD.facts().symbols().versionNeeds());
        }
    }

    @Test
    void everyWordOfTheDefinitionsMayBeWrong() throws Exception {
        for (int at = BASE; at < BASE + 3 * VERDEF; at += 4) {
            for (long value : new long[] {0, 1, 19, 20, 0x7fff, 0xffff_ffffL}) {
                assertThat(GOOD.u32(at, value).facts().symbols().versionNeeds())
                        .as("%d at %d", value, at - BASE)
                        .isEqualTo(GOOD.facts().symbols().versionNeeds());
            }
        }
    }
}
