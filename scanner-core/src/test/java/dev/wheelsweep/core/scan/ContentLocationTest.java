package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.StaticTables;
import dev.wheelsweep.core.inflate.Blends;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Libraries with megabytes of static symbols after their dynamic segment, which is found by its content. */
class ContentLocationTest {
    private static final String NAME = "a-1.0-cp312-cp312-linux_x86_64.whl";
    private static final String PATH = "a/_a.so";
    private static final int DEFLATED = 8;
    private static final int CODE = 5_000_000;
    private static final int SYMBOLS = 60_000;
    private static final int MANY_SYMBOLS = 120_000;
    private static final String COMPILER = "GCC: (GNU) 12.2.0";

    /** As long as the other one. */
    private static final String OTHER_COMPILER = "GCC: (XYZ) 99.9.9";

    /** Bytes from a dynamic segment to the end of .comment, more than there are. */
    private static final int TABLES = 1024;

    @TempDir
    private Path folder;

    private static ElfBuilder library(Random random) {
        return library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.X86_64, random);
    }

    private static ElfBuilder library(ElfLayout layout, ByteOrder order, int machine, Random random) {
        return ElfBuilder.library(layout, order, machine)
                .need("libc.so.6", "GLIBC_2.17", "memcpy", "malloc")
                .needed("libm.so.6", "libc.so.6")
                .soname("liba.so.1")
                .exporting("PyInit_a")
                .buildId("0011223344556677")
                .comment(COMPILER)
                .code(code(random))
                .statics(StaticTables.of(layout, order, SYMBOLS, random));
    }

    /** Bytes that are mostly new, with a few copies, as in machine code. */
    private static byte[] code(Random random) {
        byte[] code = new byte[CODE];
        random.nextBytes(code);
        for (int i = 1000; i < CODE; i += 8 + random.nextInt(24)) {
            int count = Math.min(CODE - i, 3 + random.nextInt(5));
            System.arraycopy(code, i - 10 - random.nextInt(900), code, i, count);
        }
        return code;
    }

    private WheelReport scan(byte[] library, Verification verification) throws IOException {
        byte[] stream = Blends.deflate(library, 6, Deflater.DEFAULT_STRATEGY, 0);
        ZipEntryBuilder entry = ZipEntryBuilder.of(PATH.getBytes(StandardCharsets.US_ASCII), DEFLATED, stream, library);
        Path wheel = WheelBuilder.named(NAME).entry(PATH, library, entry).writeTo(folder);
        return new WheelScanner(InputMode.MMAP, verification).scan(wheel);
    }

    private ElfFile file(byte[] library, Verification verification) throws IOException {
        return scan(library, verification).elfFiles().get(0);
    }

    /** @return the offset of p_type in the program header of a type */
    private static int programHeader(ByteBuffer elf, int type) {
        int at = (int) elf.getLong(0x20);
        while (elf.getInt(at) != type) {
            at += 56;
        }
        return at;
    }

    private static ByteBuffer of(byte[] elf) {
        return ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int dynamicOffset(byte[] elf) {
        return (int) of(elf).getLong(programHeader(of(elf), 2) + 8);
    }

    private void assertLocated(ElfLayout layout, ByteOrder order, int machine) throws IOException {
        Random random = new Random(machine);
        byte[] library = library(layout, order, machine, random)
                .statics(StaticTables.of(layout, order, MANY_SYMBOLS, random))
                .bytes();
        ElfFile located = file(library, Verification.NONE);
        ElfFile whole = file(library, Verification.ALL);
        assertThat(located.facts()).isEqualTo(whole.facts());
        assertThat(located.facts().toolchain().compilers()).containsExactly(COMPILER);
        assertThat(located.readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        assertThat(located.bytesDecoded()).as("of %d", library.length - CODE).isLessThan((library.length - CODE) / 2);
    }

    @Test
    void littleIsDecodedOfAnyClassAndOrder() throws IOException {
        assertLocated(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.X86_64);
        assertLocated(ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, ElfBuilder.I386);
        assertLocated(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.S390);
        assertLocated(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.MIPS);
    }

    /** What the section headers say is not true, so the file is read whole. */
    @Test
    void sectionHeadersThatContradictAreNotBelieved() throws IOException {
        byte[] library = library(new Random(5)).bytes();
        ByteBuffer elf = of(library);
        int sections = (int) elf.getLong(0x28);
        for (int i = 0; i < elf.getShort(0x3c); i++) {
            int at = sections + 64 * i;
            if (elf.getInt(at + 4) == 1) { // .comment
                elf.putLong(at + 0x18, elf.getLong(at + 0x18) + 16);
            }
        }
        ElfFile located = file(library, Verification.NONE);
        assertThat(located.facts()).isEqualTo(file(library, Verification.ALL).facts());
        assertThat(located.readMode()).isEqualTo(ReadMode.WHOLE);
    }

    /** Two tables could be the dynamic segment, so neither is taken for it. */
    @Test
    void aTableNextToTheTrueOneIsNotTakenForIt() throws IOException {
        byte[] library = library(new Random(6)).bytes();
        int dynamic = dynamicOffset(library);
        byte[] imitation = imitation(library);
        System.arraycopy(imitation, 0, library, dynamic - 20_000, imitation.length);
        assertThat(file(library, Verification.NONE).facts())
                .isEqualTo(file(library, Verification.ALL).facts());
    }

    /** The tables from the dynamic segment to .comment, with another compiler. */
    private static byte[] imitation(byte[] library) {
        int dynamic = dynamicOffset(library);
        byte[] tables = Arrays.copyOfRange(library, dynamic - 16, dynamic + TABLES);
        String text = new String(tables, StandardCharsets.ISO_8859_1).replace(COMPILER, OTHER_COMPILER);
        int end = text.indexOf(OTHER_COMPILER) + OTHER_COMPILER.length() + 1;
        return text.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Between an imitation and the true table is nothing but what looks like names. */
    @Test
    void anImitationIsFoundByVerifyAllAndInTheSample() throws IOException {
        Random random = new Random(7);
        byte[] library = library(random).code(Blends.content(random, CODE)).bytes();
        int dynamic = dynamicOffset(library);
        byte[] imitation = imitation(library);
        byte[] names = StaticTables.of(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, 4 * SYMBOLS, random)
                .names();
        int place = CODE / 2;
        System.arraycopy(imitation, 0, library, place, imitation.length);
        System.arraycopy(names, 1, library, place + imitation.length, dynamic - 64 - place - imitation.length);
        CRC32 crc = new CRC32();
        do {
            library[CODE / 4]++;
            if (library[CODE / 4] == 0) {
                library[CODE / 4 + 1]++;
            }
            crc.reset();
            crc.update(library);
        } while (crc.getValue() % Verification.ONE_IN != 0);

        ElfFile misled = file(library, Verification.NONE);
        assertThat(misled.facts().toolchain().compilers()).containsExactly(OTHER_COMPILER);
        assertThat(file(library, Verification.ALL).facts().toolchain().compilers())
                .containsExactly(COMPILER);
        assertThat(scan(library, Verification.SAMPLE).reason().orElseThrow().reason())
                .isEqualTo(Reason.ENDS_CONTRADICT_WHOLE);
    }
}
