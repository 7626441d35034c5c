package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.wheel.NeededLibrary;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bad entry is a failure; the other entries are read, and the wheel is partial. */
class BadEntryTest {
    private static final String NAME = "a-1.0-cp312-cp312-linux_x86_64.whl";
    private static final String BAD = "pkg/bad.so";
    private static final byte[] ELF = ElfBuilder.library().soname("bad").bytes();
    /** Where the data of the first entry begins: its local header has 30 bytes, then comes the name. */
    private static final long DATA = 30L + BAD.length();

    private static final int DEFLATED = 8;
    private static final int FLAG_ENCRYPTED = 1;
    private static final int LZMA = 14;

    @TempDir
    private Path folder;

    /** The first entry of a wheel, and how it fails. */
    private record Case(String name, ZipEntryBuilder entry, Format stage, Reason reason, long offset) {}

    private static List<Case> cases() {
        byte[] compressed = ZipEntryBuilder.deflate(ELF);
        byte[] half = Arrays.copyOf(compressed, compressed.length / 2);
        return List.of(
                new Case("EI_CLASS 7", deflated(patched(4, 7)), Format.ELF, Reason.BAD_ELF_HEADER, 4),
                new Case("cut in the header", deflated(Arrays.copyOf(ELF, 20)), Format.ELF, Reason.OUT_OF_BOUNDS, 0),
                new Case(
                        "the stream ends early",
                        ZipEntryBuilder.of(BAD.getBytes(US_ASCII), DEFLATED, half, ELF),
                        Format.DEFLATE,
                        Reason.TRUNCATED_STREAM,
                        DATA + half.length),
                new Case(
                        "block type 3",
                        ZipEntryBuilder.of(BAD.getBytes(US_ASCII), DEFLATED, new byte[] {0b111, 0}, ELF),
                        Format.DEFLATE,
                        Reason.INVALID_BLOCK_TYPE,
                        DATA),
                new Case(
                        "another CRC-32",
                        deflated(ELF).withCentral(header -> header.add("crc-32", 1)),
                        Format.ZIP,
                        Reason.CRC_MISMATCH,
                        DATA),
                new Case(
                        "another CRC-32, stored",
                        ZipEntryBuilder.stored(BAD, ELF).withCentral(header -> header.add("crc-32", 1)),
                        Format.ZIP,
                        Reason.CRC_MISMATCH,
                        DATA),
                new Case(
                        "one byte more than the stream has, another CRC-32",
                        deflated(ELF)
                                .withCentral(header -> header.add("size", 1).add("crc-32", 1)),
                        Format.ZIP,
                        Reason.SIZE_MISMATCH,
                        DATA + compressed.length),
                new Case("encrypted", deflated(ELF).withFlags(FLAG_ENCRYPTED), Format.ZIP, Reason.ENCRYPTED, 0),
                new Case(
                        "a method that is not supported",
                        ZipEntryBuilder.of(BAD.getBytes(US_ASCII), LZMA, compressed, ELF),
                        Format.ZIP,
                        Reason.UNSUPPORTED_METHOD,
                        0),
                new Case(
                        "no local header",
                        deflated(ELF).withLocal(header -> header.set("signature", 0)),
                        Format.ZIP,
                        Reason.BAD_LOCAL_HEADER,
                        0));
    }

    @ParameterizedTest
    @EnumSource
    void aBadEntryFailsWithReasonAndOffset(InputMode mode) throws IOException {
        for (Case it : cases()) {
            WheelReport report =
                    scan(WheelBuilder.named(NAME).entry(BAD, ELF, it.entry()).elf("pkg/good.so", good()), mode);

            assertThat(report.status()).as(it.name()).isEqualTo(WheelStatus.PARTIAL);
            assertThat(report.failures()).as(it.name()).hasSize(1);
            Failure failure = report.failures().get(0);
            assertThat(failure)
                    .as(it.name())
                    .isEqualTo(new Failure(Optional.of(BAD), it.stage(), it.reason(), it.offset(), failure.detail()));
            assertThat(failure.detail()).as(it.name()).isNotBlank();
            assertThat(report.reason()).as(it.name()).contains(failure);
            assertThat(report.allFailures()).as(it.name()).containsExactly(failure);
            assertThat(report.elfFiles())
                    .as(it.name())
                    .extracting(ElfFile::path)
                    .containsExactly("pkg/good.so");
            assertThat(report.entries()).as(it.name()).isEqualTo(5);
            assertThat(report.distInfo().unrecordedCount()).as(it.name()).isZero();
        }
    }

    @Test
    void failuresKeepTheOrderOfTheDirectory() throws IOException {
        WheelReport report = scan(
                WheelBuilder.named(NAME)
                        .file("z.so", patched(4, 7))
                        .elf("m.so", good())
                        .file("a.so", patched(5, 7)),
                InputMode.MMAP);

        assertThat(report.failures())
                .extracting(failure -> failure.entry().orElseThrow())
                .containsExactly("z.so", "a.so");
        assertThat(report.failures()).extracting(Failure::offset).containsExactly(4L, 5L);
    }

    /** The error is not found, because no fact needs the bytes after it. */
    @Test
    void otherFilesAreNotReadToTheirEnd() throws IOException {
        byte[] text = "print('hello')".getBytes(US_ASCII);
        WheelReport report = scan(
                WheelBuilder.named(NAME)
                        .file("pkg/a.py", text, entry -> entry.withCentral(header -> header.add("crc-32", 1))),
                InputMode.MMAP);

        assertThat(report.failures()).isEmpty();
    }

    @Test
    void aLibraryThatCannotBeReadResolvesNothing() throws IOException {
        WheelReport report = scan(
                WheelBuilder.named(NAME)
                        .elf("user.so", ElfBuilder.library().needed("lib.so").rpath("$ORIGIN"))
                        .file("lib.so", patched(4, 7)),
                InputMode.MMAP);

        assertThat(report.elfFiles().get(0).needed()).containsExactly(new NeededLibrary("lib.so", Optional.empty()));
    }

    @Test
    void aWheelWithoutDistInfoHasOneFailure() throws IOException {
        byte[] bytes = WheelBuilder.named(NAME).elf("pkg/good.so", good()).bytesWithoutDistInfo();
        WheelReport report = scan(bytes);

        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.elfFiles()).hasSize(1);
        assertThat(report.failures())
                .containsExactly(new Failure(
                        Optional.empty(),
                        Format.METADATA,
                        Reason.NO_DIST_INFO,
                        0,
                        "no *.dist-info/WHEEL at the top level"));
        assertThat(report.distInfo().recorded()).isFalse();
    }

    /** The file is read twice: when ELF files are searched, and when dist-info is read. */
    @Test
    void aBadDistInfoFileFailsOnce() throws IOException {
        WheelBuilder wheel = WheelBuilder.named(NAME);
        String path = wheel.distInfo() + "METADATA";
        byte[] bytes = wheel.entry(
                        path,
                        new byte[0],
                        ZipEntryBuilder.deflated(path, "Name: a".getBytes(US_ASCII))
                                .withFlags(FLAG_ENCRYPTED))
                .text(wheel.distInfo() + "WHEEL", "Generator: by hand\n")
                .bytesWithoutDistInfo();

        WheelReport report = scan(bytes);

        assertThat(report.failures()).hasSize(1);
        assertThat(report.failures().get(0).entry()).contains(path);
        assertThat(report.failures().get(0).reason()).isEqualTo(Reason.ENCRYPTED);
        assertThat(report.distInfo().requiresPython()).isEmpty();
        assertThat(report.distInfo().generators()).containsExactly("by hand");
    }

    /**
     * A hundred files of 70 KB, deflated to 500 bytes, with rows of 16 MB each: none of them exceeds a limit of its
     * own.
     */
    @Test
    void rowsOfAllElfFilesTogetherHaveALimit() throws IOException {
        ElfBuilder elf = ElfBuilder.library();
        for (int i = 0; i < 4000; i++) {
            elf.needed("l".repeat(4000));
        }
        byte[] bytes = elf.bytes();
        WheelBuilder wheel = WheelBuilder.named(NAME).elf("0.so", good());
        for (int i = 1; i <= 6; i++) {
            wheel.file(i + ".so", bytes);
        }

        WheelReport report = scan(wheel.elf("7.so", good()), InputMode.MMAP);

        assertThat(report.elfFiles())
                .extracting(ElfFile::path)
                .containsExactly("0.so", "1.so", "2.so", "3.so", "4.so", "7.so");
        assertThat(report.failures())
                .extracting(failure -> failure.entry().orElseThrow() + " " + failure.reason())
                .containsExactly("5.so LIMIT_ROW_BYTES", "6.so LIMIT_ROW_BYTES");
    }

    private static ElfBuilder good() {
        return ElfBuilder.library().soname("good");
    }

    private static ZipEntryBuilder deflated(byte[] content) {
        return ZipEntryBuilder.deflated(BAD, content);
    }

    private static byte[] patched(int offset, int value) {
        byte[] copy = ELF.clone();
        copy[offset] = (byte) value;
        return copy;
    }

    private WheelReport scan(WheelBuilder wheel, InputMode mode) throws IOException {
        return new WheelScanner(mode).scan(wheel.writeTo(folder));
    }

    private WheelReport scan(byte[] bytes) throws IOException {
        return new WheelScanner(InputMode.MMAP).scan(Files.write(folder.resolve(NAME), bytes));
    }
}
