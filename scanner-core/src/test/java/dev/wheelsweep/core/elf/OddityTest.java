package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Oddities that a loader accepts: the facts are read, and the oddity is reported. */
final class OddityTest {
    private static final BuiltElf GOOD = ElfBuilder.library()
            .needed("libc.so.6")
            .need("libc.so.6", "GLIBC_2.17", "memcpy")
            .comment("GCC: (GNU) 14.2.1")
            .build();

    private static final int SECTION_SIZE = GOOD.layout().size(Struct.SECTION_HEADER);
    /** Positions in the section header table of {@link #GOOD}. */
    private static final int DYNSTR = 1;

    private static final int VERNEED = 4;
    private static final int DYNAMIC = 5;

    @Test
    void readsTheDynamicSegmentAtItsAddress() throws Exception {
        int offset = GOOD.segment(Segment.PT_DYNAMIC, Field.P_OFFSET);
        assertOdd(GOOD.word(offset, 0), Oddity.DYNAMIC_OFFSET_CONTRADICTS_ADDRESS);
        assertOdd(GOOD.word(offset, Long.MAX_VALUE), Oddity.DYNAMIC_OFFSET_CONTRADICTS_ADDRESS);
    }

    @Test
    void readsAfterTheEndOfTheSegment() throws Exception {
        assertOdd(GOOD.word(GOOD.segment(Segment.PT_DYNAMIC, Field.P_FILESZ), 16), Oddity.DYNAMIC_OVERRUNS_SEGMENT);
    }

    @Test
    void takesTheLastOfSeveralDynamicSegments() throws Exception {
        // The PT_LOAD of the head becomes a PT_DYNAMIC with content, before the real one.
        ElfBuilder elf = ElfBuilder.library().needed("libc.so.6").relro();
        BuiltElf built = elf.build();
        int relro = built.segment(Segment.PT_GNU_RELRO, Field.P_TYPE);
        BuiltElf twice = built.u32(relro, Segment.PT_DYNAMIC)
                .word(built.segment(Segment.PT_DYNAMIC, Field.P_VADDR), ElfAssembly.HEAD_BASE);
        assertThat(twice.facts().linkage().needed()).containsExactly("libc.so.6");
        assertThat(twice.facts().oddities()).containsExactly(Oddity.SEVERAL_DYNAMIC_SEGMENTS);
        BuiltElf lastIsEmpty =
                built.u32(relro, Segment.PT_DYNAMIC).word(built.segment(Segment.PT_GNU_RELRO, Field.P_FILESZ), 0);
        assertThat(lastIsEmpty.facts().linkage().needed()).containsExactly("libc.so.6");
        assertThat(lastIsEmpty.facts().oddities()).isEmpty();
    }

    @Test
    void reportsSectionsThatContradictTheSegments() throws Exception {
        for (int section : List.of(DYNSTR, VERNEED, DYNAMIC)) {
            int offset = GOOD.at(Table.SECTION_HEADERS) + section * SECTION_SIZE + 24;
            assertOdd(GOOD.word(offset, GOOD.at(Table.COMMENT)), Oddity.SECTIONS_CONTRADICT_SEGMENTS);
        }
    }

    @Test
    void reportsSectionsThatHideTheNeeds() throws Exception {
        int type = GOOD.at(Table.SECTION_HEADERS) + VERNEED * SECTION_SIZE + 4;
        assertOdd(GOOD.u32(type, 1 /* SHT_PROGBITS */), Oddity.SECTIONS_CONTRADICT_SEGMENTS);
        // Without .dynamic nothing is reported: a tool has shortened the list of sections.
        int dynamic = GOOD.at(Table.SECTION_HEADERS) + DYNAMIC * SECTION_SIZE + 4;
        BuiltElf shortened = GOOD.u32(type, 1).u32(dynamic, 1);
        assertThat(shortened.facts().oddities()).isEmpty();
    }

    @Test
    void reportsNeedsThatOnlySectionsName() throws Exception {
        BuiltElf forged = GOOD.word(GOOD.tag(DynamicTag.DT_VERNEED), 0x70000001L);
        assertThat(forged.facts().symbols().versionNeeds()).isEmpty();
        assertThat(forged.facts().oddities()).containsExactly(Oddity.SECTIONS_CONTRADICT_SEGMENTS);
    }

    @Test
    void usesTheLastOfOverlappingSegments() throws Exception {
        BuiltElf elf = ElfBuilder.library().needed("libc.so.6").relro().build();
        int last = elf.segment(Segment.PT_GNU_RELRO, Field.P_TYPE);
        int size = elf.at(Table.DYNAMIC);
        // A third PT_LOAD maps the head correctly, over the first one, which is now 8 bytes off.
        BuiltElf overlaid = elf.word(elf.segment(Segment.PT_LOAD, Field.P_OFFSET), 8)
                .u32(last, Segment.PT_LOAD)
                .word(last + elf.layout().offset(Field.P_OFFSET), 0)
                .word(last + elf.layout().offset(Field.P_VADDR), ElfAssembly.HEAD_BASE)
                .word(last + elf.layout().offset(Field.P_FILESZ), size)
                .word(last + elf.layout().offset(Field.P_MEMSZ), size);
        assertThat(overlaid.facts().linkage().needed()).containsExactly("libc.so.6");
        assertThat(overlaid.facts().oddities())
                .containsExactly(Oddity.SEGMENTS_NOT_ASCENDING, Oddity.SEGMENT_NOT_PAGE_ALIGNED);
    }

    @Test
    void reportsAHashOfAnotherName() throws Exception {
        assertOdd(GOOD.u32(GOOD.at(Table.VERSION_NEEDS) + 16, 0), Oddity.VERSION_HASH_MISMATCH);
    }

    @Test
    void reportsLibrariesLoadedByOtherTags() throws Exception {
        for (long tag :
                new long[] {DynamicTag.DT_AUDIT, DynamicTag.DT_DEPAUDIT, DynamicTag.DT_FILTER, DynamicTag.DT_AUXILIARY
                }) {
            assertThat(ElfReader.read(new HeapSource(
                                    ElfBuilder.library().entry(tag, 1).bytes()))
                            .oddities())
                    .as("0x%x", tag)
                    .containsExactly(Oddity.LOADED_BY_OTHER_TAGS);
        }
    }

    @Test
    void readsFilesWithoutSections() throws Exception {
        BuiltElf stripped = ElfBuilder.library()
                .needed("libc.so.6")
                .comment("lost")
                .withoutSections()
                .build();
        assertThat(stripped.facts().oddities()).isEmpty();
        assertThat(stripped.facts().toolchain().compilers()).isEmpty();
    }

    @Test
    void readsFilesWithBadSections() throws Exception {
        int table = GOOD.at(Table.SECTION_HEADERS);
        int comment = table + 6 * SECTION_SIZE;
        List<BuiltElf> broken = List.of(
                GOOD.word(GOOD.header(Field.E_SHOFF), -1),
                GOOD.word(GOOD.header(Field.E_SHOFF), GOOD.bytes().length),
                GOOD.u16(GOOD.header(Field.E_SHNUM), 0xfffe),
                GOOD.u16(GOOD.header(Field.E_SHENTSIZE), 1),
                GOOD.u16(GOOD.header(Field.E_SHSTRNDX), 1000),
                GOOD.word(comment + 24 /* sh_offset */, -1),
                GOOD.word(comment + 32 /* sh_size */, GOOD.bytes().length),
                GOOD.word(comment + SECTION_SIZE + 32 /* sh_size of .shstrtab */, -1));
        for (BuiltElf elf : broken) {
            assertThat(elf.facts().linkage().needed()).containsExactly("libc.so.6");
            assertThat(elf.facts().oddities()).containsExactly(Oddity.BAD_SECTION_HEADERS);
            assertThat(elf.facts().toolchain().compilers()).isEmpty();
        }
    }

    @Test
    void findsCountsThatAreTooLargeForTheHeader() throws Exception {
        int section0 = GOOD.at(Table.SECTION_HEADERS);
        BuiltElf extended = GOOD.u16(GOOD.header(Field.E_SHNUM), 0)
                .word(section0 + 32 /* sh_size */, 8)
                .u16(GOOD.header(Field.E_SHSTRNDX), ElfHeader.SHN_XINDEX)
                .u32(section0 + 40 /* sh_link */, 7)
                .u16(GOOD.header(Field.E_PHNUM), ElfHeader.PN_XNUM)
                .u32(section0 + 44 /* sh_info */, 4);
        assertThat(extended.facts()).isEqualTo(GOOD.facts());
        assertThat(extended.facts().toolchain().compilers()).containsExactly("GCC: (GNU) 14.2.1");
    }

    @Test
    void recognizesDebugInformationByItsEmptyDynamicSection() throws Exception {
        int address = GOOD.segment(Segment.PT_DYNAMIC, Field.P_VADDR);
        List<BuiltElf> hollow = List.of(
                // binutils: the segment is empty
                hollow().word(GOOD.segment(Segment.PT_DYNAMIC, Field.P_FILESZ), 0),
                // elfutils: the segment is unchanged, but leads to no bytes or to other bytes
                hollow().word(address, 0),
                hollow().word(address, ElfAssembly.HEAD_BASE),
                hollow().word(address, ElfAssembly.HEAD_BASE + GOOD.at(Table.SYMBOLS)));
        for (BuiltElf elf : hollow) {
            ElfFacts facts = elf.facts();
            assertThat(facts.kind()).isEqualTo(ElfKind.DEBUG_ONLY);
            assertThat(facts.linkage().needed()).isEmpty();
            assertThat(facts.oddities()).isEmpty();
        }
    }

    @Test
    void aSectionThatPretendsToBeEmptyHidesNoNeed() throws Exception {
        assertOdd(hollow(), Oddity.SECTIONS_CONTRADICT_SEGMENTS);
        assertThat(hollow().facts().kind()).isEqualTo(ElfKind.SHARED_OBJECT);
    }

    private static BuiltElf hollow() {
        int type = GOOD.at(Table.SECTION_HEADERS) + DYNAMIC * SECTION_SIZE + 4;
        return GOOD.u32(type, 8 /* SHT_NOBITS */);
    }

    /** Mangled names of templates are long and harmless, and no policy has them. */
    @Test
    void cutsASymbolThatIsTooLong() throws Exception {
        int longest = ElfLimits.SYMBOL_NAME;
        ElfFacts facts = ElfBuilder.library()
                .importing("x".repeat(longest))
                .importing("y".repeat(longest + 1))
                .build()
                .facts();
        assertThat(facts.oddities()).containsExactly(Oddity.SYMBOL_NAME_CUT);
        assertThat(facts.symbols().unversionedImports())
                .extracting(ImportedSymbol::name)
                .containsExactly("x".repeat(longest), "y".repeat(longest));
    }

    /** glibc looks for the NUL; {@link LoaderDifferentialTest} asks it. */
    @Test
    void everySizeOfTheStringTableGivesTheSameFacts() throws Exception {
        for (ElfBuilder.Strings place : ElfBuilder.Strings.values()) {
            for (ElfBuilder.HashStyle hash : ElfBuilder.HashStyle.values()) {
                BuiltElf elf = ElfPropertyTest.full(ElfBuilder.library())
                        .strings(place)
                        .hash(hash)
                        .build();
                int strings = elf.at(Table.STRINGS);
                int end = elf.bytes().length - strings;
                for (long size = -1; size < end + 2; size++) {
                    ElfFacts facts =
                            elf.word(elf.value(DynamicTag.DT_STRSZ), size).facts();
                    assertThat(facts.linkage())
                            .as("DT_STRSZ %d", size)
                            .isEqualTo(elf.facts().linkage());
                    assertThat(facts.symbols())
                            .as("DT_STRSZ %d", size)
                            .isEqualTo(elf.facts().symbols());
                }
                assertThat(elf.word(elf.value(DynamicTag.DT_STRSZ), 1).facts().oddities())
                        .containsExactly(Oddity.BAD_STRING_TABLE_SIZE);
                assertThat(elf.word(elf.value(DynamicTag.DT_STRSZ), Long.MAX_VALUE)
                                .facts()
                                .oddities())
                        .containsExactly(Oddity.BAD_STRING_TABLE_SIZE);
                assertThat(elf.word(elf.tag(DynamicTag.DT_STRSZ), 0x6000_1234L)
                                .facts()
                                .oddities())
                        .containsExactly(Oddity.BAD_STRING_TABLE_SIZE);
            }
        }
    }

    @Test
    void noSizeOfASymbolIsAsked() throws Exception {
        for (long size : new long[] {0, 1, 16, 25, -1}) {
            assertOdd(GOOD.word(GOOD.value(DynamicTag.DT_SYMENT), size), Oddity.BAD_SYMBOL_SIZE);
        }
        assertThat(GOOD.word(GOOD.tag(DynamicTag.DT_SYMENT), 0x6000_1234L)
                        .facts()
                        .oddities())
                .isEmpty();
    }

    private static void assertOdd(BuiltElf elf, Oddity oddity) throws Exception {
        ElfFacts facts = elf.facts();
        assertThat(facts.oddities()).containsExactly(oddity);
        assertThat(facts.linkage().needed()).containsExactly("libc.so.6");
        assertThat(facts.symbols().versionNeeds())
                .isEqualTo(GOOD.facts().symbols().versionNeeds());
    }
}
