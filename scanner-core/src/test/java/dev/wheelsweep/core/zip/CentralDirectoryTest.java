package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Wide;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class CentralDirectoryTest {
    /** The offset of the first central header after one entry {@code a} of one byte. */
    private static final int HEADER = 30 + 1 + 1;

    private static final int EXTRA = HEADER + 46 + 1;

    private record Case(String name, ZipBuilder zip, Reason reason, long offset) {}

    private static ZipEntryBuilder a() {
        return ZipEntryBuilder.stored("a", new byte[] {1});
    }

    private static ZipBuilder zip(ZipEntryBuilder entry) {
        return new ZipBuilder().entry(entry);
    }

    private static byte[] zip64(int bytes) {
        return ZipEntryBuilder.extra(1, new byte[bytes]);
    }

    private static final List<Case> BAD = List.of(
            new Case(
                    "no signature",
                    zip(a().withCentral(header -> header.set("signature", 0))),
                    Reason.BAD_CENTRAL_HEADER,
                    HEADER),
            new Case(
                    "directory one byte too long",
                    zip(a()).withEnd(end -> end.add("directory size", 1)),
                    Reason.BAD_CENTRAL_HEADER,
                    HEADER - 1),
            new Case(
                    "directory one byte too short",
                    zip(a()).withEnd(end -> end.add("directory size", -1)),
                    Reason.BAD_CENTRAL_HEADER,
                    HEADER + 1),
            new Case(
                    "bytes between directory and end record, too few for a header",
                    zip(a().withCentral(header -> header.set("name length", 0))),
                    Reason.BAD_CENTRAL_HEADER,
                    HEADER + 46),
            new Case(
                    "version 6.4",
                    zip(a().withCentral(header -> header.set("version needed", 64))),
                    Reason.UNSUPPORTED_VERSION,
                    HEADER + 6),
            new Case(
                    "extra field longer than the header",
                    zip(a().withCentralExtra(new byte[] {9, 9, 3, 0, 0, 0})),
                    Reason.BAD_EXTRA_FIELD,
                    EXTRA),
            new Case(
                    "second extra field longer than the header",
                    zip(a().withCentralExtra(new byte[] {9, 9, 0, 0, 9, 9, 1, 0})),
                    Reason.BAD_EXTRA_FIELD,
                    EXTRA + 4),
            new Case(
                    "no ZIP64 value for the size",
                    zip(a().withCentral(header -> header.set("size", 0xffff_ffffL))
                            .withCentralExtra(zip64(7))),
                    Reason.BAD_ZIP64_EXTRA,
                    EXTRA + 4),
            new Case(
                    "a ZIP64 value for the size, none for the offset",
                    zip(a().withCentral(
                                    header -> header.set("size", 0xffff_ffffL).set("local header offset", 0xffff_ffffL))
                            .withCentralExtra(zip64(8))),
                    Reason.BAD_ZIP64_EXTRA,
                    EXTRA + 4 + 8),
            new Case(
                    "Unicode Path too short for its CRC",
                    zip(a().withCentralExtra(ZipEntryBuilder.extra(0x7075, new byte[4]))),
                    Reason.BAD_EXTRA_FIELD,
                    EXTRA + 4),
            new Case(
                    "Unicode Path that is not UTF-8",
                    zip(a().withCentralExtra(EntryNameTest.unicodePath("a".getBytes(UTF_8), new byte[] {(byte) 0xff}))),
                    Reason.BAD_EXTRA_FIELD,
                    EXTRA + 4 + 5));

    @Test
    void everyErrorHasReasonAndOffset() {
        for (Case bad : BAD) {
            FormatException refusal =
                    catchThrowableOfType(FormatException.class, () -> CentralDirectory.read(bad.zip.source()));
            assertThat(refusal)
                    .as(bad.name)
                    .isNotNull()
                    .returns(Format.ZIP, FormatException::format)
                    .returns(bad.reason, FormatException::reason)
                    .returns(bad.offset, FormatException::offset);
        }
    }

    @Test
    void listsEveryFieldOfAnEntry() throws IOException, FormatException {
        ZipBuilder zip = new ZipBuilder()
                .withPrefix(new byte[100])
                .stored("folder/", new byte[0])
                .entry(ZipEntryBuilder.deflated("b", new byte[1000]).withGap(new byte[3]));
        int compressed = ZipEntryBuilder.deflate(new byte[1000]).length;
        int second = 100 + 30 + 7 + 3;
        CentralDirectory directory = CentralDirectory.read(zip.source());
        assertThat(directory.entries())
                .isEqualTo(List.of(
                        new ZipEntry("folder/", "folder/", 0, 1 << 11, 0, 0, 0, 100, second),
                        new ZipEntry(
                                "b",
                                "b",
                                8,
                                1 << 11,
                                crcOfZeros(1000),
                                compressed,
                                1000,
                                second,
                                second + 30 + 1 + compressed)));
        assertThat(directory.entries()).extracting(ZipEntry::isDirectory).containsExactly(true, false);
        assertThat(directory.headers()).extracting(CentralHeader::localOffset).containsExactly(100L, (long) second);
        assertThat(directory.end())
                .returns((long) second + 30 + 1 + compressed, EndOfCentralDirectory::directoryOffset)
                .returns(100L, EndOfCentralDirectory::prefix)
                .returns(2L, EndOfCentralDirectory::declaredEntries);
    }

    private static long crcOfZeros(int count) {
        CRC32 crc = new CRC32();
        crc.update(new byte[count]);
        return crc.getValue();
    }

    @Test
    void readsZip64ValuesForTheSaturatedFieldsOnly() throws IOException, FormatException {
        for (Wide field : Wide.values()) {
            ZipBuilder zip = new ZipBuilder().stored("a", new byte[1]).entry(a().withZip64(field));
            assertThat(CentralDirectory.read(zip.source()).entries().get(1))
                    .as(field.name())
                    .returns(1L, ZipEntry::size)
                    .returns(1L, ZipEntry::compressedSize)
                    .returns(32L, ZipEntry::headerOffset);
        }
    }

    @Test
    void keepsTooLargeSizesAsTheLargestNumber() throws IOException, FormatException {
        byte[] enormous = new ZipRecord().field("size", 8, -2).bytes();
        ZipBuilder zip = zip(a().withCentral(header -> header.set("size", 0xffff_ffffL))
                .withCentralExtra(ZipEntryBuilder.extra(1, enormous)));
        assertThat(CentralDirectory.read(zip.source()).entries().get(0).size()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void readsALastHeaderThatIsCutByTheEndOfTheDirectory() throws IOException, FormatException {
        ZipBuilder zip = zip(a().withCentral(header -> header.set("comment length", 500)));
        assertThat(CentralDirectory.read(zip.source()).entries()).hasSize(1);
    }

    @Test
    void ignoresThreeStrayBytesInAnExtraField() throws IOException, FormatException {
        ZipBuilder zip = zip(a().withCentralExtra(new byte[] {9, 9, 1, 0, 5, 1, 2, 3}));
        assertThat(CentralDirectory.read(zip.source()).entries()).hasSize(1);
    }

    @Test
    void countsHeadersInsteadOfTrustingTheCount() throws IOException, FormatException {
        int many = 70_000;
        ZipBuilder zip = new ZipBuilder();
        for (int i = 0; i < many; i++) {
            zip.stored("file" + i, new byte[0]);
        }
        CentralDirectory zip64 = CentralDirectory.read(zip.source());
        assertThat(zip64.entries()).hasSize(many).last().returns("file69999", ZipEntry::name);
        assertThat(zip64.end().declaredEntries()).isEqualTo(many);
    }

    @Test
    void countsHeadersWhereTheCountHasWrapped() throws IOException, FormatException {
        ZipBuilder zip = new ZipBuilder().stored("a", new byte[0]).stored("b", new byte[0]);
        CentralDirectory wrapped =
                CentralDirectory.read(zip.withEnd(end -> end.set("entries", 0)).source());
        assertThat(wrapped.entries()).hasSize(2);
        assertThat(wrapped.end().declaredEntries()).isZero();
    }

    @Test
    void refusesMoreEntriesThanTheLimit() {
        byte[] header = ZipEntryBuilder.stored("", new byte[0]).centralHeader(0);
        SparseSource file = new SparseSource();
        for (int i = 0; i <= Limits.DEFAULT.entries(); i++) {
            file.append(header);
        }
        long directorySize = file.size();
        file.append(new ZipBuilder()
                .withEnd(end -> end.set("directory size", directorySize))
                .bytes());
        assertThat(catchThrowableOfType(FormatException.class, () -> CentralDirectory.read(file)))
                .returns(Reason.LIMIT_ENTRIES, FormatException::reason)
                .returns(directorySize - header.length, FormatException::offset);
    }

    @Test
    void refusesALongerDirectoryThanTheLimitBeforeReadingIt() {
        long tooLong = (long) Limits.DEFAULT.entries() * CentralDirectory.BYTES_PER_ENTRY + 1;
        SparseSource file = new SparseSource()
                .skip(1L << 40)
                .append(new ZipBuilder()
                        .withEnd(end -> end.set("directory size", tooLong))
                        .bytes());
        assertThat(catchThrowableOfType(FormatException.class, () -> CentralDirectory.read(file)))
                .returns(Reason.LIMIT_ENTRIES, FormatException::reason)
                .returns((1L << 40) - tooLong, FormatException::offset);
    }

    @Test
    void readsArchivesBeyond4GiB() throws IOException, FormatException {
        ZipBuilder zip = new ZipBuilder()
                .entry(ZipEntryBuilder.zeros("large", 5L << 30))
                .stored("second", "text".getBytes(UTF_8));
        SparseSource file = zip.source();
        List<ZipEntry> entries = CentralDirectory.read(file).entries();
        assertThat(entries.get(0)).returns(5L << 30, ZipEntry::size);
        assertThat(entries.get(1)).returns((5L << 30) + 30 + 5 + 4 + 16, ZipEntry::headerOffset);
        EntryBytes second = new EntryReader().open(file, entries.get(1));
        assertThat(second.view(Format.METADATA, 0, 4).text(0, 4)).isEqualTo("text");
        second.verify();
        assertThat(new EntryReader()
                        .open(file, entries.get(0))
                        .view(Format.ELF, (5L << 30) - 4, 4)
                        .u32(0))
                .isZero();
    }

    @Test
    void listsDuplicateNames() throws IOException, FormatException {
        ZipBuilder zip = new ZipBuilder()
                .stored("a", new byte[0])
                .stored("b", new byte[0])
                .stored("a", new byte[1]);
        CentralDirectory directory = CentralDirectory.read(zip.source());
        assertThat(directory.entries()).hasSize(3);
        assertThat(directory.duplicateNames()).containsExactly("a");
    }
}
