package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** A tail of a stream that zlib made shows the bytes that were compressed. */
class TailPropertyTest {
    private static final int STRIDE = 1 << 16;

    @Test
    void anyRangesInAnyOrder() throws IOException, FormatException {
        int shown = 0;
        for (long seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            byte[] content = Blends.content(random, 200_000 + random.nextInt(800_000));
            byte[] stream = Blends.deflate(
                    content, random.nextInt(10), random.nextInt(Deflater.HUFFMAN_ONLY + 1), random.nextInt(3));
            // So little memory that pieces are forgotten and decoded again.
            Tail tail = new Tail(random.nextBoolean() ? 1 << 20 : 32 << 20);
            tail.start(StridedBytes.of(stream, STRIDE), 0, stream.length, content.length);
            for (int i = 0; i < 10; i++) {
                int from = random.nextInt(content.length);
                int count = random.nextInt(Math.min(content.length - from, 1 << random.nextInt(18)) + 1);
                byte[] out = new byte[count];
                if (tail.reach(from, 0) && tail.copy(from, out, 0, count, 0)) {
                    assertThat(Arrays.equals(out, 0, count, content, from, from + count))
                            .as("seed %d, %d bytes at %d of %d", seed, count, from, content.length)
                            .isTrue();
                    shown++;
                }
            }
        }
        assertThat(shown).as("ranges that a tail could show").isGreaterThan(100);
    }

    @Test
    void aSearchFindsEveryDynamicBlockOfManyDistances() throws IOException, FormatException {
        BoundarySearch search = new BoundarySearch();
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[50_000 + random.nextInt(10)];
            random.nextBytes(noise);
            int place = random.nextInt(noise.length - 100);
            DeflateStreamBuilder stream = new DeflateStreamBuilder();
            for (int i = 0; i < place; i++) {
                stream.bits(noise[i], 8);
            }
            stream.bits(random.nextInt(128), random.nextInt(8));
            long header = stream.size();
            stream.dynamic(0, DeflateStreamBuilder.lengths(257, 0, 1, 256, 1), new int[17]);
            byte[] bytes = Arrays.copyOf(stream.build(), noise.length);
            search.start(StridedBytes.of(bytes, 1000 + random.nextInt(STRIDE)), 0, bytes.length);
            long bit = search.next(random.nextInt((int) header + 1), 8L * bytes.length);
            while (bit != BoundarySearch.NONE && bit < header) {
                bit = search.next(bit + 1, 8L * bytes.length);
            }
            assertThat(bit).as("seed %d", seed).isEqualTo(header);
            assertThat(search.next(header, header)).as("seed %d", seed).isEqualTo(BoundarySearch.NONE);
        }
    }

    /** The search by words and tables against its conditions as the fields of the RFC, bit by bit. */
    @Test
    void aSearchFindsNothingElse() throws IOException, FormatException {
        byte[] noise = new byte[40_000];
        new Random(5).nextBytes(noise);
        BoundarySearch search = new BoundarySearch();
        search.start(StridedBytes.of(noise, STRIDE), 0, noise.length);
        long found = search.next(0, 8L * noise.length);
        int count = 0;
        for (long bit = 0; bit < 8L * noise.length - 80; bit++) {
            if (mayBegin(noise, bit)) {
                assertThat(found).isEqualTo(bit);
                found = search.next(bit + 1, 8L * noise.length);
                count++;
            }
        }
        assertThat(count).isPositive();
    }

    private static boolean mayBegin(byte[] bytes, long bit) {
        double share = 0;
        for (int i = 0; i < 4 + number(bytes, bit + 13, 4); i++) {
            int length = number(bytes, bit + 17 + 3L * i, 3);
            share += length == 0 ? 0 : Math.pow(2, -length);
        }
        return number(bytes, bit, 1) == 0
                && number(bytes, bit + 1, 2) == 2
                && number(bytes, bit + 3, 5) + 257 <= 286
                && number(bytes, bit + 8, 5) + 1 >= 17
                && number(bytes, bit + 8, 5) + 1 <= 30
                && number(bytes, bit + 13, 4) + 4 >= 12
                && share == 1;
    }

    private static int number(byte[] bytes, long bit, int count) {
        int number = 0;
        for (int i = 0; i < count; i++) {
            number |= (bytes[(int) ((bit + i) / 8)] >> ((bit + i) % 8) & 1) << i;
        }
        return number;
    }
}
