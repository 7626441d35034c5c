package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfBuilder.HashStyle;
import dev.wheelsweep.core.elf.ElfBuilder.Strings;
import dev.wheelsweep.core.elf.content.DynamicTag;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sources of the number of dynamic symbols; the files import three symbols. */
final class SymbolCountTest {

    @ParameterizedTest
    @EnumSource(HashStyle.class)
    void findsTheImportsOfAFileThatDefinesNothing(HashStyle hash) throws Exception {
        assertThat(importer(ElfBuilder.library())
                        .hash(hash)
                        .build()
                        .facts()
                        .symbols()
                        .undefined())
                .isEqualTo(3);
    }

    @Test
    void readsWideHashEntriesOnS390xOnly() throws Exception {
        ElfBuilder s390x = ElfBuilder.library(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.S390);
        BuiltElf wide = importer(s390x).hash(HashStyle.SYSV).build();
        assertThat(wide.facts().symbols().undefined()).isEqualTo(3);
        // u64 nchain
        assertThat(wide.u32(wide.at(Table.SYSV_HASH) + 8 + 4, 3)
                        .facts()
                        .symbols()
                        .undefined())
                .isEqualTo(2);

        ElfBuilder s390 = ElfBuilder.library(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.S390);
        BuiltElf narrow = importer(s390).hash(HashStyle.SYSV).build();
        // u32 nchain
        assertThat(narrow.u32(narrow.at(Table.SYSV_HASH) + 4, 3)
                        .facts()
                        .symbols()
                        .undefined())
                .isEqualTo(2);
    }

    /** LLD and zig write 4 bytes where the ABI of s390x and Alpha has 8. */
    @Test
    void takesTheWidthOfHashEntriesThatMakesSense() throws Exception {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            for (int machine : new int[] {ElfBuilder.S390, ElfBuilder.ALPHA, ElfBuilder.X86_64, ElfBuilder.PPC64}) {
                for (int width : new int[] {Integer.BYTES, Long.BYTES}) {
                    for (HashStyle hash : List.of(HashStyle.SYSV, HashStyle.BOTH)) {
                        for (boolean defines : new boolean[] {false, true}) {
                            ElfBuilder elf = importer(ElfBuilder.library(ElfLayout.ELF64, order, machine))
                                    .hash(hash)
                                    .sysvHashWidth(width);
                            if (defines) {
                                elf.exporting("PyInit_x");
                            }
                            assertThat(elf.build().facts().symbols().undefined())
                                    .as("%s %d %d %s", order, machine, width, hash)
                                    .isEqualTo(3);
                        }
                    }
                }
            }
        }
    }

    @Test
    void aBadTableIsPassedOverIfTheOtherOneIsGood() throws Exception {
        BuiltElf elf = importer(ElfBuilder.library())
                .exporting("defined")
                .hash(HashStyle.BOTH)
                .build();
        for (BuiltElf bad : List.of(
                elf.u32(elf.at(Table.GNU_HASH), 0xffff_ffffL),
                elf.u32(elf.at(Table.GNU_HASH) + 8 /* bloom_size */, 0xffff),
                elf.u32(elf.at(Table.GNU_HASH) + 24 /* bucket */, 0xffff),
                elf.word(elf.value(DynamicTag.DT_GNU_HASH), 0x7fff_0000L),
                elf.u32(elf.at(Table.SYSV_HASH) + 4 /* nchain */, 0xffff_ffffL),
                elf.word(elf.value(DynamicTag.DT_HASH), 0x7fff_0000L))) {
            assertThat(bad.facts().symbols().undefined()).isEqualTo(3);
        }
    }

    @Test
    void readsTheNumberThatMipsFilesDeclare() throws Exception {
        ElfBuilder elf = ElfBuilder.library(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.MIPS);
        int twoAndNull = 3;
        assertThat(importer(elf)
                        .entry(DynamicTag.DT_MIPS_SYMTABNO, twoAndNull)
                        .build()
                        .facts()
                        .symbols()
                        .undefined())
                .isEqualTo(2);
        // On another machine the tag means something else.
        assertThat(importer(ElfBuilder.library())
                        .entry(DynamicTag.DT_MIPS_SYMTABNO, twoAndNull)
                        .build()
                        .facts()
                        .symbols()
                        .undefined())
                .isEqualTo(3);
    }

    @Test
    void ignoresBytesThatPatchelfWritesAfterTheSymbols() throws Exception {
        ElfFacts facts = importer(ElfBuilder.library())
                .importing("a_name_long_enough_to_leave_room_for_another_symbol")
                .hash(HashStyle.NONE)
                .strings(Strings.AT_TAIL)
                .build()
                .facts();
        assertThat(facts.symbols().undefined()).isEqualTo(4);
    }

    /** Symbols that a relocation names count even if the next table seems to begin before them. */
    @Test
    void countsEverySymbolThatARelocationNames() throws Exception {
        BuiltElf elf = importer(ElfBuilder.library())
                .hash(HashStyle.NONE)
                .relocating(3)
                .entry(DynamicTag.DT_INIT, 0)
                .build();
        long withinTheSymbols = ElfAssembly.HEAD_BASE + elf.at(Table.SYMBOLS) + 24 * 2;
        BuiltElf misled = elf.word(elf.value(DynamicTag.DT_INIT), withinTheSymbols);
        assertThat(misled.facts().symbols().undefined()).isEqualTo(3);
        BuiltElf alone = misled.word(elf.at(Table.RELOCATIONS) + 8 /* r_info */, 0);
        assertThat(alone.facts().symbols().undefined()).isEqualTo(1);
    }

    private static ElfBuilder importer(ElfBuilder elf) {
        return elf.importing("first").importing("second").importing("third");
    }
}
