package dev.wheelsweep.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.zip.SparseSource;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which bytes were viewed, beside a set with every byte. */
class RecordedSourcePropertyTest {
    private static final long SEED = 20261129;
    private static final int ROUNDS = 500;
    private static final int SIZE = 300;
    private static final int LONGEST = 40;

    @Test
    void theSameBytesAsInASet() throws IOException, FormatException {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            RecordedSource source = new RecordedSource(SparseSource.of(new byte[SIZE]));
            source.view(Format.ELF, 0, SIZE);
            source.forget();
            BitSet viewed = new BitSet();
            int next = 0;
            for (int views = random.nextInt(12); views > 0; views--) {
                int from = random.nextInt(3) == 0 ? next : random.nextInt(SIZE - LONGEST);
                int length = random.nextInt(Math.min(LONGEST, SIZE - from));
                source.view(Format.ELF, from, length);
                viewed.set(from, from + length);
                next = from + length;
            }
            int from = random.nextInt(SIZE);
            int to = from + random.nextInt(SIZE - from);

            BitSet found = new BitSet();
            long end = -1;
            List<RecordedSource.Range> ranges = source.viewed(from, to).orElseThrow();
            for (RecordedSource.Range range : ranges) {
                assertThat(range.offset()).as("seed %d, round %d", SEED, round).isGreaterThan(end);
                end = range.offset() + range.length();
                found.set((int) range.offset(), (int) end);
            }
            BitSet expected = viewed.get(0, to);
            expected.clear(0, from);
            assertThat(found).as("seed %d, round %d", SEED, round).isEqualTo(expected);
        }
    }

    @Test
    void tooManyRangesAreNotRecorded() throws IOException, FormatException {
        RecordedSource source = new RecordedSource(SparseSource.of(new byte[SIZE]));
        for (int i = 0; i < RecordedSource.MOST; i++) {
            source.view(Format.ELF, 2L * (i % 2), 1);
        }
        assertThat(source.viewed(0, SIZE)).isPresent();
        source.view(Format.ELF, 10, 1);
        assertThat(source.viewed(0, SIZE)).isEmpty();
        source.forget();
        assertThat(source.viewed(0, SIZE)).contains(List.of());
    }
}
