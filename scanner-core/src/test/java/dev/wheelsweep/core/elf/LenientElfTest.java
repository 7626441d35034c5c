package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfBuilder.HashStyle;
import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong fields that glibc does not notice cost no need, and are an oddity. {@link LenientElfDifferentialTest} asks glibc. */
final class LenientElfTest {
    private static final long NOWHERE = 0x7fff_0000L;
    /** The page of the tail is the page of the head too, because the file is so small. */
    private static final long TO_THE_TAIL = ElfAssembly.TAIL_BASE - ElfAssembly.HEAD_BASE;

    private static final int VN_AUX = 8;
    private static final int VN_NEXT = 12;
    private static final int SYMBOL = 24;
    private static final int SYMBOL_INFO = 4;
    private static final int SYMBOL_OTHER = 5;

    private static final BuiltElf GOOD = good().build();
    private static final BuiltElf SYSV = good().hash(HashStyle.SYSV).build();
    private static final int NEEDS = GOOD.at(Table.VERSION_NEEDS);
    private static final int SYMBOLS = GOOD.at(Table.SYMBOLS);

    /** @param oddity what is reported, and nothing else */
    record Case(String change, BuiltElf elf, Oddity oddity) {
        @Override
        public String toString() {
            return change;
        }
    }

    private static ElfBuilder good() {
        return ElfBuilder.library()
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .needed("libm.so.6", "libc.so.6")
                .soname("libgood.so")
                .need("libm.so.6", "GLIBC_2.29", "exp")
                .need("libc.so.6", "GLIBC_2.2.5", "memcpy")
                .need("libc.so.6", "GLIBC_2.14")
                .exporting("PyInit_good");
    }

    static Stream<Case> cases() {
        return Stream.of(counts(), symbols(), versions(), strings(), interpreters())
                .flatMap(cases -> cases);
    }

    /** Where the number of symbols is. */
    private static Stream<Case> counts() {
        int chains = SYSV.at(Table.SYSV_HASH) + 4;
        int memoryOfTail =
                SYSV.segment(Segment.PT_LOAD, Field.P_MEMSZ) + SYSV.layout().size(Struct.PROGRAM_HEADER);
        return Stream.of(
                count("nchain", SYSV.u32(chains, 1000)),
                count("nchain 0", SYSV.u32(chains, 0)),
                count(
                        "DT_HASH in zeros",
                        SYSV.word(memoryOfTail, 0x100_0000)
                                .word(SYSV.value(DynamicTag.DT_HASH), ElfAssembly.TAIL_BASE + 0x80_0000)),
                count("nchain of more symbols than are read", SYSV.u32(chains, 0xffff_ffffL)));
    }

    private static Case count(String field, BuiltElf elf) {
        return new Case(field, elf, Oddity.BAD_SYMBOL_COUNT);
    }

    private static Stream<Case> symbols() {
        return Stream.of(
                symbol("st_name", GOOD.u32(SYMBOLS + SYMBOL, NOWHERE)),
                symbol("st_name of a definition", GOOD.u32(SYMBOLS + 3 * SYMBOL, NOWHERE)),
                symbol("DT_SYMTAB", GOOD.word(GOOD.value(DynamicTag.DT_SYMTAB), NOWHERE)),
                symbol("DT_VERSYM", GOOD.word(GOOD.value(DynamicTag.DT_VERSYM), NOWHERE)),
                symbol(
                        "DT_VERSYM at the end",
                        GOOD.word(GOOD.value(DynamicTag.DT_VERSYM), ElfAssembly.HEAD_BASE + 4096 - 2)));
    }

    private static Case symbol(String field, BuiltElf elf) {
        return new Case(field, elf, Oddity.BAD_SYMBOLS);
    }

    private static Stream<Case> versions() {
        int second = NEEDS + 2 * 16;
        return Stream.of(new Case("vn_version of the second", GOOD.u16(second, 7), Oddity.BAD_VERSION_NEEDS));
    }

    private static Stream<Case> strings() {
        int needed = GOOD.value(DynamicTag.DT_NEEDED);
        int first = 1;
        return Stream.of(
                new Case("DT_NEEDED", GOOD.word(needed, first + TO_THE_TAIL), Oddity.BAD_STRING_TABLE_SIZE),
                new Case(
                        "DT_SONAME",
                        GOOD.word(GOOD.value(DynamicTag.DT_SONAME), 4096 - 1L - GOOD.at(Table.STRINGS)),
                        Oddity.BAD_STRING_TABLE_SIZE));
    }

    private static Stream<Case> interpreters() {
        int size = GOOD.segment(Segment.PT_INTERP, Field.P_FILESZ);
        return Stream.of(
                interpreter("without NUL", GOOD.word(size, 4)),
                interpreter("outside", GOOD.word(GOOD.segment(Segment.PT_INTERP, Field.P_OFFSET), NOWHERE)));
    }

    private static Case interpreter(String change, BuiltElf elf) {
        return new Case("PT_INTERP " + change, elf, Oddity.BAD_INTERPRETER);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void costsNoNeed(Case it) throws Exception {
        ElfFacts good = GOOD.facts();
        ElfFacts facts = it.elf().facts();
        assertThat(facts.linkage().needed()).isEqualTo(good.linkage().needed());
        assertThat(facts.symbols().versionNeeds())
                .extracting(need -> need.library() + need.version())
                .containsExactlyElementsOf(good.symbols().versionNeeds().stream()
                        .map(need -> need.library() + need.version())
                        .toList());
        assertThat(facts.oddities()).containsExactly(it.oddity());
    }

    @Test
    void aNumberThatCannotBeRightCostsNoSymbol() throws Exception {
        for (Case it : counts().toList()) {
            assertThat(it.elf().facts().symbols())
                    .as(it.change())
                    .isEqualTo(GOOD.facts().symbols());
        }
        int hash = GOOD.at(Table.GNU_HASH);
        int bucket = hash + 16 + 8;
        for (BuiltElf elf : List.of(
                GOOD.u32(hash /* nbuckets */, 0xffff_ffffL),
                GOOD.u32(hash + 8 /* bloom_size */, 0xffff_ffffL),
                GOOD.u32(bucket, 10_000),
                GOOD.u32(bucket, 0xffff_ffffL))) {
            assertThat(elf.facts().symbols()).isEqualTo(GOOD.facts().symbols());
            assertThat(elf.facts().oddities()).containsExactly(Oddity.BAD_SYMBOL_COUNT);
        }
    }

    @Test
    void aSymbolCostsOnlyItself() throws Exception {
        ElfFacts.Symbols symbols = GOOD.u32(SYMBOLS + SYMBOL, NOWHERE).facts().symbols();
        assertThat(symbols.imports()).extracting(ImportedSymbol::name).containsExactly("memcpy");
        assertThat(symbols.undefined()).isEqualTo(2);
        assertThat(symbols.pythonHooks()).containsExactly("PyInit_good");
    }

    /** Every loader looks it up, and so does not load the file: it is not read. */
    @Test
    void aSymbolThatARelocationNamesIsRefused() {
        BuiltElf elf = good().relocating(2).relocating(1).build();
        int symbols = elf.at(Table.SYMBOLS);
        List<BuiltElf> refused = List.of(
                elf.u32(symbols + SYMBOL, NOWHERE),
                elf.u32(symbols + 2 * SYMBOL, NOWHERE),
                elf.word(elf.value(DynamicTag.DT_SYMTAB), NOWHERE),
                elf.word(elf.value(DynamicTag.DT_VERSYM), NOWHERE));
        for (BuiltElf it : refused) {
            assertThat(catchThrowableOfType(FormatException.class, it::facts).reason())
                    .isIn(Reason.BAD_STRING, Reason.UNMAPPED_ADDRESS);
        }
        // The same, if it is not known what relocations name.
        assertThat(catchThrowableOfType(
                                FormatException.class,
                                () -> refused.get(0)
                                        .word(elf.value(DynamicTag.DT_RELA), NOWHERE)
                                        .facts())
                        .reason())
                .isEqualTo(Reason.BAD_STRING);
    }

    /** A relocation of such a symbol needs no look-up. */
    @Test
    void aSymbolThatIsNotVisibleIsNotLookedUp() throws Exception {
        BuiltElf elf = good().relocating(1).build();
        int symbol = elf.at(Table.SYMBOLS) + SYMBOL;
        BuiltElf malformed = elf.u32(symbol, NOWHERE);
        for (BuiltElf it : List.of(
                malformed.u8(symbol + SYMBOL_OTHER, 1 /* STV_INTERNAL */),
                malformed.u8(symbol + SYMBOL_OTHER, 2 /* STV_HIDDEN */),
                malformed.u8(symbol + SYMBOL_INFO, 0 /* STB_LOCAL */))) {
            assertThat(it.facts().oddities()).containsExactly(Oddity.BAD_SYMBOLS);
        }
    }

    @Test
    void linksLeadIntoOtherSegments() throws Exception {
        for (int field : new int[] {VN_AUX, VN_NEXT}) {
            int record = 16;
            int distance = field == VN_AUX ? record : 2 * record;
            BuiltElf far = GOOD.u32(NEEDS + field, distance + TO_THE_TAIL);
            assertThat(far.facts().linkage()).isEqualTo(GOOD.facts().linkage());
            assertThat(far.facts().symbols()).isEqualTo(GOOD.facts().symbols());
            assertThat(far.facts().oddities()).isEmpty();
        }
    }

    /** The record is also its own first Vernaux. */
    @Test
    void recordsMayOverlap() throws Exception {
        BuiltElf elf = GOOD.u32(NEEDS + VN_AUX, 0);
        assertThat(elf.facts().oddities()).containsExactly(Oddity.VERSION_HASH_MISMATCH, Oddity.BAD_VERSION_NEEDS);
        assertThat(elf.facts().symbols().versionNeeds())
                .extracting(VersionNeed::library)
                .contains("libm.so.6", "libc.so.6");
    }

    /** The file ends within a page, whose rest is zeros in memory: the NUL of a string, or DT_NULL. */
    @Test
    void zerosFollowTheEndOfTheFile() throws Exception {
        BuiltElf elf = good().withoutSections().build();
        int end = elf.bytes().length;
        BuiltElf cut = elf.truncated(end - elf.layout().size(Struct.DYNAMIC));
        assertThat(cut.facts().linkage()).isEqualTo(elf.facts().linkage());
        BuiltElf text = good().comment("x").build();
        int last = text.bytes().length - 1;
        BuiltElf soname = text.u8(last, 'x').word(text.value(DynamicTag.DT_SONAME), last - text.at(Table.STRINGS));
        assertThat(soname.facts().linkage().soname()).contains("x");
    }
}
