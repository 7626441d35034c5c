package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reading any damaged archive ends in bytes or in a {@link FormatException}, never in another exception. */
class ZipTruncationPropertyTest {
    private static final EntryReader READER = new EntryReader();

    private static byte[] archive() {
        byte[] text = "all sorts of entries, all sorts of fields".repeat(20).getBytes(US_ASCII);
        return new ZipBuilder()
                .withPrefix(new byte[5])
                .stored("folder/", new byte[0])
                .stored("stored", text)
                .entry(ZipEntryBuilder.deflated("deflated", text)
                        .withDescriptor(ZipEntryBuilder.Descriptor.WITH_SIGNATURE)
                        .withLocalExtra(new byte[9]))
                .entry(ZipEntryBuilder.deflated("wide", text).withZip64(ZipEntryBuilder.Wide.values()))
                .entry(ZipEntryBuilder.stored("?", text)
                        .withCentralExtra(EntryNameTest.unicodePath(new byte[] {'?'}, new byte[] {'!'})))
                .withZip64()
                .withComment(new byte[] {'h', 'i'})
                .bytes();
    }

    /** Reads as much as there is. */
    private static void read(byte[] bytes, Map<Reason, Integer> reasons) throws IOException {
        SparseSource file = SparseSource.of(bytes);
        try {
            for (ZipEntry entry : CentralDirectory.read(file).entries()) {
                try {
                    EntryBytes content = READER.open(file, entry);
                    content.verify();
                    content.view(Format.ELF, 0, content.size());
                } catch (FormatException bad) {
                    reasons.merge(bad.reason(), 1, Integer::sum);
                }
            }
        } catch (FormatException bad) {
            reasons.merge(bad.reason(), 1, Integer::sum);
        }
    }

    @Test
    void everyTruncation() throws IOException {
        byte[] whole = archive();
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (int length = 0; length < whole.length; length++) {
            read(Arrays.copyOf(whole, length), reasons);
        }
        // The prefix hides the first signature. What is cut within the comment is still whole.
        assertThat(reasons)
                .containsEntry(Reason.EMPTY_FILE, 1)
                .containsEntry(Reason.NO_END_OF_CENTRAL_DIRECTORY, 22 - Integer.BYTES)
                .containsEntry(Reason.NOT_A_ZIP, whole.length - 1 - 2 - (22 - Integer.BYTES))
                .hasSize(3);
    }

    @Test
    void everyFlippedBit() throws IOException {
        byte[] bytes = archive();
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (int at = 0; at < bytes.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                bytes[at] ^= (byte) (1 << bit);
                read(bytes, reasons);
                bytes[at] ^= (byte) (1 << bit);
            }
        }
        assertThat(reasons)
                .containsKeys(
                        Reason.BAD_CENTRAL_HEADER,
                        Reason.BAD_LOCAL_HEADER,
                        Reason.BAD_EXTRA_FIELD,
                        Reason.BAD_ZIP64_EXTRA,
                        Reason.BAD_END_OF_CENTRAL_DIRECTORY,
                        Reason.MULTI_DISK,
                        Reason.ENCRYPTED,
                        Reason.UNSUPPORTED_METHOD,
                        Reason.UNSUPPORTED_VERSION,
                        Reason.NAME_MISMATCH,
                        Reason.OVERLAPPING_ENTRIES,
                        Reason.SIZE_MISMATCH,
                        Reason.CRC_MISMATCH)
                .doesNotContainKey(Reason.OUT_OF_BOUNDS);
    }

    @Test
    void manyRandomChanges() throws IOException {
        byte[] whole = archive();
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] changed = whole.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                int at = random.nextInt(changed.length);
                changed[at] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextBoolean() ? -1 : 0);
            }
            try {
                read(changed, reasons);
            } catch (RuntimeException | Error ours) {
                throw new AssertionError("seed " + seed, ours);
            }
        }
        assertThat(reasons).hasSizeGreaterThan(13);
    }
}
