package dev.wheelsweep.core.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.SparseSource;
import dev.wheelsweep.core.zip.ZipBuilder;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Descriptor;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Wide;
import dev.wheelsweep.core.zip.ZipRecord;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DataDescriptorTest {
    private static final byte[] TEXT = "some text".getBytes(US_ASCII);
    /** Bytes of the local header of {@code a} and of its data. */
    private static final int DATA_END = 31 + TEXT.length;

    private static ZipEntryBuilder entry(Descriptor kind) {
        return ZipEntryBuilder.stored("a", TEXT).withDescriptor(kind);
    }

    /** @param cut bytes of the file after the data */
    private static OptionalInt length(ZipEntryBuilder built, int cut) throws IOException, FormatException {
        SparseSource file = new ZipBuilder().entry(built).source();
        ZipEntry entry = CentralDirectory.read(file).entries().get(0);
        int size = (int) Math.min(DATA_END + cut, file.size());
        SparseSource kept = SparseSource.of(Arrays.copyOf(file.bytes(), size));
        return DataDescriptor.length(kept, entry, new LocalHeaders(kept).at(0).orElseThrow());
    }

    @Test
    void hasOneOfFourForms() throws IOException, FormatException {
        assertThat(length(entry(Descriptor.WITHOUT_SIGNATURE), 99)).hasValue(12);
        assertThat(length(entry(Descriptor.WITH_SIGNATURE), 99)).hasValue(16);
        assertThat(length(entry(Descriptor.WITHOUT_SIGNATURE).withZip64(Wide.SIZE), 99))
                .hasValue(20);
        assertThat(length(entry(Descriptor.WITH_SIGNATURE).withZip64(Wide.SIZE), 99))
                .hasValue(DataDescriptor.LONGEST);
    }

    /** A file that ends within the descriptor has none. */
    @Test
    void aCutDescriptorIsNone() throws IOException, FormatException {
        for (int cut = 0; cut < 16; cut++) {
            assertThat(length(entry(Descriptor.WITH_SIGNATURE), cut))
                    .as("%d bytes", cut)
                    .isEmpty();
        }
        assertThat(length(entry(Descriptor.WITH_SIGNATURE), 16)).hasValue(16);
    }

    @Test
    void doesNotFollowDataThatExceedsTheFile() throws IOException, FormatException {
        ZipEntryBuilder built = entry(Descriptor.WITH_SIGNATURE)
                .withCentral(header -> header.set("compressed size", 1000).set("size", 1000));
        assertThat(length(built, 99)).isEmpty();
    }

    /** The CRC-32 of the content may equal the signature: then a descriptor without signature seems to have one. */
    @Test
    void mayHaveACrcThatEqualsTheSignature() throws IOException, FormatException {
        long signature = 0x08074b50L;
        SparseSource file = new ZipBuilder()
                .entry(entry(Descriptor.NONE).withGap(new byte[0]))
                .source();
        ZipEntry listed = CentralDirectory.read(file).entries().get(0);
        ZipEntry lucky = new ZipEntry(
                listed.name(),
                listed.headerName(),
                listed.method(),
                listed.flags(),
                signature,
                listed.compressedSize(),
                listed.size(),
                listed.headerOffset(),
                listed.dataLimit());
        byte[] descriptor = new ZipRecord()
                .field("crc-32", 4, signature)
                .field("compressed size", 4, TEXT.length)
                .field("size", 4, TEXT.length)
                .bytes();
        byte[] head = Arrays.copyOf(file.bytes(), DATA_END);
        SparseSource kept = SparseSource.of(ZipEntryBuilder.join(head, descriptor));
        assertThat(DataDescriptor.length(
                        kept, lucky, new LocalHeaders(kept).at(0).orElseThrow()))
                .hasValue(12);
    }
}
