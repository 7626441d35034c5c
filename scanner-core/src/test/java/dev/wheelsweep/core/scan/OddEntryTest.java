package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Descriptor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Odd entries whose content zipfile reads: the scanner reads them too, and reports the oddity. */
class OddEntryTest {
    private static final String PATH = "pkg/odd.so";
    private static final byte[] ELF = ElfBuilder.library().soname("odd").bytes();

    private static WheelReport scan(String path, UnaryOperator<ZipEntryBuilder> change) throws IOException {
        return new ScannedBytes()
                .scan(WheelBuilder.named(NativeWheel.NAME)
                        .entry(path, ELF, change.apply(ZipEntryBuilder.stored(path, ELF)))
                        .bytes());
    }

    private static void assertRead(WheelReport report, ZipOddity.Kind... kinds) {
        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.elfFiles())
                .extracting(file -> file.facts().linkage().soname())
                .containsExactly(Optional.of("odd"));
        assertThat(report.zipOddities())
                .extracting(ZipOddity::kind)
                .filteredOn(kind -> kind != ZipOddity.Kind.INDEX_WOULD_REJECT)
                .containsExactlyInAnyOrder(kinds);
    }

    /** Month 0 and 15, day 0, 62 seconds, 1980 and 2107: times are kept as bits, not converted to dates. */
    @Test
    void anyDosTimeIsRead() throws IOException {
        for (int date : new int[] {0, 0xffff, 15 << 5 | 1, 1 << 5, 127 << 9 | 1 << 5 | 1, 13 << 5 | 31}) {
            for (int time : new int[] {0, 0xffff, 31, 63 << 5, 31 << 11}) {
                assertRead(scan(
                        PATH,
                        it -> it.withLocal(header -> header.set("date", date).set("time", time))
                                .withCentral(header -> header.set("date", date).set("time", time))));
            }
        }
    }

    /**
     * The extended timestamp (0x5455), NTFS (0x000a) and Info-ZIP's Unix field (0x5855), with numbers that are no
     * dates.
     */
    @Test
    void anyTimeInAnExtraFieldIsRead() throws IOException {
        for (int id : new int[] {0x5455, 0x000a, 0x5855}) {
            for (int length : new int[] {0, 1, 5, 13, 32}) {
                for (byte fill : new byte[] {-1, 0, 0x7f, (byte) 0x80}) {
                    byte[] data = new byte[length];
                    Arrays.fill(data, fill);
                    byte[] extra = ZipEntryBuilder.extra(id, data);
                    assertRead(scan(PATH, it -> it.withLocalExtra(extra).withCentralExtra(extra)));
                }
            }
        }
    }

    @Test
    void aLinkIsReadAsAFile() throws IOException {
        assertRead(
                scan(PATH, it -> it.withCentral(header -> header.set("external attributes", 0xa1ffL << 16))),
                ZipOddity.Kind.SYMBOLIC_LINK);
    }

    @Test
    void aFolderWithContentIsReadAsAFile() throws IOException {
        assertRead(scan("pkg/odd.so/", it -> it), ZipOddity.Kind.FOLDER_WITH_DATA);
    }

    @Test
    void attributesOfAFolderAreIgnored() throws IOException {
        assertRead(scan(PATH, it -> it.withCentral(header -> header.set("external attributes", 0x41edL << 16 | 0x10))));
    }

    /** The directory counts. A streaming reader would ask for a password. */
    @Test
    void encryptedByTheLocalHeaderOnly() throws IOException {
        assertRead(scan(PATH, it -> it.withLocal(header -> header.set("flags", 1))), ZipOddity.Kind.FLAGS_DIFFER);
    }

    @Test
    void encryptedByTheDirectoryOnly() throws IOException {
        WheelReport report = scan(PATH, it -> it.withCentral(header -> header.set("flags", 1)));
        assertThat(report.failures())
                .extracting(Failure::entry, Failure::reason, Failure::offset)
                .containsExactly(tuple(Optional.of(PATH), Reason.ENCRYPTED, 0L));
        assertThat(report.elfFiles()).isEmpty();
        assertThat(report.zipOddities())
                .extracting(ZipOddity::kind)
                .contains(ZipOddity.Kind.ENCRYPTED_ENTRY, ZipOddity.Kind.FLAGS_DIFFER);
    }

    /** The data contains a descriptor's signature, where a streaming reader would stop. */
    @Test
    void aDescriptorsSignatureInTheData() throws IOException {
        byte[] signature = {'P', 'K', 7, 8, 0, 0, 0, 0};
        byte[] content = ElfBuilder.library().soname("odd").code(signature).bytes();
        WheelReport report = new ScannedBytes()
                .scan(WheelBuilder.named(NativeWheel.NAME)
                        .entry(
                                PATH,
                                content,
                                ZipEntryBuilder.stored(PATH, content).withDescriptor(Descriptor.WITH_SIGNATURE))
                        .bytes());
        assertRead(report, ZipOddity.Kind.DATA_DESCRIPTOR);
    }

    /** Wheels inside wheels are ordinary entries, which are not opened. */
    @Test
    void anArchiveIsNotOpened() throws IOException {
        byte[] inner = NativeWheel.builder().bytes();
        byte[] outer =
                WheelBuilder.named(NativeWheel.NAME).file("inner.whl", inner).bytes();
        WheelReport report = new ScannedBytes()
                .scan(WheelBuilder.named(NativeWheel.NAME)
                        .entry("outer.whl", outer, ZipEntryBuilder.stored("outer.whl", outer))
                        .bytes());
        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.elfFiles()).isEmpty();
        assertThat(report.entries()).isEqualTo(4);
        assertThat(report.cost().bytesDecoded()).isLessThan(inner.length);
    }

    /** A tar whose last member is a zip is also a zip: PyPI rejects it, zipfile reads it. */
    @Test
    void aTarThatIsAlsoAZipIsRead() throws IOException {
        byte[] tar = new byte[1024];
        System.arraycopy("member".getBytes(US_ASCII), 0, tar, 0, 6);
        System.arraycopy("ustar".getBytes(US_ASCII), 0, tar, 257, 5);
        byte[] wheel = NativeWheel.builder().bytes();
        byte[] both = Arrays.copyOf(tar, tar.length + wheel.length);
        System.arraycopy(wheel, 0, both, tar.length, wheel.length);

        WheelReport report = new ScannedBytes().scan(both);
        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.elfFiles()).hasSize(2);
        assertThat(report.zipOddities())
                .extracting(ZipOddity::kind, ZipOddity::offset)
                .contains(tuple(ZipOddity.Kind.PREFIX_BYTES, 0L), tuple(ZipOddity.Kind.INDEX_WOULD_REJECT, 0L));
        assertThat(new ScannedBytes().scan(tar).reason().orElseThrow().reason()).isEqualTo(Reason.NOT_A_ZIP);
    }

    /** Files of other kinds that are named like libraries; they are not read as ELF. */
    @Test
    void filesOfOtherFormatsAreNoFailures() throws IOException {
        List<byte[]> contents = List.of(
                new byte[0],
                new byte[] {0x7f},
                new byte[] {0x7f, 'E', 'L'},
                new byte[] {(byte) 0xcf, (byte) 0xfa, (byte) 0xed, (byte) 0xfe}, // Mach-O
                new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 2}, // fat Mach-O, or Java
                new byte[] {'M', 'Z', 0, 0}, // PE
                new byte[] {0x64, (byte) 0x86, 0, 0}, // COFF
                new byte[] {0, 'a', 's', 'm'},
                new byte[] {'B', 'C', (byte) 0xc0, (byte) 0xde}, // LLVM bitcode
                "!<arch>\n".getBytes(US_ASCII),
                "!<thin>\n".getBytes(US_ASCII),
                "INPUT(-lc)".getBytes(US_ASCII));
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME);
        for (int i = 0; i < contents.size(); i++) {
            wheel.file("lib%d.so".formatted(i), contents.get(i));
        }
        WheelReport report = new ScannedBytes().scan(wheel.bytes());
        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.failures()).isEmpty();
        assertThat(report.elfFiles()).isEmpty();
        assertThat(report.entries()).isEqualTo(contents.size() + 3);
    }

    /** Each of many headers has as many pieces as an extra field can hold. */
    @Test
    void extraFieldsOfManyPiecesAreRead() throws IOException {
        byte[] pieces = new byte[65_532];
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME);
        for (String path : List.of("a", "b", "c", "d")) {
            wheel.entry(
                    path,
                    ELF,
                    ZipEntryBuilder.stored(path, ELF).withLocalExtra(pieces).withCentralExtra(pieces));
        }
        WheelReport report = new ScannedBytes().scan(wheel.bytes());
        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(report.elfFiles()).hasSize(4);
        assertThat(report.zipOddities())
                .extracting(ZipOddity::kind)
                .containsExactly(ZipOddity.Kind.INDEX_WOULD_REJECT); // for upper case in the file name
    }
}
