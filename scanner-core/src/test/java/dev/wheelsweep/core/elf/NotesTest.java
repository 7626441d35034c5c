package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NotesTest {
    private static final int DESCSZ = 4;

    /** The position of .comment in the section headers of a file without versions. */
    private static final int COMMENT_SECTION = 4;

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

    /** gold writes such notes. ld.so ignores them, but auditwheel does not, and neither does the processor. */
    @Test
    void findsTheLevelInASegmentOfAnyAlignment() throws Exception {
        BuiltElf elf = ElfBuilder.library().isaNeeded(2).build();
        assertThat(elf.facts().toolchain().isaNeeded()).contains("x86-64-v2");
        assertThat(elf.word(elf.segment(Segment.PT_NOTE, Field.P_ALIGN), 4)
                        .facts()
                        .toolchain()
                        .isaNeeded())
                .contains("x86-64-v2");
    }

    /** As for auditwheel: of each segment the first note counts, and of several segments the last one with a level. */
    @Test
    void findsTheLevelAmongSeveralPropertyNotes() throws Exception {
        String v3 = "028000c0" + "04000000" + "05000000" + "00000000";
        String none = "020000c0" + "04000000" + "03000000" + "00000000";
        assertThat(level(ElfBuilder.library().note("GNU", 5, v3).note("GNU", 5, none)))
                .contains("x86-64-v3");
        assertThat(level(ElfBuilder.library().note("GNU", 5, none).note("GNU", 5, v3)))
                .isEmpty();
        assertThat(level(ElfBuilder.library().note("GNU", 5, none).isaNeeded(2)))
                .contains("x86-64-v2");
        assertThat(level(ElfBuilder.library().note("GNU", 5, v3).isaNeeded(2))).contains("x86-64-v2");
        assertThat(level(ElfBuilder.library().note("GNU", 5, v3).isaNeeded(0))).contains("x86-64-v3");
    }

    private static Optional<String> level(ElfBuilder elf) throws Exception {
        return elf.build().facts().toolchain().isaNeeded();
    }

    @ParameterizedTest
    @CsvSource({
        "00000000030000000200000000000000, 3.2.0",
        "00000000040000000f000000ff000000, 4.15.255",
        "01000000030000000200000000000000, ", // Hurd
        "000000000300000002000000, ", // cut off
    })
    void findsTheKernelFloorInTheAbiTag(String tag, String floor) throws Exception {
        assertThat(ElfBuilder.library()
                        .note("GNU", 1, tag)
                        .build()
                        .facts()
                        .toolchain()
                        .kernelFloor()
                        .orElse(null))
                .isEqualTo(floor);
    }

    @ParameterizedTest
    @CsvSource({
        "Android, 1, 15000000, 21",
        "Android, 1, 1e000000723237000000, 30",
        "Android, 4, 15000000, ",
        "Android, 1, 1500, ",
        "Android, 1, ffffffff, ",
        "Androit, 1, 15000000, ",
    })
    void findsTheApiLevelInAndroidsNote(String owner, int type, String description, Integer level) throws Exception {
        assertThat(ElfBuilder.library()
                        .note(owner, type, description)
                        .build()
                        .facts()
                        .toolchain()
                        .androidApi()
                        .orElse(null))
                .isEqualTo(level);
    }

    @Test
    void findsABuildIdThatIsInASectionOnly() throws Exception {
        BuiltElf elf = withNoteSection(ElfBuilder.library());
        assertThat(elf.facts().toolchain().buildId()).contains("0badcafe");
        assertThat(withNoteSection(ElfBuilder.library().buildId("aa"))
                        .facts()
                        .toolchain()
                        .buildId())
                .contains("aa");
        int section =
                elf.at(Table.SECTION_HEADERS) + COMMENT_SECTION * elf.layout().size(Struct.SECTION_HEADER);
        BuiltElf outside = elf.word(section + elf.layout().offset(Field.SH_OFFSET), Long.MAX_VALUE);
        assertThat(outside.facts().toolchain().buildId()).isEmpty();
        assertThat(elf.u32(elf.at(Table.COMMENT) + DESCSZ, 0xffffffffL)
                        .facts()
                        .toolchain()
                        .buildId())
                .isEmpty();
    }

    @Test
    void anEmptyNoteSectionHasNoBuildId() throws Exception {
        BuiltElf elf = withNoteSection(ElfBuilder.library());
        int section =
                elf.at(Table.SECTION_HEADERS) + COMMENT_SECTION * elf.layout().size(Struct.SECTION_HEADER);
        assertThat(elf.word(section + elf.layout().offset(Field.SH_SIZE), 0)
                        .facts()
                        .toolchain()
                        .buildId())
                .isEmpty();
    }

    /** .comment becomes a section with a build id, which no segment maps. */
    static BuiltElf withNoteSection(ElfBuilder builder) {
        BuiltElf elf = builder.comment("n".repeat(19)).build();
        int note = elf.at(Table.COMMENT);
        int section =
                elf.at(Table.SECTION_HEADERS) + COMMENT_SECTION * elf.layout().size(Struct.SECTION_HEADER);
        return elf.u32(note, 4)
                .u32(note + DESCSZ, 4)
                .u32(note + 8, 3)
                .u32(note + 12, 0x00554e47)
                .u32(note + 16, 0xfecaad0bL)
                .u32(section + elf.layout().offset(Field.SH_TYPE), 7);
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
