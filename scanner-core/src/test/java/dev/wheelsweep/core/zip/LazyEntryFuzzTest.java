package dev.wheelsweep.core.zip;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.FuzzSeeds;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In whatever order an entry is looked at, its bytes are those that {@code java.util.zip.Inflater} gives when it decodes
 * the whole. Of a stream that is corrupt nothing is promised but a {@link FormatException} where it cannot be read.
 */
class LazyEntryFuzzTest {
    private static final EntryReader READER = new EntryReader();
    private static final byte[] NAME = {'a'};
    private static final int DEFLATED = 8;
    private static final int VIEWS = 20;
    private static final int LONGEST = 4 << 20;

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>(FuzzSeeds.conformance("deflate"));
        Random random = new Random(8);
        for (int size : new int[] {0, 1, 1000, 40_000}) {
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
    void viewsAreWhatTheWholeIs(byte[] data) throws IOException {
        look(ZipEntryBuilder.of(NAME, DEFLATED, ZipEntryBuilder.deflate(data), data), data, data);
        byte[] decoded = new byte[LONGEST];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(data);
            int length = inflater.inflate(decoded);
            byte[] whole = Arrays.copyOf(decoded, length);
            if (inflater.finished()) {
                byte[] stream = Arrays.copyOf(data, (int) inflater.getBytesRead());
                look(ZipEntryBuilder.of(NAME, DEFLATED, stream, whole), whole, data);
            } else {
                lookAtCorrupt(ZipEntryBuilder.of(NAME, DEFLATED, data, whole), data);
            }
        } catch (DataFormatException corrupt) {
            lookAtCorrupt(ZipEntryBuilder.of(NAME, DEFLATED, data, Arrays.copyOf(decoded, 1 << 16)), data);
        } finally {
            inflater.end();
        }
    }

    private static void look(ZipEntryBuilder built, byte[] whole, byte[] seed) throws IOException {
        try {
            EntryBytes entry = open(built);
            Random random = new Random(Arrays.hashCode(seed));
            for (int i = 0; i < VIEWS; i++) {
                int offset = random.nextInt(whole.length + 1);
                int length = random.nextInt(whole.length - offset + 1);
                assertThat(entry.view(Format.ELF, offset, length).copy(0, length))
                        .isEqualTo(Arrays.copyOfRange(whole, offset, offset + length));
            }
            entry.verify();
        } catch (FormatException bad) {
            throw new AssertionError("a stream that is right", bad);
        }
    }

    private static void lookAtCorrupt(ZipEntryBuilder built, byte[] seed) throws IOException {
        Random random = new Random(Arrays.hashCode(seed));
        for (int i = 0; i < 2; i++) {
            try {
                EntryBytes entry = open(built);
                long offset = entry.size() == 0 ? 0 : random.nextInt((int) entry.size());
                entry.view(Format.ELF, offset, entry.size() - offset);
                entry.verify();
            } catch (FormatException expected) {
                assertThat(expected.detail()).isNotEmpty();
            }
        }
    }

    private static EntryBytes open(ZipEntryBuilder built) throws IOException, FormatException {
        SparseSource file = new ZipBuilder().entry(built).source();
        return READER.open(file, CentralDirectory.read(file).entries().get(0));
    }
}
