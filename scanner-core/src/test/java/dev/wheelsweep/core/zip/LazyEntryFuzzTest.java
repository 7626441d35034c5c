package dev.wheelsweep.core.zip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.FuzzSeeds;
import dev.wheelsweep.core.inflate.Blends;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Views of an entry in any order have the bytes that {@code java.util.zip.Inflater} gives for the whole, also when read
 * from both ends, unless the stream was crafted; then they have them after {@code verify}. A corrupt stream gives a
 * {@link FormatException} where it cannot be read.
 */
class LazyEntryFuzzTest {
    /** So small that the short entries of a fuzzer, too, are forgotten, decoded again, and read from both ends. */
    private static final InflateLimits SMALL =
            new InflateLimits(1 << 12, 2 * RetainedOutput.HISTORY, 1 << 20, Integer.MAX_VALUE, 1 << 16, 64);

    private static final EntryReader READER = new EntryReader(SMALL);
    private static final byte[] NAME = {'a'};
    private static final int DEFLATED = 8;
    private static final int VIEWS = 8;
    /** Flushes divide a stream into blocks that would be one block. */
    private static final int FLUSHES = 3;
    /** Bytes without their two highest bits compress a little, so that zlib stores none of them as they are. */
    private static final int COMPRESSIBLE = 0x3f;
    /**
     * The longest content that a stream is decoded to. The array is shared, because clearing a new one would be most of
     * the work.
     */
    private static final byte[] DECODED = new byte[128 << 10];

    private static final byte[] UNKNOWN = new byte[1 << 16];

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>(FuzzSeeds.conformance("deflate"));
        Random random = new Random(8);
        for (int size : new int[] {0, 1, 1000, 10_000}) {
            byte[] content = new byte[size];
            for (int i = 0; i < size; i++) {
                content[i] = i > 100 && random.nextInt(8) > 0
                        ? content[i - 1 - random.nextInt(100)]
                        : (byte) random.nextInt();
            }
            seeds.add(content);
            seeds.add(ZipEntryBuilder.deflate(content));
        }
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void viewsHaveTheBytesOfTheWhole(byte[] data) throws IOException {
        Random random = new Random(Arrays.hashCode(data));
        lookAtContent(data, random);
        lookAtStream(data, random);
    }

    /** A stream that zlib made is right from both ends, without verifying. */
    private static void lookAtContent(byte[] data, Random random) throws IOException {
        byte[] content = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            content[i] = (byte) (data[i] & COMPRESSIBLE);
        }
        byte[] stream = Blends.deflate(content, 1 + random.nextInt(9), Deflater.DEFAULT_STRATEGY, FLUSHES);
        Opened opened = Opened.of(ZipEntryBuilder.of(NAME, DEFLATED, stream, content));
        try {
            look(opened.fromBothEnds(), content, random);
        } catch (FormatException bad) {
            assertThat(bad.reason()).as(bad.getMessage()).isIn(Reason.LIMIT_PASSES, Reason.LIMIT_VIEW_BYTES);
        }
    }

    private static void lookAtStream(byte[] data, Random random) throws IOException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(data);
            int length = inflater.inflate(DECODED);
            byte[] whole = Arrays.copyOf(DECODED, length);
            if (inflater.finished()) {
                byte[] stream = Arrays.copyOf(data, (int) inflater.getBytesRead());
                lookAtGood(Opened.of(ZipEntryBuilder.of(NAME, DEFLATED, stream, whole)), whole, random);
            } else {
                lookAtCorrupt(Opened.of(ZipEntryBuilder.of(NAME, DEFLATED, data, whole)), random);
            }
        } catch (DataFormatException corrupt) {
            lookAtCorrupt(Opened.of(ZipEntryBuilder.of(NAME, DEFLATED, data, UNKNOWN)), random);
        } finally {
            inflater.end();
        }
    }

    private static void lookAtGood(Opened opened, byte[] content, Random random) throws IOException {
        try {
            EntryBytes whole = opened.whole();
            look(whole, content, random);
            whole.verify();
            EntryBytes ends = opened.fromBothEnds();
            lookAnywhere(ends, random);
            ends.verify();
            look(ends, content, random);
        } catch (FormatException bad) {
            throw new AssertionError("a stream that is right", bad);
        }
    }

    private static void look(EntryBytes entry, byte[] content, Random random) throws IOException, FormatException {
        for (int i = 0; i < VIEWS; i++) {
            int offset = random.nextInt(content.length + 1);
            int length = length(content.length - offset, random);
            byte[] seen = entry.view(Format.ELF, offset, length).copy(0, length);
            assertThat(Arrays.equals(seen, 0, length, content, offset, offset + length))
                    .as("%d bytes at %d of %d", length, offset, content.length)
                    .isTrue();
        }
    }

    /** Mostly short, because long views are slow to copy. */
    private static int length(int rest, Random random) {
        return random.nextInt(Math.min(rest, 1 << random.nextInt(Short.SIZE)) + 1);
    }

    private static void lookAtCorrupt(Opened opened, Random random) throws IOException {
        try {
            EntryBytes whole = opened.whole();
            lookAnywhere(whole, random);
            lookAnywhere(opened.fromBothEnds(), random);
            opened.whole().verify();
        } catch (FormatException expected) {
            assertThat(expected.detail()).isNotEmpty();
        }
    }

    /** Each view has the length that was asked for, or a reason why there is none. */
    private static void lookAnywhere(EntryBytes entry, Random random) throws IOException {
        for (int i = 0; i < VIEWS; i++) {
            int offset = random.nextInt((int) entry.size() + 1);
            int length = length((int) entry.size() - offset, random);
            try {
                assertThat(entry.view(Format.ELF, offset, length).length()).isEqualTo(length);
            } catch (FormatException expected) {
                assertThat(expected.detail()).isNotEmpty();
            }
        }
    }

    /** An archive with one entry. */
    private record Opened(SparseSource file, ZipEntry entry) {
        static Opened of(ZipEntryBuilder built) throws IOException {
            SparseSource file = new ZipBuilder().entry(built).source();
            try {
                return new Opened(file, CentralDirectory.read(file).entries().get(0));
            } catch (FormatException bad) {
                throw new AssertionError("an archive that is right", bad);
            }
        }

        EntryBytes whole() throws IOException, FormatException {
            return READER.openWhole(new LocalHeaders(file), entry);
        }

        EntryBytes fromBothEnds() throws IOException, FormatException {
            return READER.open(file, entry);
        }
    }
}
