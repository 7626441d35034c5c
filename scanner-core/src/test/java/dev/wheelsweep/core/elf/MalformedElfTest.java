package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files with one broken field, and the reason and the offset of the failure row. */
final class MalformedElfTest {
    private static final long UNKNOWN_TAG = 0x6000_1234L;

    private static final long NOWHERE = 0x7fff_0000L;

    /** Offsets of fields in version records. */
    private static final int VN_FILE = 4;

    private static final int VN_AUX = 8;
    private static final int VN_NEXT = 12;
    private static final int VERNAUX = 16;
    private static final int VNA_NAME = 8;
    private static final int VNA_NEXT = 12;

    private static final int PAGE = 4096;

    private static final BuiltElf GOOD = good().build();
    private static final BuiltElf PROGRAM =
            good().entry(DynamicTag.DT_FLAGS_1, 0x0800_0000 /* DF_1_PIE */).build();
    /** The file ends with the page. */
    private static final BuiltElf WHOLE_PAGE = GOOD.truncated(PAGE);

    /** A relocation names the first symbol. */
    private static ElfBuilder good() {
        return ElfBuilder.library()
                .relocating(1)
                .interpreter("/lib64/ld-linux-x86-64.so.2")
                .needed("libc.so.6")
                .soname("libgood.so")
                .need("libc.so.6", "GLIBC_2.17", "memcpy")
                .defining("GOOD_1")
                .exporting("PyInit_good")
                .buildId("aa");
    }

    private static final int STRINGS = GOOD.at(Table.STRINGS);
    private static final int SYMBOLS = GOOD.at(Table.SYMBOLS);
    private static final int NEEDS = GOOD.at(Table.VERSION_NEEDS);

    private static Stream<Arguments> headers() {
        int phoff = GOOD.header(Field.E_PHOFF);
        int phnum = GOOD.header(Field.E_PHNUM);
        int phentsize = GOOD.header(Field.E_PHENTSIZE);
        int interpreter = PROGRAM.segment(Segment.PT_INTERP, Field.P_TYPE);
        return Stream.of(
                broken("magic", GOOD.u8(0, 0), Reason.BAD_ELF_HEADER, 0),
                broken("EI_CLASS", GOOD.u8(4, 3), Reason.BAD_ELF_HEADER, 4),
                broken("EI_DATA", GOOD.u8(5, 0), Reason.BAD_ELF_HEADER, 5),
                broken("EI_VERSION", GOOD.u8(6, 2), Reason.BAD_ELF_HEADER, 6),
                broken("cut in e_ident", GOOD.truncated(10), Reason.OUT_OF_BOUNDS, 0),
                broken("cut in the header", GOOD.truncated(63), Reason.OUT_OF_BOUNDS, 0),
                broken("e_phoff", GOOD.word(phoff, -1), Reason.BAD_PROGRAM_HEADERS, phoff),
                broken("e_phoff at the end", GOOD.word(phoff, GOOD.bytes().length), Reason.BAD_PROGRAM_HEADERS, phoff),
                broken("e_phnum", GOOD.u16(phnum, 0xfffe), Reason.BAD_PROGRAM_HEADERS, phoff),
                broken("e_phentsize", GOOD.u16(phentsize, 0), Reason.BAD_PROGRAM_HEADERS, phentsize),
                broken("e_phentsize", GOOD.u16(phentsize, 57), Reason.BAD_PROGRAM_HEADERS, phentsize),
                broken(
                        "PN_XNUM without sections",
                        GOOD.u16(phnum, ElfHeader.PN_XNUM).word(GOOD.header(Field.E_SHOFF), -1),
                        Reason.BAD_PROGRAM_HEADERS,
                        GOOD.header(Field.E_SHOFF)),
                broken(
                        "PN_XNUM beyond the limit",
                        GOOD.u16(phnum, ElfHeader.PN_XNUM).u32(GOOD.at(Table.SECTION_HEADERS) + 44, 0xffffffffL),
                        Reason.LIMIT_PROGRAM_HEADERS,
                        phnum),
                broken(
                        "PT_INTERP too long",
                        PROGRAM.word(
                                PROGRAM.segment(Segment.PT_INTERP, Field.P_FILESZ), Limits.DEFAULT.stringBytes() + 1L),
                        Reason.LIMIT_STRING_BYTES,
                        interpreter),
                broken(
                        "PT_INTERP without NUL",
                        PROGRAM.word(PROGRAM.segment(Segment.PT_INTERP, Field.P_FILESZ), 4),
                        Reason.BAD_STRING,
                        PROGRAM.at(Table.INTERPRETER)),
                broken(
                        "PT_INTERP outside",
                        PROGRAM.word(PROGRAM.segment(Segment.PT_INTERP, Field.P_OFFSET), NOWHERE),
                        Reason.OUT_OF_BOUNDS,
                        NOWHERE));
    }

    private static Stream<Arguments> dynamicSegments() {
        int dynamic = GOOD.segment(Segment.PT_DYNAMIC, Field.P_TYPE);
        int tail = GOOD.segment(Segment.PT_LOAD, Field.P_TYPE) + GOOD.layout().size(ElfLayout.Struct.PROGRAM_HEADER);
        BuiltElf stripped = good().withoutSections().alignment(1).build();
        return Stream.of(
                broken(
                        "PT_DYNAMIC's address",
                        GOOD.word(GOOD.segment(Segment.PT_DYNAMIC, Field.P_VADDR), NOWHERE),
                        Reason.UNMAPPED_ADDRESS,
                        dynamic),
                broken(
                        "no DT_NULL",
                        stripped.word(stripped.tag(DynamicTag.DT_NULL), 1),
                        Reason.BAD_DYNAMIC_SEGMENT,
                        stripped.bytes().length),
                broken(
                        "the tail is outside the file",
                        GOOD.word(tail + GOOD.layout().offset(Field.P_OFFSET), NOWHERE),
                        Reason.OUT_OF_BOUNDS,
                        tail),
                unmapped(DynamicTag.DT_STRTAB),
                unmapped(DynamicTag.DT_SYMTAB),
                unmapped(DynamicTag.DT_GNU_HASH),
                unmapped(DynamicTag.DT_VERSYM),
                unmapped(DynamicTag.DT_VERNEED),
                badString(DynamicTag.DT_NEEDED, 0x10000),
                badString(DynamicTag.DT_SONAME, 0x10000),
                badString(DynamicTag.DT_SONAME, Long.MIN_VALUE),
                broken(
                        "no DT_STRTAB",
                        GOOD.word(GOOD.tag(DynamicTag.DT_STRTAB), 0x70000001L),
                        Reason.BAD_STRING,
                        GOOD.value(DynamicTag.DT_NEEDED)),
                broken(
                        "the last string runs into the end of the file",
                        WHOLE_PAGE
                                .word(GOOD.value(DynamicTag.DT_SONAME), PAGE - 1L - STRINGS)
                                .u8(PAGE - 1, 'x'),
                        Reason.BAD_STRING,
                        PAGE - 1));
    }

    private static Stream<Arguments> tables() {
        return Stream.of(
                broken("st_name", GOOD.u32(SYMBOLS + 24, 0xffff), Reason.BAD_STRING, SYMBOLS + 24),
                broken("vn_version", GOOD.u16(NEEDS, 2), Reason.BAD_VERSION_TABLE, NEEDS),
                broken("vn_file", GOOD.u32(NEEDS + VN_FILE, 0xffff), Reason.BAD_STRING, NEEDS + VN_FILE),
                broken(
                        "vn_aux outside",
                        GOOD.u32(NEEDS + VN_AUX, 0xfffffff0L),
                        Reason.BAD_VERSION_TABLE,
                        NEEDS + 0xfffffff0L),
                broken("vn_next overlaps", GOOD.u32(NEEDS + VN_NEXT, 15), Reason.BAD_STRING, NEEDS + 15 + VN_FILE),
                broken(
                        "vn_next at the end",
                        WHOLE_PAGE.u32(NEEDS + VN_NEXT, PAGE - NEEDS),
                        Reason.BAD_VERSION_TABLE,
                        PAGE),
                broken(
                        "vna_name",
                        GOOD.u32(NEEDS + VERNAUX + VNA_NAME, 0xffff),
                        Reason.BAD_STRING,
                        NEEDS + VERNAUX + VNA_NAME),
                broken(
                        "vna_next overlaps",
                        GOOD.u32(NEEDS + VERNAUX + VNA_NEXT, 1),
                        Reason.BAD_STRING,
                        NEEDS + VERNAUX + 1 + VNA_NAME));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"headers", "dynamicSegments", "tables"})
    void aBrokenFieldHasAReasonAndAnOffset(String field, BuiltElf elf, Reason reason, long offset) {
        FormatException bad = catchThrowableOfType(FormatException.class, elf::facts);
        assertThat(bad).as(field).isNotNull();
        assertThat(bad.reason()).as(bad.getMessage()).isEqualTo(reason);
        assertThat(bad.offset()).as(bad.getMessage()).isEqualTo(offset);
        assertThat(bad.format()).isEqualTo(Format.ELF);
    }

    @Test
    void theFileOfTheCasesIsGood() throws Exception {
        assertThat(GOOD.facts().oddities()).isEmpty();
    }

    @Test
    void refusesVersionsThatLeaveTheSegment() {
        int last = PAGE - 1;
        long address = ElfAssembly.HEAD_BASE + last;
        assertBad(WHOLE_PAGE.word(GOOD.value(DynamicTag.DT_VERSYM), address), Reason.BAD_VERSION_TABLE, last);
    }

    @Test
    void refusesTablesOverTheLimits() {
        String tooLong = "x".repeat(Limits.DEFAULT.stringBytes() + 1);
        BuiltElf longString = ElfBuilder.library().needed("a", tooLong).build();
        assertBad(longString, Reason.LIMIT_STRING_BYTES, longString.at(Table.STRINGS) + 3);

        ElfBuilder manyLibraries = ElfBuilder.library();
        for (int i = 0; i <= Limits.DEFAULT.neededLibraries(); i++) {
            manyLibraries.needed("a");
        }
        BuiltElf built = manyLibraries.build();
        assertBad(
                built,
                Reason.LIMIT_NEEDED_LIBRARIES,
                built.at(Table.DYNAMIC) + Limits.DEFAULT.neededLibraries() * 16L + 8);
    }

    @Test
    void refusesADynamicSegmentOfTooManyEntries() throws Exception {
        BuiltElf plain = ElfBuilder.library().build();
        ByteBuffer bytes = ByteBuffer.wrap(plain.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        int entries = 0;
        while (bytes.getLong(plain.at(Table.DYNAMIC) + 16 * entries) != DynamicTag.DT_NULL) {
            entries++;
        }
        assertThat(ended(ElfLimits.DYNAMIC_ENTRIES - 1 - entries)
                        .facts()
                        .linkage()
                        .needed())
                .isEmpty();
        BuiltElf endless = ended(ElfLimits.DYNAMIC_ENTRIES - entries);
        assertBad(
                endless,
                Reason.LIMIT_DYNAMIC_ENTRIES,
                endless.at(Table.DYNAMIC) + 16L * (ElfLimits.DYNAMIC_ENTRIES - 1));
    }

    private static BuiltElf ended(int furtherEntries) {
        ElfBuilder elf = ElfBuilder.library();
        for (int i = 0; i < furtherEntries; i++) {
            elf.entry(UNKNOWN_TAG, i);
        }
        return elf.build();
    }

    @Test
    void refusesAMebibyteOfNotes() throws Exception {
        int header = 12 + 4; // and the owner's name
        String most = "00".repeat(ElfLimits.NOTES - header);
        assertThat(ElfBuilder.library()
                        .note("me", 1, most)
                        .build()
                        .facts()
                        .toolchain()
                        .buildId())
                .isEmpty();
        BuiltElf longer =
                ElfBuilder.library().note("me", 1, most + "00".repeat(4)).build();
        assertBad(longer, Reason.LIMIT_NOTE_BYTES, longer.segment(Segment.PT_NOTE, Field.P_TYPE));
    }

    /** 5,000 symbols with one name of 4,000 letters: a file of 300 KiB that would give 20 MB of names. */
    @Test
    void refusesMoreNamesThanTheFileHasBytes() {
        ElfBuilder elf = ElfBuilder.library();
        for (int i = 0; i < 5000; i++) {
            elf.importing("x".repeat(4000));
        }
        BuiltElf built = elf.build();
        FormatException bad = catchThrowableOfType(FormatException.class, built::facts);
        assertThat(bad.reason()).isEqualTo(Reason.LIMIT_ROW_BYTES);
        assertThat(bad.offset()).isEqualTo(built.at(Table.SYMBOLS) + 24L * (1 + ElfLimits.STRINGS_IN_ALL / 4000));
    }

    private static void assertBad(BuiltElf elf, Reason reason, long offset) {
        FormatException bad = catchThrowableOfType(FormatException.class, elf::facts);
        assertThat(bad).isNotNull();
        assertThat(bad.reason()).as(bad.getMessage()).isEqualTo(reason);
        assertThat(bad.offset()).as(bad.getMessage()).isEqualTo(offset);
    }

    private static Arguments broken(String field, BuiltElf elf, Reason reason, long offset) {
        return Arguments.of(field, elf, reason, offset);
    }

    private static Arguments unmapped(long tag) {
        return broken(
                "address of tag 0x%x".formatted(tag),
                GOOD.word(GOOD.value(tag), NOWHERE),
                Reason.UNMAPPED_ADDRESS,
                GOOD.value(tag));
    }

    private static Arguments badString(long tag, long offset) {
        return broken(
                "string of tag 0x%x".formatted(tag),
                GOOD.word(GOOD.value(tag), offset),
                Reason.BAD_STRING,
                GOOD.value(tag));
    }
}
