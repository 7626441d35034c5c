package dev.wheelsweep.core.zip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InflatedEntryTest {
    private static final int HEAD = 10_000;
    private static final int WINDOW = 64 * 1024;
    private static final int LONGEST_COPY = 100_000;
    private static final int SIZE = 500_000;
    private static final int PASSES = 3;
    private static final InflateLimits SMALL = new InflateLimits(HEAD, WINDOW, LONGEST_COPY, PASSES, 1 << 20, 0);

    /** Text-like, so that it has matches near and far. */
    private static byte[] content(int size, long seed) {
        Random random = new Random(seed);
        byte[] content = new byte[size];
        for (int i = 0; i < size; i++) {
            boolean repeat = i > 1000 && random.nextInt(10) > 0;
            content[i] = repeat ? content[i - 1 - random.nextInt(1000)] : (byte) random.nextInt(16);
        }
        return content;
    }

    private static final byte[] CONTENT = content(SIZE, 1);

    private static EntryBytes open(ZipEntryBuilder entry, InflateLimits limits) throws IOException, FormatException {
        SparseSource file = new ZipBuilder().entry(entry).source();
        return new EntryReader(limits)
                .openWhole(
                        new LocalHeaders(file),
                        CentralDirectory.read(file).entries().get(0));
    }

    private static EntryBytes small() throws IOException, FormatException {
        return open(ZipEntryBuilder.deflated("a", CONTENT), SMALL);
    }

    private static void assertShows(EntryBytes entry, int offset, int length) throws IOException, FormatException {
        ByteView view = entry.view(Format.ELF, offset, length);
        assertThat(view.origin()).isEqualTo(offset);
        assertThat(view.copy(0, view.length())).isEqualTo(Arrays.copyOfRange(CONTENT, offset, offset + length));
    }

    @Test
    void decodesNothingBeforeItIsAsked() throws IOException, FormatException {
        EntryBytes entry = small();
        assertThat(entry)
                .returns(0L, EntryBytes::bytesDecoded)
                .returns(ReadMode.WHOLE, EntryBytes::readMode)
                .returns((long) SIZE, EntryBytes::size);
    }

    @Test
    void decodesOnlyAsFarAsAsked() throws IOException, FormatException {
        EntryBytes entry = small();
        assertShows(entry, 0, 64);
        assertThat(entry.bytesDecoded()).isEqualTo(64);
        assertShows(entry, 10, 20);
        assertThat(entry.bytesDecoded()).isEqualTo(64);
        assertShows(entry, HEAD - 1, 1);
        assertThat(entry.bytesDecoded()).isEqualTo(HEAD);
        assertShows(entry, HEAD - 1, 2);
        assertThat(entry.bytesDecoded()).isEqualTo(HEAD + 1);
        assertShows(entry, 200_000, 5);
        assertThat(entry.bytesDecoded()).isEqualTo(200_005);
    }

    @Test
    void keepsTheHeadAndTheLatestOutput() throws IOException, FormatException {
        EntryBytes entry = small();
        assertShows(entry, SIZE - 1, 1);
        assertShows(entry, SIZE - WINDOW / 2, WINDOW / 2);
        assertShows(entry, 0, HEAD);
        assertShows(entry, 123, 4567);
        assertThat(entry.bytesDecoded()).isEqualTo(SIZE);
    }

    @Test
    void decodesForgottenBytesAgainALimitedNumberOfTimes() throws IOException, FormatException {
        EntryBytes entry = small();
        assertShows(entry, SIZE - 10, 10);
        assertShows(entry, HEAD, 100);
        assertThat(entry.bytesDecoded()).isEqualTo(SIZE + HEAD + 100);
        assertShows(entry, 300_000, 10);
        assertShows(entry, 150_000, 10);
        assertThat(entry.bytesDecoded()).isEqualTo(SIZE + 300_010 + 150_010);
        assertShows(entry, SIZE - 10, 10);
        assertThat(catchThrowableOfType(FormatException.class, () -> entry.view(Format.ELF, 200_000, 1)))
                .returns(Format.ELF, FormatException::format)
                .returns(Reason.LIMIT_PASSES, FormatException::reason)
                .returns(200_000L, FormatException::offset);
        assertShows(entry, 5000, 10);
    }

    @Test
    void joinsHeadAndWindowInOneView() throws IOException, FormatException {
        EntryBytes entry = small();
        assertShows(entry, HEAD - 100, 50_000);
        assertThat(entry.bytesDecoded()).isEqualTo(HEAD - 100 + 50_000);
        assertShows(entry, 0, LONGEST_COPY);
        assertShows(entry, SIZE - LONGEST_COPY, LONGEST_COPY);
    }

    @Test
    void refusesAViewOverTheLimit() throws IOException, FormatException {
        EntryBytes entry = small();
        assertThat(catchThrowableOfType(FormatException.class, () -> entry.view(Format.ELF, 7, LONGEST_COPY + 1)))
                .returns(Format.ELF, FormatException::format)
                .returns(Reason.LIMIT_VIEW_BYTES, FormatException::reason)
                .returns(7L, FormatException::offset);
        assertThat(entry.bytesDecoded()).isZero();
    }

    /** It grows as bytes arrive, beginning with 1 MiB. */
    @Test
    void aLongCopyGrows() throws IOException, FormatException {
        byte[] content = content(3 << 20, 5);
        InflateLimits wide = new InflateLimits(HEAD, WINDOW, content.length, PASSES, 1 << 20, 0);
        EntryBytes entry = open(ZipEntryBuilder.deflated("a", content), wide);
        ByteView view = entry.view(Format.ELF, HEAD, content.length - HEAD);
        assertThat(Arrays.equals(view.copy(0, view.length()), Arrays.copyOfRange(content, HEAD, content.length)))
                .isTrue();
        assertThat(entry.bytesDecoded()).isEqualTo(content.length);
    }

    @Test
    void refusesLimitsThatAreTooSmallToDecode() {
        assertThat(catchThrowable(() -> new InflateLimits(0, WINDOW, 0, 1, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> new InflateLimits(1, WINDOW - 1, 0, 1, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> new InflateLimits(1, WINDOW, -1, 1, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> new InflateLimits(1, WINDOW, 0, 0, 0, 0)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new InflateLimits(1, WINDOW, 0, 1, 0, 0).head()).isEqualTo(1);
    }

    @Test
    void earlierViewsStayValid() throws IOException, FormatException {
        EntryBytes entry = small();
        List<ByteView> views = new ArrayList<>();
        for (int offset = 0; offset + 3000 <= SIZE; offset += 3000) {
            views.add(entry.view(Format.ELF, offset, 3000));
        }
        assertShows(entry, 50_000, 10);
        for (ByteView view : views) {
            int offset = (int) view.origin();
            assertThat(view.copy(0, 3000)).isEqualTo(Arrays.copyOfRange(CONTENT, offset, offset + 3000));
        }
    }

    @Test
    void anyViewsInAnyOrderHaveTheRightBytes() throws IOException, FormatException {
        InflateLimits patient = new InflateLimits(HEAD, WINDOW, LONGEST_COPY, Integer.MAX_VALUE, 1 << 20, 0);
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            EntryBytes entry = open(ZipEntryBuilder.deflated("a", CONTENT), patient);
            for (int i = 0; i < 30; i++) {
                int offset = random.nextInt(SIZE);
                int length = random.nextInt(Math.min(SIZE - offset, 1 << random.nextInt(17)) + 1);
                ByteView view = entry.view(Format.ELF, offset, length);
                assertThat(view.copy(0, length))
                        .as("seed %d, %d bytes at %d", seed, length, offset)
                        .isEqualTo(Arrays.copyOfRange(CONTENT, offset, offset + length));
                if (random.nextInt(20) == 0) {
                    entry.verify();
                }
            }
            entry.verify();
        }
    }

    @Test
    void verifyingDecodesNoByteTwice() throws IOException, FormatException {
        EntryBytes entry = small();
        assertShows(entry, 0, 100);
        entry.verify();
        entry.verify();
        assertThat(entry.bytesDecoded()).isEqualTo(SIZE);
        assertShows(entry, 100_000, 1);
        entry.verify();
        assertThat(entry.bytesDecoded()).isEqualTo(SIZE + 100_001);
    }

    @Test
    void verifyingGoesOnFromASecondPass() throws IOException, FormatException {
        EntryBytes entry = small();
        assertShows(entry, 300_000, 1);
        assertShows(entry, 100_000, 1);
        entry.verify();
        assertThat(entry.bytesDecoded()).isEqualTo(300_001 + SIZE);
    }

    @Test
    void theContentOfALongerStreamIsItsDeclaredPart() throws IOException, FormatException {
        int declared = 400_000;
        EntryBytes entry =
                open(ZipEntryBuilder.deflated("a", CONTENT).withCentral(header -> header.set("size", declared)), SMALL);
        assertShows(entry, declared - 10, 10);
        assertThat(catchThrowableOfType(FormatException.class, () -> entry.view(Format.ELF, declared - 10, 11)))
                .returns(Reason.OUT_OF_BOUNDS, FormatException::reason);
        assertThat(catchThrowableOfType(FormatException.class, entry::verify))
                .returns(Reason.SIZE_MISMATCH, FormatException::reason);
        assertThat(entry.bytesDecoded()).isEqualTo(declared + 1);
    }

    @Test
    void aShorterStreamIsAnErrorWhereBytesAreMissing() throws IOException, FormatException {
        int compressed = ZipEntryBuilder.deflate(CONTENT).length;
        EntryBytes entry = open(
                ZipEntryBuilder.deflated("a", CONTENT).withCentral(header -> header.set("size", SIZE + 10)), SMALL);
        assertShows(entry, SIZE - 10, 10);
        assertThat(catchThrowableOfType(FormatException.class, () -> entry.view(Format.ELF, SIZE - 1, 2)))
                .returns(Format.ZIP, FormatException::format)
                .returns(Reason.SIZE_MISMATCH, FormatException::reason)
                .returns(31L + compressed, FormatException::offset);
        assertShows(entry, 0, 10);
    }

    @Test
    void anErrorStaysTheSame() throws IOException, FormatException {
        byte[] broken = ZipEntryBuilder.deflate(CONTENT);
        EntryBytes entry =
                open(ZipEntryBuilder.of(new byte[] {'a'}, 8, Arrays.copyOf(broken, broken.length / 2), CONTENT), SMALL);
        FormatException first = catchThrowableOfType(FormatException.class, () -> entry.view(Format.ELF, SIZE - 1, 1));
        assertThat(first).returns(Reason.TRUNCATED_STREAM, FormatException::reason);
        assertThat(catchThrowableOfType(FormatException.class, entry::verify)).isSameAs(first);
    }

    @Test
    void aDeclaredSizeCostsNoMemory() throws IOException, FormatException {
        EntryBytes entry = open(
                ZipEntryBuilder.deflated("a", CONTENT)
                        .withCentral(header -> header.set("size", 0xffff_ffffL))
                        .withCentralExtra(ZipEntryBuilder.extra(
                                1, new ZipRecord().field("size", 8, -1).bytes())),
                SMALL);
        assertThat(entry.size()).isEqualTo(Long.MAX_VALUE);
        assertThat(catchThrowableOfType(FormatException.class, entry::verify))
                .returns(Reason.SIZE_MISMATCH, FormatException::reason);
        assertThat(entry.bytesDecoded()).isEqualTo(SIZE);
    }

    @Test
    void oneReaderServesManyEntries() throws IOException, FormatException {
        ZipBuilder zip = new ZipBuilder();
        int[] sizes = {SIZE, 0, 1, HEAD - 1, HEAD, HEAD + 1, HEAD + WINDOW / 2, HEAD + WINDOW, HEAD + WINDOW + 1};
        for (int size : sizes) {
            zip.deflated("of " + size, content(size, size));
        }
        SparseSource file = zip.source();
        EntryReader reader = new EntryReader(SMALL);
        for (ZipEntry entry : CentralDirectory.read(file).entries()) {
            EntryBytes bytes = reader.openWhole(new LocalHeaders(file), entry);
            bytes.verify();
            assertThat(bytes.bytesDecoded()).as(entry.name()).isEqualTo(entry.size());
        }
    }

    /** Nine declared bytes in a block, a block of others, and one of a type that does not exist. */
    private static ZipEntryBuilder brokenAfter(int bytes) {
        byte[] declared = Arrays.copyOf(CONTENT, 9);
        ByteBuffer stream = ByteBuffer.allocate(bytes + 11).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] block : List.of(declared, new byte[bytes - declared.length])) {
            stream.put((byte) 0)
                    .putShort((short) block.length)
                    .putShort((short) ~block.length)
                    .put(block);
        }
        return ZipEntryBuilder.of(
                new byte[] {'a'}, Method.DEFLATED, stream.put((byte) 7).array(), declared);
    }

    @Test
    void anErrorBeyondTheDeclaredSizeCountsWhereZipfileDecodesIt() throws IOException, FormatException {
        EntryBytes near = open(brokenAfter(4_000), InflateLimits.DEFAULT);
        assertThat(catchThrowableOfType(FormatException.class, near::verify).reason())
                .isEqualTo(Reason.INVALID_BLOCK_TYPE);

        EntryBytes far = open(brokenAfter(5_000), InflateLimits.DEFAULT);
        far.verify();
        assertThat(far.oddEnd()).isPresent();
    }
}
