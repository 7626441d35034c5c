package dev.wheelsweep.core.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.inflate.Blends;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class TwoEndedEntryTest {
    private static final int SIZE = 2_000_000;
    private static final byte[] CONTENT = Blends.content(new Random(1), SIZE);
    private static final byte[] STREAM = Blends.deflate(CONTENT, 6, Deflater.DEFAULT_STRATEGY, 0);
    private static final int DEFLATED = 8;
    private static final int LOOK = 4096;

    private static ZipEntryBuilder entry(byte[] stream) {
        return ZipEntryBuilder.of("a".getBytes(StandardCharsets.US_ASCII), DEFLATED, stream, CONTENT);
    }

    private static EntryBytes open(ZipEntryBuilder entry) throws IOException, FormatException {
        SparseSource file = new ZipBuilder().entry(entry).source();
        return new EntryReader()
                .open(file, CentralDirectory.read(file).entries().get(0));
    }

    private static void assertShows(EntryBytes entry, int offset, int length) throws IOException, FormatException {
        ByteView view = entry.view(Format.ELF, offset, length);
        assertThat(view.origin()).isEqualTo(offset);
        assertThat(Arrays.equals(view.copy(0, length), Arrays.copyOfRange(CONTENT, offset, offset + length)))
                .as("%d bytes at %d", length, offset)
                .isTrue();
    }

    @Test
    void showsBothEndsAndDecodesLittle() throws IOException, FormatException {
        EntryBytes entry = open(entry(STREAM));
        assertShows(entry, 0, 64);
        assertThat(entry.bytesDecoded()).isEqualTo(64);
        assertShows(entry, SIZE - 100, 100);
        assertShows(entry, 20_000, 100);
        assertThat(entry.readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        assertThat(entry.bytesDecoded()).isBetween(20_200L, SIZE / 2L);
        assertThat(entry.bytesRead()).isLessThan(STREAM.length / 2);
    }

    @Test
    void oneViewMaySpanTheGap() throws IOException, FormatException {
        EntryBytes entry = open(entry(STREAM));
        assertShows(entry, 0, 64);
        assertShows(entry, SIZE - 100, 100);
        assertShows(entry, 10, SIZE - 20);
        assertShows(entry, 0, SIZE);
    }

    @Test
    void anyViewsInAnyOrderHaveTheRightBytes() throws IOException, FormatException {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            EntryBytes entry = open(entry(STREAM));
            for (int i = 0; i < 12; i++) {
                int offset = random.nextInt(3) == 0 ? random.nextInt(SIZE) : SIZE - 1 - random.nextInt(SIZE / 10);
                assertShows(entry, offset, random.nextInt(Math.min(SIZE - offset, 1 << random.nextInt(19)) + 1));
            }
            entry.verify();
        }
    }

    @Test
    void aHeadThatReachesTheEndHasTheWhole() throws IOException, FormatException {
        EntryBytes entry = open(entry(STREAM));
        assertThat(entry.readMode()).isEqualTo(ReadMode.HEAD_TAIL);
        assertShows(entry, 0, SIZE);
        assertThat(entry.readMode()).isEqualTo(ReadMode.WHOLE);
        assertThat(entry.bytesDecoded()).isEqualTo(SIZE);
    }

    @Test
    void aViewThatIsTooLongDecodesNothing() throws IOException, FormatException {
        InflateLimits narrow = new InflateLimits(1 << 12, 1 << 16, 1 << 16, 1, 1 << 20, 0);
        SparseSource file = new ZipBuilder().entry(entry(STREAM)).source();
        EntryBytes entry = new EntryReader(narrow)
                .open(file, CentralDirectory.read(file).entries().get(0));
        assertThat(catchThrowableOfType(FormatException.class, () -> entry.view(Format.ELF, 5, (1 << 16) + 1)))
                .returns(Reason.LIMIT_VIEW_BYTES, FormatException::reason)
                .returns(5L, FormatException::offset);
        assertThat(entry.bytesDecoded()).isZero();
    }

    /** Each view counts its bytes, since tables that jump around in a tail would otherwise take minutes. */
    @Test
    void viewsOfTheTailCount() throws IOException, FormatException {
        SparseSource file = new ZipBuilder().entry(entry(STREAM)).source();
        EntryReader reader = new EntryReader();
        reader.startArchive(SIZE);
        EntryBytes entry =
                reader.open(file, CentralDirectory.read(file).entries().get(0));
        int looks = SIZE / LOOK;
        FormatException refusal = catchThrowableOfType(FormatException.class, () -> {
            for (int i = 0; i < looks; i++) {
                assertShows(entry, SIZE - LOOK, LOOK);
            }
        });
        assertThat(refusal).isNotNull().returns(Reason.LIMIT_DECODED_BYTES, FormatException::reason);
        assertThat(entry.bytesDecoded())
                .as("copied bytes do not count as decoded")
                .isLessThan(SIZE / 2);
    }

    @Test
    void verifyingDecodesTheWhole() throws IOException, FormatException {
        EntryBytes entry = open(entry(STREAM));
        assertShows(entry, SIZE - 100, 100);
        entry.verify();
        assertThat(entry.bytesDecoded()).isGreaterThan(SIZE);
        EntryBytes other = open(entry(STREAM)
                .withLocal(header -> header.add("crc-32", 1))
                .withCentral(header -> header.add("crc-32", 1)));
        assertShows(other, SIZE - 100, 100);
        assertThat(catchThrowableOfType(FormatException.class, other::verify))
                .returns(Reason.CRC_MISMATCH, FormatException::reason);
    }

    private static void assertReadWhole(EntryBytes entry) throws IOException, FormatException {
        assertShows(entry, SIZE - 100, 100);
        assertThat(entry.readMode()).isEqualTo(ReadMode.WHOLE);
        assertShows(entry, 0, 100);
    }

    @Test
    void anEntryWithADoubtIsReadWhole() throws IOException, FormatException {
        assertReadWhole(open(entry(STREAM).withDescriptor(ZipEntryBuilder.Descriptor.WITH_SIGNATURE)));
        assertReadWhole(open(entry(STREAM).withLocal(header -> header.add("size", 1))));
        assertReadWhole(open(entry(STREAM).withLocal(header -> header.add("compressed size", 1))));
        assertReadWhole(open(entry(STREAM).withLocal(header -> header.add("crc-32", 1))));
        assertReadWhole(open(entry(Arrays.copyOf(STREAM, STREAM.length + 1))));
        assertReadWhole(open(entry(Blends.deflate(CONTENT, 0, Deflater.DEFAULT_STRATEGY, 0))));
    }

    @Test
    void aTruncatedStreamFailsAsItDoesWhole() throws IOException, FormatException {
        SparseSource file = new ZipBuilder()
                .entry(entry(Arrays.copyOf(STREAM, STREAM.length - 10)))
                .source();
        ZipEntry entry = CentralDirectory.read(file).entries().get(0);
        EntryReader reader = new EntryReader();
        EntryBytes whole = reader.openWhole(new LocalHeaders(file), entry);
        FormatException expected =
                catchThrowableOfType(FormatException.class, () -> whole.view(Format.ELF, SIZE - 1, 1));
        EntryBytes ends = reader.open(file, entry);
        assertThat(catchThrowableOfType(FormatException.class, () -> ends.view(Format.ELF, SIZE - 1, 1)))
                .hasMessage(expected.getMessage());
    }
}
