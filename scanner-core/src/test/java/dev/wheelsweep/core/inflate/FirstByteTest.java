package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class FirstByteTest {
    private static final int VALUES = 256;

    private final FirstByte first = new FirstByte();

    /** @return what the stream may begin with */
    private int[] candidates(byte[] stream) throws IOException {
        int[] found = new int[VALUES];
        int count = 0;
        for (int value = 0; value < VALUES; value++) {
            if (first.canStartWith(value, StridedBytes.of(stream, 1 << 16), 0, stream.length)) {
                found[count++] = value;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** For all codes that zlib makes, exactly one byte is possible, and it is the right one. */
    @Test
    void aDynamicBlockCanStartWithOneByteOnly() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] content = Blends.content(random, 1000 + random.nextInt(20_000));
            content[0] = (byte) random.nextInt(VALUES);
            byte[] stream = Blends.deflate(content, 1 + random.nextInt(9), random.nextInt(3), 0);
            boolean dynamic = (stream[0] >> 1 & 3) == 2;
            if (dynamic) {
                assertThat(candidates(stream)).as("seed %d", seed).containsExactly(Byte.toUnsignedInt(content[0]));
                assertThat(first.consumed()).isLessThan(400);
            } else {
                assertThat(candidates(stream)).as("seed %d", seed).hasSize(VALUES);
            }
        }
    }

    @Test
    void aStreamThatStartsWithALengthStartsWithNoByte() throws IOException {
        DeflateStreamBuilder stream = new DeflateStreamBuilder();
        stream.dynamic(1, DeflateStreamBuilder.lengths(258, 65, 2, 66, 2, 256, 2, 257, 2), new int[1]);
        byte[] beginsWithLength = stream.code(3, 2).build();
        assertThat(candidates(beginsWithLength)).isEmpty();
    }

    @Test
    void aStreamThatIsNotDecidedCanStartWithAnyByte() throws IOException {
        byte[] stored = new DeflateStreamBuilder().stored(1, 10, 65).build();
        byte[] fixed = new DeflateStreamBuilder()
                .bits(1, 1)
                .bits(1, 2)
                .fixed(65)
                .fixed(256)
                .build();
        byte[] noCode = new DeflateStreamBuilder()
                .dynamic(1, DeflateStreamBuilder.lengths(257, 65, 2, 256, 2), new int[1])
                .bits(0, 15)
                .build();
        byte[] cut =
                Arrays.copyOf(Blends.deflate(Blends.content(new Random(1), 5000), 6, Deflater.DEFAULT_STRATEGY, 0), 10);
        for (byte[] stream : new byte[][] {stored, fixed, noCode, cut, new byte[0]}) {
            assertThat(candidates(stream)).hasSize(VALUES);
        }
    }
}
