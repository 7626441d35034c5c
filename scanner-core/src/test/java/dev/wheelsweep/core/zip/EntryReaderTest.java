package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Descriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;

/** Archives of one entry {@code a}: its local header is at 0, its data at 31. */
class EntryReaderTest {
    private static final int NAME = 30;
    private static final int DATA = NAME + 1;
    private static final byte[] CONTENT = "wheels within wheels within wheels".getBytes(US_ASCII);
    private static final int DEFLATED = ZipEntryBuilder.deflate(CONTENT).length;

    /** When the error is found. */
    private enum At {
        OPEN,
        VERIFY
    }

    private record Case(String name, ZipEntryBuilder entry, At at, Reason reason, long offset) {}

    private static ZipEntryBuilder stored() {
        return ZipEntryBuilder.stored("a", CONTENT);
    }

    private static ZipEntryBuilder deflated() {
        return ZipEntryBuilder.deflated("a", CONTENT);
    }

    private static ZipEntryBuilder method(int method) {
        return ZipEntryBuilder.of("a".getBytes(UTF_8), method, CONTENT, CONTENT);
    }

    private static ZipEntryBuilder bzip2() throws IOException {
        return ZipEntryBuilder.of("a".getBytes(UTF_8), 12, bzip2(CONTENT), CONTENT);
    }

    private static ZipEntryBuilder zeros() throws IOException {
        byte[] content = new byte[CompressedEntry.LONGEST + 1];
        return ZipEntryBuilder.of("a".getBytes(UTF_8), 12, bzip2(content), content);
    }

    private static byte[] bzip2(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (BZip2CompressorOutputStream out = new BZip2CompressorOutputStream(compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }

    private static List<Case> cases() throws IOException {
        return List.of(
                new Case("encrypted", stored().withFlags(1), At.OPEN, Reason.ENCRYPTED, 0),
                new Case("strongly encrypted", stored().withFlags(1 << 6), At.OPEN, Reason.ENCRYPTED, 0),
                new Case("patched", stored().withFlags(1 << 5), At.OPEN, Reason.UNSUPPORTED_METHOD, 0),
                new Case("lzma", method(14), At.OPEN, Reason.UNSUPPORTED_METHOD, 0),
                new Case("zstd", method(93), At.OPEN, Reason.UNSUPPORTED_METHOD, 0),
                new Case("method of no name", method(0xffff), At.OPEN, Reason.UNSUPPORTED_METHOD, 0),
                new Case(
                        "no local header",
                        stored().withLocal(header -> header.set("signature", 0)),
                        At.OPEN,
                        Reason.BAD_LOCAL_HEADER,
                        0),
                new Case(
                        "local header after the end of the file",
                        stored().withCentral(header -> header.set("local header offset", 1000)),
                        At.OPEN,
                        Reason.BAD_LOCAL_HEADER,
                        1000),
                new Case(
                        "local name longer than the file",
                        stored().withLocal(header -> header.set("name length", 1000)),
                        At.OPEN,
                        Reason.BAD_LOCAL_HEADER,
                        NAME),
                new Case(
                        "local name shorter",
                        stored().withLocal(header -> header.set("name length", 0)),
                        At.OPEN,
                        Reason.NAME_MISMATCH,
                        NAME),
                new Case(
                        "local extra field reaches into the directory",
                        stored().withLocal(header -> header.set("extra length", 1)),
                        At.OPEN,
                        Reason.OVERLAPPING_ENTRIES,
                        DATA + 1),
                new Case(
                        "data reaches into the directory",
                        deflated().withCentral(header -> header.add("compressed size", 1)),
                        At.OPEN,
                        Reason.OVERLAPPING_ENTRIES,
                        DATA),
                new Case(
                        "stored, fewer bytes than declared",
                        stored().withCentral(header -> header.add("size", 1).add("crc-32", 1)),
                        At.VERIFY,
                        Reason.SIZE_MISMATCH,
                        DATA + CONTENT.length),
                new Case(
                        "stored, more bytes than declared",
                        stored().withCentral(header -> header.add("size", -1)),
                        At.VERIFY,
                        Reason.SIZE_MISMATCH,
                        DATA + CONTENT.length - 1),
                new Case(
                        "deflated, fewer bytes than declared",
                        deflated().withCentral(header -> header.add("size", 1)),
                        At.VERIFY,
                        Reason.SIZE_MISMATCH,
                        DATA + DEFLATED),
                new Case(
                        "deflated, more bytes than declared",
                        deflated().withCentral(header -> header.set("size", CONTENT.length - 1)),
                        At.VERIFY,
                        Reason.SIZE_MISMATCH,
                        DATA + DEFLATED),
                new Case(
                        "deflated, 5 bytes after the final block, other CRC",
                        ZipEntryBuilder.of(
                                        "a".getBytes(UTF_8),
                                        8,
                                        Arrays.copyOf(ZipEntryBuilder.deflate(CONTENT), DEFLATED + 5),
                                        CONTENT)
                                .withCentral(header -> header.add("crc-32", 1)),
                        At.VERIFY,
                        Reason.SIZE_MISMATCH,
                        DATA + DEFLATED),
                new Case(
                        "stored, other CRC",
                        stored().withCentral(header -> header.add("crc-32", 1)),
                        At.VERIFY,
                        Reason.CRC_MISMATCH,
                        DATA),
                new Case(
                        "deflated, other CRC",
                        deflated().withCentral(header -> header.add("crc-32", 1)),
                        At.VERIFY,
                        Reason.CRC_MISMATCH,
                        DATA),
                new Case(
                        "bzip2, other CRC",
                        bzip2().withCentral(header -> header.add("crc-32", 1)),
                        At.VERIFY,
                        Reason.CRC_MISMATCH,
                        DATA),
                new Case(
                        "bzip2, fewer bytes than declared",
                        bzip2().withCentral(header -> header.add("size", 1).add("crc-32", 1)),
                        At.OPEN,
                        Reason.SIZE_MISMATCH,
                        DATA + bzip2(CONTENT).length),
                new Case(
                        "bzip2, more bytes than declared",
                        bzip2().withCentral(header -> header.add("size", -1)),
                        At.VERIFY,
                        Reason.SIZE_MISMATCH,
                        DATA + bzip2(CONTENT).length),
                new Case("bzip2, larger than we read", zeros(), At.OPEN, Reason.LIMIT_ENTRY_BYTES, DATA),
                new Case("not bzip2", method(12), At.OPEN, Reason.INVALID_STREAM, DATA),
                new Case("not deflate64", method(9), At.OPEN, Reason.INVALID_STREAM, DATA));
    }

    @Test
    void everyErrorHasReasonAndOffset() throws IOException, FormatException {
        EntryReader reader = new EntryReader();
        for (Case bad : cases()) {
            SparseSource file = new ZipBuilder().entry(bad.entry).source();
            ZipEntry entry = CentralDirectory.read(file).entries().get(0);
            FormatException refusal = catchThrowableOfType(FormatException.class, () -> {
                EntryBytes bytes = reader.open(file, entry);
                assertThat(bad.at).as(bad.name).isEqualTo(At.VERIFY);
                bytes.verify();
            });
            assertThat(refusal)
                    .as(bad.name)
                    .isNotNull()
                    .returns(bad.reason, FormatException::reason)
                    .returns(bad.offset, FormatException::offset);
        }
    }

    @Test
    void namesTheMethodThatItDoesNotRead() throws IOException, FormatException {
        Map<Integer, String> methods = Map.ofEntries(
                Map.entry(1, "shrunk"),
                Map.entry(2, "reduced"),
                Map.entry(5, "reduced"),
                Map.entry(6, "imploded"),
                Map.entry(10, "PKWARE DCL imploded"),
                Map.entry(14, "lzma"),
                Map.entry(16, "IBM CMPSC"),
                Map.entry(18, "IBM TERSE"),
                Map.entry(19, "IBM LZ77"),
                Map.entry(20, "zstd"),
                Map.entry(93, "zstd"),
                Map.entry(94, "mp3"),
                Map.entry(95, "xz"),
                Map.entry(96, "jpeg"),
                Map.entry(97, "wavpack"),
                Map.entry(98, "ppmd"),
                Map.entry(99, "AES encrypted"),
                Map.entry(7, "unknown"));
        for (Map.Entry<Integer, String> it : methods.entrySet()) {
            SparseSource file = new ZipBuilder().entry(method(it.getKey())).source();
            ZipEntry entry = CentralDirectory.read(file).entries().get(0);
            assertThat(catchThrowableOfType(FormatException.class, () -> new EntryReader().open(file, entry)))
                    .returns(Reason.UNSUPPORTED_METHOD, FormatException::reason)
                    .returns("method %d (%s)".formatted(it.getKey(), it.getValue()), FormatException::detail);
        }
    }

    @Test
    void refusesAHeaderBeforeTheFile() throws IOException, FormatException {
        SparseSource file = new ZipBuilder()
                .entry(stored())
                .withEnd(end -> end.add("directory offset", 5))
                .source();
        ZipEntry entry = CentralDirectory.read(file).entries().get(0);
        assertThat(catchThrowableOfType(FormatException.class, () -> new EntryReader().open(file, entry)))
                .returns(Reason.BAD_LOCAL_HEADER, FormatException::reason)
                .returns(-5L, FormatException::offset);
    }

    @Test
    void showsTheBeginningOfNamesThatDiffer() throws IOException, FormatException {
        String longName = "𝄞".repeat(1000);
        SparseSource file = new ZipBuilder()
                .entry(ZipEntryBuilder.stored(longName, CONTENT).withLocal(header -> header.set("name length", 4)))
                .source();
        ZipEntry entry = CentralDirectory.read(file).entries().get(0);
        assertThat(catchThrowableOfType(FormatException.class, () -> new EntryReader().open(file, entry)))
                .returns(
                        "\"%s\" in the central directory, \"𝄞\" in the local header".formatted("𝄞".repeat(80)),
                        FormatException::detail);
    }

    @Test
    void theErrorNamesTheMethod() throws IOException, FormatException {
        SparseSource file = new ZipBuilder().entry(method(14)).source();
        ZipEntry entry = CentralDirectory.read(file).entries().get(0);
        assertThat(catchThrowableOfType(FormatException.class, () -> new EntryReader().open(file, entry)))
                .hasMessage("zip: unsupported_method at offset 0: method 14 (lzma)");
    }

    @Test
    void readsEveryMethodItKnows() throws IOException, FormatException {
        EntryReader reader = new EntryReader();
        // A deflate stream without matches of length 258 is a deflate64 stream too.
        ZipEntryBuilder deflate64 =
                ZipEntryBuilder.of("a".getBytes(UTF_8), 9, ZipEntryBuilder.deflate(CONTENT), CONTENT);
        for (ZipEntryBuilder entry : List.of(stored(), deflated(), bzip2(), deflate64)) {
            SparseSource file = new ZipBuilder().entry(entry).source();
            EntryBytes bytes =
                    reader.open(file, CentralDirectory.read(file).entries().get(0));
            assertThat(bytes.view(Format.ELF, 7, 6).text(0, 6)).isEqualTo("within");
            assertThat(bytes.view(Format.ELF, 7, 6).origin()).isEqualTo(7);
            assertThat(bytes.view(Format.ELF, CONTENT.length, 0).length()).isZero();
            assertThat(catchThrowableOfType(FormatException.class, () -> bytes.view(Format.ELF, 0, CONTENT.length + 1)))
                    .returns(Format.ELF, FormatException::format)
                    .returns(Reason.OUT_OF_BOUNDS, FormatException::reason)
                    .returns(0L, FormatException::offset);
            bytes.verify();
        }
    }

    @Test
    void anEmptyStreamOfAnyMethodHasNoBytes() throws IOException, FormatException {
        for (int method : List.of(0, 8, 9, 12)) {
            SparseSource file = new ZipBuilder()
                    .entry(ZipEntryBuilder.of("a".getBytes(UTF_8), method, new byte[0], new byte[0]))
                    .source();
            EntryBytes bytes = new EntryReader()
                    .open(file, CentralDirectory.read(file).entries().get(0));
            int size = bytes.read(content -> {
                content.verify();
                return (int) content.size();
            });
            assertThat(size).as("method %d", method).isZero();
        }
    }

    @Test
    void takesSizesFromTheDirectoryWhereADescriptorFollowsTheData() throws IOException, FormatException {
        for (Descriptor kind : List.of(Descriptor.WITH_SIGNATURE, Descriptor.WITHOUT_SIGNATURE)) {
            SparseSource file = new ZipBuilder()
                    .entry(deflated().withDescriptor(kind))
                    .stored("b", CONTENT)
                    .source();
            for (ZipEntry entry : CentralDirectory.read(file).entries()) {
                new EntryReader().open(file, entry).verify();
            }
        }
    }

    @Test
    void findsDataAfterALocalExtraFieldThatTheDirectoryDoesNotHave() throws IOException, FormatException {
        SparseSource file = new ZipBuilder()
                .entry(stored().withLocalExtra(new byte[40]).withCentralExtra(new byte[4]))
                .source();
        new EntryReader()
                .open(file, CentralDirectory.read(file).entries().get(0))
                .verify();
    }

    @Test
    void aStoredEntryIsAWindowOfTheFile() throws IOException, FormatException {
        SparseSource file = new ZipBuilder().entry(stored()).source();
        EntryBytes bytes = new EntryReader()
                .open(file, CentralDirectory.read(file).entries().get(0));
        assertThat(bytes)
                .returns(ReadMode.STORED, EntryBytes::readMode)
                .returns(0L, EntryBytes::bytesDecoded)
                .returns(file.stride(), EntryBytes::stride)
                .returns((long) CONTENT.length, EntryBytes::size);
    }

    @Test
    void refusesEntriesThatShareData() throws IOException, FormatException {
        // The second header is part of the data of the first: two entries share the compressed data.
        ZipEntryBuilder inner = stored();
        byte[] quoted = ZipEntryBuilder.join(inner.localHeader(), CONTENT);
        SparseSource file = new ZipBuilder()
                .stored("b", quoted)
                .entry(inner.withCentral(header -> header.set("local header offset", DATA)))
                .source();
        List<ZipEntry> entries = CentralDirectory.read(file).entries();
        EntryReader reader = new EntryReader();
        assertThat(catchThrowableOfType(FormatException.class, () -> reader.open(file, entries.get(0))))
                .returns(Reason.OVERLAPPING_ENTRIES, FormatException::reason)
                .returns((long) DATA, FormatException::offset);
        reader.open(file, entries.get(1)).verify();
    }

    @Test
    void refusesTheSecondOfTwoHeadersForOnePlace() throws IOException, FormatException {
        SparseSource file = new ZipBuilder()
                .entry(stored())
                .entry(stored().withCentral(header -> header.set("local header offset", 0)))
                .source();
        List<ZipEntry> entries = CentralDirectory.read(file).entries();
        EntryReader reader = new EntryReader();
        reader.open(file, entries.get(0)).verify();
        assertThat(catchThrowableOfType(FormatException.class, () -> reader.open(file, entries.get(1))))
                .returns(Reason.OVERLAPPING_ENTRIES, FormatException::reason)
                .returns((long) DATA, FormatException::offset);
    }

    @Test
    void aHeaderAfterTheDirectoryGivesOthersNoMoreRoom() throws IOException, FormatException {
        SparseSource file = new ZipBuilder()
                .entry(stored().withCentral(
                                header -> header.set("compressed size", 5000).set("size", 5000)))
                .entry(stored().withCentral(header -> header.set("local header offset", 1_000_000)))
                .source();
        ZipEntry entry = CentralDirectory.read(file).entries().get(0);
        assertThat(entry.dataLimit()).isEqualTo(2L * (DATA + CONTENT.length));
        assertThat(catchThrowableOfType(FormatException.class, () -> new EntryReader().open(file, entry)))
                .returns(Reason.OVERLAPPING_ENTRIES, FormatException::reason)
                .returns((long) DATA, FormatException::offset);
    }
}
