package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.FuzzSeeds;
import dev.wheelsweep.core.audit.ArchiveAudit;
import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes give entries and oddities, or one {@link FormatException}; each entry gives bytes or a {@link
 * FormatException}.
 */
class ZipFuzzTest {
    private static final long DECODED = 16 << 20;
    private static final EntryReader READER = new EntryReader();

    static Stream<byte[]> seeds() throws IOException {
        byte[] text = "all sorts of entries, all sorts of fields".repeat(20).getBytes(US_ASCII);
        ZipBuilder zip = new ZipBuilder()
                .withPrefix(new byte[5])
                .stored("folder/", new byte[0])
                .entry(ZipEntryBuilder.deflated("deflated", text)
                        .withDescriptor(ZipEntryBuilder.Descriptor.WITH_SIGNATURE)
                        .withLocalExtra(new byte[9]))
                .entry(ZipEntryBuilder.deflated("wide", text).withZip64(ZipEntryBuilder.Wide.values()))
                .entry(ZipEntryBuilder.stored("?", text)
                        .withCentralExtra(EntryNameTest.unicodePath(new byte[] {'?'}, new byte[] {'!'})))
                .withZip64()
                .withComment(new byte[] {'h', 'i'});
        return Stream.concat(Stream.of(zip.bytes()), FuzzSeeds.conformance("zip").stream());
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyZipGivesEntriesOrAReason(byte[] bytes) throws IOException {
        SparseSource file = SparseSource.of(bytes);
        READER.startArchive(DECODED);
        try {
            CentralDirectory directory = CentralDirectory.read(file);
            List<ZipOddity> oddities = ArchiveAudit.of(file, directory, new LocalHeaders(file));
            if (oddities.stream().anyMatch(oddity -> oddity.offset() < 0 || oddity.offset() > bytes.length)) {
                throw new AssertionError("an oddity outside the file: " + oddities);
            }
            for (ZipEntry entry : directory.entries()) {
                read(file, entry);
            }
        } catch (FormatException bad) {
            requireInFile(bad, bytes.length);
        }
    }

    private static void read(SparseSource file, ZipEntry entry) throws IOException {
        try {
            EntryBytes content = READER.open(file, entry);
            content.verify();
            long length = content.view(Format.ELF, 0, content.size()).length();
            if (length != entry.size() && content.oddEnd().isEmpty()) {
                throw new AssertionError("another size: " + entry);
            }
        } catch (FormatException bad) {
            if (bad.detail().isEmpty()) {
                throw new AssertionError(bad);
            }
        }
    }

    private static void requireInFile(FormatException bad, int size) {
        if (bad.offset() < 0 || bad.offset() > size) {
            throw new AssertionError("an error outside the file", bad);
        }
    }
}
