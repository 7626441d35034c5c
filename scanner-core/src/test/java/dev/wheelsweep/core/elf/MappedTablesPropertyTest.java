package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfBuilder.HashStyle;
import dev.wheelsweep.core.elf.ElfBuilder.Strings;
import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * patchelf before 0.17 maps the tables of an executable by two segments that follow each other in memory. The end of a segment
 * is no border of a table: however memory is divided, and wherever its parts are in the file, the facts are the same.
 */
final class MappedTablesPropertyTest {
    private static final int PAGE = 4096;

    @Test
    void everyDivisionOfASegmentGivesTheSameFacts() throws Exception {
        for (ElfLayout layout : ElfLayout.values()) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                for (HashStyle hash : HashStyle.values()) {
                    for (Strings strings : Strings.values()) {
                        everyDivision(full(ElfBuilder.library(layout, order, ElfBuilder.PPC64))
                                .hash(hash)
                                .strings(strings)
                                .alignment(1)
                                .withoutSections()
                                .build());
                    }
                }
            }
        }
    }

    private static void everyDivision(BuiltElf elf) throws Exception {
        int first = Math.min(elf.at(Table.SYMBOLS), elf.at(Table.STRINGS));
        int dynamic = elf.at(Table.DYNAMIC);
        int end = elf.tag(DynamicTag.DT_NULL) + elf.layout().size(Struct.DYNAMIC);
        for (int cut = first; cut < end; cut++) {
            if (cut != Math.min(dynamic, elf.at(Table.STRINGS)) && cut != dynamic) {
                ElfFacts facts = elf.divided(cut, 1).facts();
                assertThat(facts.linkage())
                        .as("divided at %d", cut)
                        .isEqualTo(elf.facts().linkage());
                assertThat(facts.symbols())
                        .as("divided at %d", cut)
                        .isEqualTo(elf.facts().symbols());
                assertThat(facts.oddities())
                        .as("divided at %d", cut)
                        .isSubsetOf(Oddity.DYNAMIC_OFFSET_CONTRADICTS_ADDRESS, Oddity.SEGMENT_NOT_PAGE_ALIGNED);
            }
        }
    }

    /** The loader maps whole pages, so a segment that ends within a page is followed by what the file has in that page. */
    @Test
    void bytesAfterASegmentAreMappedUpToTheEndOfThePage() throws Exception {
        BuiltElf elf = full(ElfBuilder.library()).build();
        int size = elf.segment(Segment.PT_LOAD, Field.P_FILESZ);
        int memory = elf.segment(Segment.PT_LOAD, Field.P_MEMSZ);
        BuiltElf shortened = elf.word(size, 100).word(memory, 100);
        assertThat(shortened.facts().symbols()).isEqualTo(elf.facts().symbols());
        BuiltElf unaligned = elf.word(elf.segment(Segment.PT_LOAD, Field.P_ALIGN), PAGE / 2)
                .word(size, elf.at(Table.STRINGS))
                .word(memory, elf.at(Table.STRINGS));
        assertThat(catchThrowableOfType(FormatException.class, unaligned::facts).reason())
                .isEqualTo(Reason.UNMAPPED_ADDRESS);
    }

    /** The end of the dynamic segment and the NUL of a string may be zeros that are not in the file. */
    @Test
    void zerosAfterASegmentAreMapped() throws Exception {
        BuiltElf elf = full(ElfBuilder.library()).withoutSections().build();
        int tail = elf.segment(Segment.PT_LOAD, Field.P_TYPE) + elf.layout().size(Struct.PROGRAM_HEADER);
        int end = elf.tag(DynamicTag.DT_NULL);
        BuiltElf ended = elf.word(tail + elf.layout().offset(Field.P_FILESZ), end - elf.at(Table.DYNAMIC))
                .word(end, -1)
                .word(end + Long.BYTES, -1);
        assertThat(ended.facts().linkage()).isEqualTo(elf.facts().linkage());
    }

    /** However much memory is declared, no walk is longer than the file. */
    @Test
    void noTableIsLongerThanTheFile() throws Exception {
        BuiltElf elf =
                full(ElfBuilder.library()).hash(HashStyle.NONE).relocating(1).build();
        BuiltElf endless = elf.word(elf.segment(Segment.PT_LOAD, Field.P_MEMSZ), Long.MAX_VALUE)
                .word(elf.value(DynamicTag.DT_RELASZ), Long.MAX_VALUE);
        assertThat(endless.facts().linkage()).isEqualTo(elf.facts().linkage());
    }

    private static ElfBuilder full(ElfBuilder elf) {
        return elf.needed("libc.so.6")
                .soname("lib.so")
                .runpath("$ORIGIN/lib")
                .need("libc.so.6", "GLIBC_2.17", "memcpy")
                .weakNeed("libc.so.6", "GLIBC_2.34")
                .need("libz.so.1", "ZLIB_1", "inflate")
                .defining("V1")
                .importing("a")
                .exporting("PyInit_b");
    }
}
