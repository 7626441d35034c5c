package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfLayout.Field;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotesTest {
    private static final int DESCSZ = 4;

    @Test
    void findsTheBuildIdAfterOtherNotes() throws Exception {
        ElfBuilder elf = ElfBuilder.library()
                .note("Go", 4, "4a4b4c")
                .note("GNU", 1, "00000000030000000200000000000000")
                .note("stapsdt", 3, "01")
                .buildId("5e40e7daf4f8d26b")
                .buildId("ffff");
        assertThat(elf.build().facts().toolchain().buildId()).contains("5e40e7daf4f8d26b");
    }

    @ParameterizedTest
    @CsvSource({
        "0x1, x86-64-baseline",
        "0x2, x86-64-v2",
        "0x3, x86-64-v2",
        "0x5, x86-64-v3",
        "0x8, x86-64-v4",
        "0x10, x86-64-bit-4",
        "0x80000000, x86-64-bit-31",
        "0x0, ",
    })
    void findsTheHighestLevelAskedFor(String bits, String level) throws Exception {
        ElfBuilder elf = ElfBuilder.library().isaNeeded(Long.decode(bits).intValue());
        assertThat(elf.build().facts().toolchain().isaNeeded().orElse(null)).isEqualTo(level);
    }

    @Test
    void findsTheLevelIn32BitFiles() throws Exception {
        ElfBuilder elf = ElfBuilder.library(ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, ElfBuilder.I386)
                .isaNeeded(2);
        assertThat(elf.build().facts().toolchain().isaNeeded()).contains("x86-64-v2");
    }

    @Test
    void readsNoX86PropertyOnOtherMachines() throws Exception {
        ElfBuilder elf = ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                .isaNeeded(2);
        assertThat(elf.build().facts().toolchain().isaNeeded()).isEmpty();
    }

    /** ld.so also ignores such a note. */
    @Test
    void ignoresAPropertyNoteInASegmentOfOtherAlignment() throws Exception {
        BuiltElf elf = ElfBuilder.library().isaNeeded(2).build();
        assertThat(elf.facts().toolchain().isaNeeded()).contains("x86-64-v2");
        assertThat(elf.word(elf.segment(Segment.PT_NOTE, Field.P_ALIGN), 4)
                        .facts()
                        .toolchain()
                        .isaNeeded())
                .isEmpty();
    }

    @Test
    void skipsNotesThatOverrunTheirSegment() throws Exception {
        BuiltElf elf =
                ElfBuilder.library().buildId("aa").buildId("bb").isaNeeded(2).build();
        int second = elf.at(Table.NOTES) + 12 + 4 + 4;
        assertThat(elf.u32(second + DESCSZ, 0xffffffffL).facts().toolchain().buildId())
                .contains("aa");
        assertThat(elf.u32(elf.at(Table.NOTES) + DESCSZ, 0xffffffffL)
                        .facts()
                        .toolchain()
                        .buildId())
                .isEmpty();
        assertThat(elf.word(elf.segment(Segment.PT_NOTE, Field.P_OFFSET), Long.MAX_VALUE)
                        .facts()
                        .toolchain()
                        .buildId())
                .isEmpty();
        // u32 pr_datasz of the first property
        assertThat(elf.u32(elf.at(Table.PROPERTIES) + 16 + 4, 0xffffffffL)
                        .facts()
                        .toolchain()
                        .isaNeeded())
                .isEmpty();
    }
}
