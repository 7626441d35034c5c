package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.platform.Arch;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether loaders can map the PT_LOAD segments by pages. */
final class SegmentAlignmentTest {
    private static final BuiltElf GOOD =
            ElfBuilder.library().needed("libc.so.6").build();

    private static List<Oddity> oddities(BuiltElf elf) throws Exception {
        return elf.facts().oddities().stream()
                .filter(it -> it == Oddity.SEGMENT_NOT_PAGE_ALIGNED || it == Oddity.SEGMENT_NOT_ALIGNED)
                .toList();
    }

    @Test
    void noLoaderMapsAddressesThatDifferFromOffsetsByLessThanAPage() throws Exception {
        assertThat(oddities(GOOD)).isEmpty();
        for (long shift : new long[] {1, 8, 0x800, 0xfff}) {
            BuiltElf shifted = GOOD.word(GOOD.segment(Segment.PT_LOAD, Field.P_VADDR), ElfAssembly.HEAD_BASE - shift);
            assertThat(oddities(shifted)).as("%d", shift).containsExactly(Oddity.SEGMENT_NOT_PAGE_ALIGNED);
        }
    }

    /** The tables are not where the addresses lead, but no loader gets as far as to look for them. */
    @Test
    void theFactsOfAnUnmappableFileAreThatItIsOne() throws Exception {
        int tail = GOOD.segment(Segment.PT_LOAD, Field.P_TYPE) + GOOD.layout().size(Struct.PROGRAM_HEADER);
        BuiltElf shifted = GOOD.word(tail + GOOD.layout().offset(Field.P_OFFSET), GOOD.at(Table.DYNAMIC) + 8L);
        assertThat(shifted.facts().kind()).isEqualTo(ElfKind.SHARED_OBJECT);
        assertThat(shifted.facts().arch()).contains(Arch.X86_64);
        assertThat(shifted.facts().oddities()).contains(Oddity.SEGMENT_NOT_PAGE_ALIGNED);
    }

    /** ElfBuilder's segments are at 1 and 3 MiB from their offsets. */
    @Test
    void anAlignmentThatTheSegmentDoesNotHaveIsForNewLoaders() throws Exception {
        for (long kept : new long[] {0x1000, 0x4000, 0x10000, 0x100000}) {
            assertThat(oddities(ElfBuilder.library().alignment(kept).build())).isEmpty();
        }
        for (long broken : new long[] {0x200000, 0x4000000, 1, 8, 0x800, 0x1800}) {
            assertThat(oddities(ElfBuilder.library().alignment(broken).build()))
                    .as("%d", broken)
                    .containsExactly(Oddity.SEGMENT_NOT_ALIGNED);
        }
    }

    /** The kernel maps them, and it does not read p_align of a segment for that. */
    @Test
    void programsNeedPagesOnly() throws Exception {
        ElfBuilder program = ElfBuilder.library().type(ElfHeader.ET_EXEC).interpreter("/lib64/ld-linux-x86-64.so.2");
        assertThat(oddities(program.alignment(0x200000).build())).isEmpty();
        BuiltElf built = program.build();
        BuiltElf shifted = built.word(built.segment(Segment.PT_LOAD, Field.P_VADDR), ElfAssembly.HEAD_BASE - 8);
        assertThat(oddities(shifted)).containsExactly(Oddity.SEGMENT_NOT_PAGE_ALIGNED);
    }

    @Test
    void bothClassesAreChecked() throws Exception {
        BuiltElf elf = ElfBuilder.library(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.MIPS)
                .build();
        assertThat(oddities(elf)).isEmpty();
        assertThat(oddities(elf.word(elf.segment(Segment.PT_LOAD, Field.P_VADDR), ElfAssembly.HEAD_BASE - 16)))
                .containsExactly(Oddity.SEGMENT_NOT_PAGE_ALIGNED);
    }
}
