package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.Oddity;
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

/** Which parts of entries are skipped or checked, and which errors are found. */
class VerificationTest {
    private static final String NAME = "a-1.0-cp312-cp312-linux_x86_64.whl";
    private static final String PATH = "a/_a.so";
    private static final int DEFLATED = 8;
    private static final int LONGEST_STORED = 65_535;

    /** Where an ELF64 header says where the section headers are, and the size of one. */
    private static final int E_SHOFF = 0x28;

    private static final int SECTION_HEADER = 64;
    private static final int E_SHNUM = 0x3c;
    private static final int GAP = 1_500_000;
    /** Bytes before the section headers, more than a window, so that these can copy nothing from earlier bytes. */
    private static final int WALL = 40_000;

    @TempDir
    private Path folder;

    /** A library whose section headers are at the end, after much that no fact needs. */
    private static byte[] library(long seed, String compiler) {
        byte[] elf = ElfBuilder.library().needed("libc.so.6").comment(compiler).bytes();
        ByteBuffer header = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        int sections = (int) header.getLong(E_SHOFF);
        int length = header.getShort(E_SHNUM) * SECTION_HEADER;
        byte[] large = Arrays.copyOf(elf, elf.length + GAP + length);
        Random random = new Random(seed);
        System.arraycopy(Blends.content(random, GAP), 0, large, elf.length, GAP);
        for (int i = elf.length + GAP - WALL; i < elf.length + GAP; i++) {
            large[i] = (byte) (1 + random.nextInt(127));
        }
        System.arraycopy(elf, sections, large, elf.length + GAP, length);
        ByteBuffer.wrap(large).order(ByteOrder.LITTLE_ENDIAN).putLong(E_SHOFF, elf.length + GAP);
        return large;
    }

    private WheelReport scan(ZipEntryBuilder entry, byte[] content, Verification verification) throws IOException {
        Path wheel = WheelBuilder.named(NAME).entry(PATH, content, entry).writeTo(folder);
        return new WheelScanner(InputMode.MMAP, verification).scan(wheel);
    }

    private static ZipEntryBuilder entry(byte[] stream, byte[] content) {
        return ZipEntryBuilder.of(PATH.getBytes(StandardCharsets.US_ASCII), DEFLATED, stream, content);
    }

    private static byte[] deflate(byte[] content) {
        return Blends.deflate(content, 6, Deflater.DEFAULT_STRATEGY, 0);
    }

    @Test
    void skippingAndReadingWholeGiveTheSameFacts() throws IOException {
        byte[] library = library(1, "GCC: 12");
        ElfFile ends = scan(entry(deflate(library), library), library, Verification.NONE)
                .elfFiles()
                .get(0);
        ElfFile whole = scan(entry(deflate(library), library), library, Verification.ALL)
                .elfFiles()
                .get(0);

        assertThat(ends.facts()).isEqualTo(whole.facts());
        assertThat(ends.facts().toolchain().compilers()).containsExactly("GCC: 12");
        assertThat(ends.readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        assertThat(ends.bytesDecoded()).isLessThan(library.length / 2);
        assertThat(whole.readMode()).isEqualTo(ReadMode.WHOLE);
        assertThat(whole.bytesDecoded()).isEqualTo(library.length);
    }

    @Test
    void aFailureOfAPartialReadIsThatOfTheWholeRead() throws IOException {
        byte[] library = library(2, "GCC: 12");
        library[4] = 7; // EI_CLASS
        for (Verification verification : Verification.values()) {
            WheelReport report = scan(entry(deflate(library), library), library, verification);
            assertThat(report.elfFiles()).isEmpty();
            assertThat(report.failures()).extracting(Failure::reason).containsExactly(Reason.BAD_ELF_HEADER);
        }
    }

    @Test
    void onlyVerifyAllFindsACorruptGap() throws IOException {
        byte[] library = library(3, "GCC: 12");
        byte[] stream = deflate(library);
        stream[stream.length / 2] ^= 1;

        WheelReport unchecked = scan(entry(stream, library), library, Verification.NONE);
        assertThat(unchecked.failures()).isEmpty();
        assertThat(unchecked.elfFiles()).hasSize(1);
        WheelReport checked = scan(entry(stream, library), library, Verification.ALL);
        assertThat(checked.status()).isEqualTo(WheelStatus.PARTIAL);
        assertThat(checked.elfFiles()).isEmpty();
        assertThat(checked.failures()).hasSize(1);
    }

    @Test
    void onlyVerifyAllFindsACorruptFileOfAnotherFormat() throws IOException {
        byte[] text = "no ELF file at all".getBytes(StandardCharsets.US_ASCII);
        ZipEntryBuilder bad = ZipEntryBuilder.deflated(PATH, text).withCentral(header -> header.add("crc-32", 1));

        assertThat(scan(bad, text, Verification.SAMPLE).failures()).isEmpty();
        assertThat(scan(bad, text, Verification.ALL).failures())
                .extracting(Failure::reason)
                .containsExactly(Reason.CRC_MISMATCH);
    }

    /**
     * The stream ends with a stored block, and that with the end of another stream. A search that begins inside finds
     * blocks up to the last bit, and section headers that the file does not have.
     */
    @Test
    void aHiddenChainIsFoundByVerifyAllAndInTheSample() throws IOException {
        byte[] shown = library(4, "a compiler that was not there");
        byte[] hidden = deflate(shown);
        byte[] lie = Arrays.copyOfRange(hidden, hidden.length - LONGEST_STORED, hidden.length);
        byte[] content = sampled(Arrays.copyOf(shown, shown.length - lie.length), lie);
        byte[] stream = endingStored(Arrays.copyOf(content, content.length - lie.length), lie);

        ElfFile misled = scan(entry(stream, content), content, Verification.NONE)
                .elfFiles()
                .get(0);
        assertThat(misled.readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        assertThat(misled.facts().oddities()).doesNotContain(Oddity.BAD_SECTION_HEADERS);

        ElfFile right = scan(entry(stream, content), content, Verification.ALL)
                .elfFiles()
                .get(0);
        assertThat(right.facts()).isNotEqualTo(misled.facts());

        WheelReport caught = scan(entry(stream, content), content, Verification.SAMPLE);
        assertThat(caught.status()).isEqualTo(WheelStatus.FAILED);
        assertThat(caught.reason().orElseThrow())
                .returns(Reason.ENDS_CONTRADICT_WHOLE, Failure::reason)
                .satisfies(failure -> assertThat(failure.detail()).contains(PATH));
        assertThat(caught.elfFiles()).isEmpty();
    }

    /** Changes unread bytes until the entry is one of the sample. */
    private static byte[] sampled(byte[] start, byte[] end) {
        byte[] content = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, content, start.length, end.length);
        CRC32 crc = new CRC32();
        do {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            bytes.putInt(content.length / 2, bytes.getInt(content.length / 2) + 1);
            crc.reset();
            crc.update(content);
        } while (crc.getValue() % Verification.ONE_IN != 0);
        return content;
    }

    private static byte[] endingStored(byte[] start, byte[] end) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(start);
        byte[] stream = new byte[start.length + end.length];
        int length = deflater.deflate(stream, 0, stream.length, Deflater.SYNC_FLUSH);
        deflater.end();
        ByteBuffer block =
                ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN).position(length);
        block.put((byte) 1)
                .putShort((short) end.length)
                .putShort((short) ~end.length)
                .put(end);
        return Arrays.copyOf(stream, block.position());
    }
}
